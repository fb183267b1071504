// A client that costs next to nothing: one kept connection, one request at a time.

import Foundation

/// Reads pages and sends forms over one connection. Used by one thread at a time.
final class PageClient: @unchecked Sendable {
    private let descriptor: Int32
    /// What every request has behind its address.
    private let head: String
    private var csrf: String?
    private var buffer = [UInt8](repeating: 0, count: 256 * 1024)

    convenience init(port: Int, sessionToken: String) throws {
        try self.init(port: port, header: "Cookie: trinhky-session=\(sessionToken)")
    }

    /// - Parameter header: a line that every request has, if any.
    init(port: Int, header: String?) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        head = " HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\n" + (header.map { "\($0)\r\n" } ?? "")
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let status = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard status == 0 else { throw CommandFault("the server cannot be reached") }
        var yes: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
    }

    deinit { close(descriptor) }

    /// Asks for a page and reads all of it; gives its status and the length of its body.
    func get(_ path: String) throws -> (status: Int, length: Int) {
        let answer = try exchange("GET \(path)\(head)\r\n")
        return (answer.status, answer.body.count)
    }

    /// Asks for a file and reads it to the end of the connection, which is used up by that; keeps none of it. Gives its
    /// status and about how long it was.
    func download(_ path: String) throws -> (status: Int, length: Int) {
        try send("GET \(path)\(head)Connection: close\r\n\r\n")
        var (status, length) = (0, 0)
        while true {
            let got = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
            guard got >= 0 else { throw CommandFault("broken connection") }
            if got == 0 { return (status, length) }
            if length == 0, got >= 12 { status = Int(String(decoding: buffer[9..<12], as: UTF8.self)) ?? 0 }
            length += got
        }
    }

    private func send(_ text: String) throws {
        let request = Array(text.utf8)
        guard write(descriptor, request, request.count) == request.count else {
            throw CommandFault("broken connection")
        }
    }

    /// Sends a form; the page `form` has its anti-forgery value. The values need no encoding. Gives the status.
    func post(_ path: String, _ fields: [(String, String)], from form: String) throws -> Int {
        if csrf == nil {
            let page = String(decoding: try exchange("GET \(form)\(head)\r\n").body, as: UTF8.self)
            csrf = page.firstMatch(of: #/name="csrf" value="([^"]+)"/#).map { String($0.1) }
        }
        guard let csrf else { throw CommandFault("a page without a form") }
        let body = ([("csrf", csrf)] + fields).map { "\($0.0)=\($0.1)" }.joined(separator: "&")
        return try post(path, "application/x-www-form-urlencoded", body).status
    }

    /// Posts a body of that type; gives the status and what was answered.
    func post(_ path: String, _ type: String, _ body: String) throws -> (status: Int, body: String) {
        let lines = "Content-Type: \(type)\r\nContent-Length: \(body.utf8.count)\r\n\r\n"
        let answer = try exchange("POST \(path)\(head)\(lines)\(body)")
        return (answer.status, String(decoding: answer.body, as: UTF8.self))
    }

    private func exchange(_ text: String) throws -> (status: Int, body: ArraySlice<UInt8>) {
        try send(text)
        var filled = 0
        var bodyStart: Int?
        var length = 0
        while bodyStart.map({ filled < $0 + length }) ?? true {
            guard filled < buffer.count else { throw CommandFault("a page longer than expected") }
            let room = buffer.count - filled
            let got = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress! + filled, room) }
            guard got > 0 else { throw CommandFault("broken connection") }
            filled += got
            if bodyStart == nil, let end = headEnd(filled) {
                bodyStart = end
                length = try contentLength(end)
            }
        }
        let body = buffer[(bodyStart ?? filled)..<filled]
        return (Int(String(decoding: buffer[9..<12], as: UTF8.self)) ?? 0, body)
    }

    /// Behind the empty line that ends the head.
    private func headEnd(_ filled: Int) -> Int? {
        guard filled >= 4 else { return nil }
        for index in 0...(filled - 4) where buffer[index] == 13 && buffer[index + 1] == 10 {
            if buffer[index + 2] == 13 && buffer[index + 3] == 10 { return index + 4 }
        }
        return nil
    }

    private func contentLength(_ end: Int) throws -> Int {
        let lines = String(decoding: buffer[..<end], as: UTF8.self).lowercased().components(separatedBy: "\r\n")
        let line = lines.first { $0.hasPrefix("content-length:") }
        guard let length = line.flatMap({ Int($0.dropFirst(15).trimmingCharacters(in: .whitespaces)) }) else {
            throw CommandFault("a page without its length")
        }
        return length
    }
}
