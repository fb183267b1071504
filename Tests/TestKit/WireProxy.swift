// A line to PostgreSQL that counts round trips and can be cut at any of them.

import Foundation
import Synchronization

/// Listens on a port of this machine and passes on what it hears to the socket of a server of PostgreSQL. What a client
/// sends up to a message Sync is one request: it is passed on whole or not at all.
public final class WireProxy: Sendable {
    /// What becomes of the request at which the line is cut.
    public enum Cut: CaseIterable, Sendable {
        /// It never reaches the server, and the connection ends.
        case request
        /// The server does it, and the connection ends before the answer comes.
        case answer
        /// It never reaches the server, and nobody is told: nothing more is heard.
        case silence
    }

    private struct State {
        var requests = 0
        var cut: (at: Int, how: Cut)?
        var open: [Int32] = []
        var isClosed = false
    }

    public let port: Int
    private let socketPath: String
    private let listener: Int32
    private let state = Mutex(State())

    /// - Parameter socketPath: that of the server, such as `/tmp/x/.s.PGSQL.5432`.
    public init(to socketPath: String) throws {
        self.socketPath = socketPath
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(INADDR_LOOPBACK).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isListening = withUnsafeMutablePointer(to: &address) { address in
            address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(descriptor, address, length) == 0 && listen(descriptor, 64) == 0
                    && getsockname(descriptor, address, &length) == 0
            }
        }
        guard isListening else { throw ProgramFailure(description: "no port to listen on") }
        listener = descriptor
        port = Int(UInt16(bigEndian: address.sin_port))
        Thread.detachNewThread { [self] in accept() }
    }

    /// Requests so far, of all connections.
    public var requests: Int { state.withLock { $0.requests } }

    /// Cuts the line at the request of that number from now, 1 for the next.
    public func cut(at number: Int, _ how: Cut) { state.withLock { $0.cut = ($0.requests + number, how) } }

    /// Mends it; `false` when it was not cut meanwhile.
    @discardableResult
    public func mend() -> Bool {
        state.withLock { state in
            defer { state.cut = nil }
            return state.cut.map { state.requests >= $0.at } ?? true
        }
    }

    public func close() {
        let open = state.withLock { state in
            state.isClosed = true
            return state.open
        }
        shutdown(listener, Int32(SHUT_RDWR))
        Foundation.close(listener)
        for descriptor in open { shutdown(descriptor, Int32(SHUT_RDWR)) }
    }

    private func accept() {
        while true {
            let client = Foundation.accept(listener, nil, nil)
            guard client >= 0 else { return }
            guard let server = connect() else {
                Foundation.close(client)
                continue
            }
            let isClosed = state.withLock { state in
                state.open += [client, server]
                return state.isClosed
            }
            if isClosed { return }
            let line = Line(client: client, server: server)
            Thread.detachNewThread { [self] in passRequests(line) }
            Thread.detachNewThread { line.passAnswers() }
        }
    }

    private func connect() -> Int32? {
        let server = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(socketPath.utf8)) }
        let length = socklen_t(MemoryLayout<sockaddr_un>.size)
        let isConnected = withUnsafePointer(to: &address) { address in
            address.withMemoryRebound(to: sockaddr.self, capacity: 1) { Foundation.connect(server, $0, length) == 0 }
        }
        return isConnected ? server : nil
    }

    private func passRequests(_ line: Line) {
        var request: [UInt8] = []
        // The first message has no type.
        guard let start = line.readMessage(from: line.client, hasType: false) else { return line.end() }
        line.write(start, to: line.server)
        while let message = line.readMessage(from: line.client, hasType: true) {
            request += message
            switch message[0] {
            case UInt8(ascii: "S"):
                let cut = state.withLock { state -> Cut? in
                    state.requests += 1
                    return state.cut.flatMap { state.requests == $0.at ? $0.how : nil }
                }
                switch cut {
                case .request: return line.end()
                case .silence: return
                case .answer:
                    line.isDeaf.withLock { $0 = true }
                    line.write(request, to: line.server)
                case nil: line.write(request, to: line.server)
                }
                request = []
            case UInt8(ascii: "p"), UInt8(ascii: "X"):
                line.write(request, to: line.server)
                request = []
            default: break
            }
        }
        line.end()
    }
}

/// One connection through the proxy.
private final class Line: Sendable {
    let client: Int32
    let server: Int32
    /// Whether the client hears no more: the connection ends after the next answer.
    let isDeaf = Mutex(false)

    init(client: Int32, server: Int32) {
        self.client = client
        self.server = server
    }

    func passAnswers() {
        while let message = readMessage(from: server, hasType: true) {
            if isDeaf.withLock({ $0 }) {
                // Ready for the next: what was asked is done.
                if message[0] == UInt8(ascii: "Z") { break }
            } else {
                write(message, to: client)
            }
        }
        end()
    }

    func end() {
        shutdown(client, Int32(SHUT_RDWR))
        shutdown(server, Int32(SHUT_RDWR))
    }

    /// One message with its type and length; `nil` at the end.
    func readMessage(from descriptor: Int32, hasType: Bool) -> [UInt8]? {
        guard var message = read(hasType ? 5 : 4, from: descriptor) else { return nil }
        let length = message.suffix(4).reduce(0) { $0 << 8 | Int($1) }
        guard let rest = read(length - 4, from: descriptor) else { return nil }
        message += rest
        return message
    }

    private func read(_ count: Int, from descriptor: Int32) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        var done = 0
        while done < count {
            let more = bytes.withUnsafeMutableBytes { buffer in
                recv(descriptor, buffer.baseAddress?.advanced(by: done), count - done, 0)
            }
            guard more > 0 else { return nil }
            done += more
        }
        return bytes
    }

    func write(_ bytes: [UInt8], to descriptor: Int32) {
        var done = 0
        while done < bytes.count {
            let more = bytes.withUnsafeBytes { buffer in
                send(descriptor, buffer.baseAddress?.advanced(by: done), bytes.count - done, Int32(MSG_NOSIGNAL))
            }
            guard more > 0 else { return }
            done += more
        }
    }
}
