// Connections over real sockets: requests without one host, ends, and how many one address may have.

import Basics
import Foundation
import TestKit
import Testing

@testable import Web

@Suite struct ConnectionTests {
    private func exchange(_ port: Int, _ lines: String...) async throws -> HTTPAnswer {
        try await Wire.exchange(port: port, Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8))
    }

    @Test func aRequestNamesOneHost() async throws {
        try await TestSite.serve { port async throws in
            let close = "Connection: close"
            #expect(try await exchange(port, "GET /healthz HTTP/1.1", "Host: a", close).status == 200)
            #expect(try await exchange(port, "GET /healthz HTTP/1.1", close).status == 400)
            #expect(try await exchange(port, "GET /healthz HTTP/1.1", "Host: a", "Host: a", close).status == 400)
            #expect(try await exchange(port, "GET /healthz HTTP/1.1", "Host: a b", close).status == 400)
            #expect(try await exchange(port, "GET /healthz HTTP/1.0", "Host: a", "Host: b").status == 400)
        }
    }

    @Test func theOldVersionGetsItsAnswerAndTheEnd() async throws {
        try await TestSite.serve { port async throws in
            try await apart {
                for more in [[], ["Connection: keep-alive"]] {
                    let lines = (["GET /login HTTP/1.0"] + more).joined(separator: "\r\n") + "\r\n\r\n"
                    let connection = try Socket(port: port)
                    connection.send(lines)
                    let answer = String(decoding: connection.readToEnd(), as: UTF8.self)
                    #expect(answer.hasPrefix("HTTP/1.0 200"))
                    #expect(answer.contains("onnection: close") && answer.contains("</html>"))
                    #expect(connection.hasEnded)
                }
            }
        }
    }

    @Test func oneAddressMayHaveOnlySoManyAndOthersFindRoom() async throws {
        var environment = try TestSite.environment()
        environment.settings.connectionsOfOneMax = 3
        try await TestSite.serve(environment) { [environment] port async throws in
            try await apart {
                var open = try (0..<3).map { _ in try Socket(port: port) }
                // Asking makes sure that the server has taken the connection in.
                for connection in open { #expect(connection.ask()) }
                let fourth = try Socket(port: port)
                #expect(!fourth.ask() && fourth.hasEnded)
                #expect(try Socket(port: port, from: "127.0.0.2").ask())
                #expect(environment.metrics.registry.text().contains("trinhky_connections_refused_total 1\n"))
                open.removeLast()
                // The server learns of the end in its own time.
                var isIn = false
                for _ in 0..<500 where !isIn {
                    isIn = try Socket(port: port).ask()
                    if !isIn { usleep(10_000) }
                }
                #expect(isIn)
            }
        }
    }

    @Test func aTrustedProxyIsNotCounted() async throws {
        var environment = try TestSite.environment(
            isSecure: true, trustedProxies: [try #require(NetworkRange("127.0.0.0/8"))])
        environment.settings.connectionsOfOneMax = 1
        try await TestSite.serve(environment) { port async throws in
            try await apart {
                let open = try (0..<5).map { _ in try Socket(port: port) }
                for connection in open { #expect(connection.ask()) }
            }
        }
    }

    /// Does what waits on a thread of its own: one of the few that run tasks may be the one that the server needs.
    private func apart(_ body: @escaping @Sendable () throws -> Void) async throws {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { continuation.resume(with: Result { try body() }) }
        }
    }
}

/// A connection that stays open until it is let go.
private final class Socket {
    private struct NoConnection: Error { let reason: Int32 }

    private let descriptor: Int32
    /// Whether the other side has ended it.
    private(set) var hasEnded = false

    init(port: Int, from source: String? = nil) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var timeout = timeval(tv_sec: 600, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
        if let source { _ = Self.with(source, 0) { bind(descriptor, $0, $1) } }
        guard Self.with("127.0.0.1", port, { connect(descriptor, $0, $1) }) == 0 else {
            throw NoConnection(reason: errno)
        }
    }

    deinit { close(descriptor) }

    private static func with(
        _ address: String, _ port: Int, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) -> Int32 {
        var place = sockaddr_in()
        place.sin_family = sa_family_t(AF_INET)
        place.sin_port = in_port_t(port).bigEndian
        place.sin_addr.s_addr = inet_addr(address)
        return withUnsafePointer(to: &place) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }

    func send(_ text: String) {
        let bytes = Array(text.utf8)
        _ = Foundation.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    }

    /// Asks whether the server lives and keeps the connection open; `false` when it has ended.
    func ask() -> Bool {
        send("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n")
        return read().starts(with: Array("HTTP/1.1 200".utf8))
    }

    func readToEnd() -> [UInt8] {
        var all: [UInt8] = []
        while !hasEnded {
            let bytes = read()
            if bytes.isEmpty && !hasEnded { break }
            all += bytes
        }
        return all
    }

    private func read() -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: 64 * 1024)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        if count == 0 || count < 0 && errno == ECONNRESET { hasEnded = true }
        return Array(buffer.prefix(max(0, count)))
    }
}
