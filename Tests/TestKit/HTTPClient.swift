// A small browser for tests: real HTTP over a loopback socket, cookies, forms, files, and raw bytes.

import Foundation

/// An answer as it came over the wire.
public struct HTTPAnswer: Sendable {
    public var status: Int
    public var headers: [(name: String, value: String)]
    public var body: [UInt8]

    /// The body as text.
    public var text: String { String(decoding: body, as: UTF8.self) }

    /// All values of a header.
    public func all(_ name: String) -> [String] {
        headers.filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
    }

    public func header(_ name: String) -> String? { all(name).first }

    public var location: String? { header("Location") }

    /// The value of an attribute of the `main` element, such as `data-state`.
    public func main(_ attribute: String) -> String? {
        guard let main = text.range(of: "<main [^>]*>", options: .regularExpression) else { return nil }
        return HTTPAnswer.attribute(attribute, in: String(text[main]))
    }

    /// The value of the hidden anti-forgery field of the first form.
    public var csrf: String? {
        guard let field = text.range(of: "<input type=\"hidden\" name=\"csrf\"[^>]*>", options: .regularExpression)
        else { return nil }
        return HTTPAnswer.attribute("value", in: String(text[field]))
    }

    /// Every `href` and `action` of the page.
    public var links: [String] { values(of: ["href", "action"]) }

    /// The values of these attributes, as they stand on the page.
    public func values(of attributes: Set<String>) -> [String] {
        // Cut once at every `="`: searching on from each find would copy the rest of the page every time.
        let pieces = text.components(separatedBy: "=\"")
        return zip(pieces, pieces.dropFirst()).filter { before, _ in
            before.split(separator: " ").last.map { attributes.contains(String($0)) } ?? false
        }.map { _, after in after.prefix { $0 != "\"" }.replacingOccurrences(of: "&amp;", with: "&") }
    }

    private static func attribute(_ name: String, in tag: String) -> String? {
        guard let start = tag.range(of: " \(name)=\"") else { return nil }
        return String(tag[start.upperBound...].prefix { $0 != "\"" })
    }
}

/// A file of a multipart form.
public struct HTTPFile: Sendable {
    public var field: String
    public var fileName: String
    public var contentType: String
    public var bytes: [UInt8]

    public init(field: String, fileName: String, contentType: String, bytes: [UInt8]) {
        self.field = field
        self.fileName = fileName
        self.contentType = contentType
        self.bytes = bytes
    }
}

/// Why a test's request got no answer.
public struct HTTPFailure: Error, CustomStringConvertible {
    public var description: String
}

/// One person's browser. It keeps cookies, fills in the anti-forgery field from the last page it saw, and never follows
/// a redirect by itself. Of several servers each request goes to the next one, as by a proxy that knows nobody.
public actor Browser {
    private let ports: [Int]
    private var requests = 0
    public private(set) var cookies: [String: String] = [:]
    /// The anti-forgery value of the last page that had one.
    public private(set) var csrf: String?

    public init(port: Int) { ports = [port] }

    public init(ports: [Int]) { self.ports = ports }

    public func set(cookie name: String, _ value: String) { cookies[name] = value }

    @discardableResult
    public func get(_ path: String, headers: [(String, String)] = []) async throws -> HTTPAnswer {
        try await send("GET", path, headers: headers)
    }

    /// Posts a URL-encoded form. The anti-forgery field is added unless `fields` has it.
    @discardableResult
    public func post(
        _ path: String, _ fields: [(String, String)] = [], headers: [(String, String)] = []
    ) async throws -> HTTPAnswer {
        let body = withCSRF(fields).map { "\(Browser.encoded($0.0))=\(Browser.encoded($0.1))" }.joined(separator: "&")
        let type = ("Content-Type", "application/x-www-form-urlencoded")
        return try await send("POST", path, headers: [type] + headers, body: Array(body.utf8))
    }

    /// Posts a multipart form.
    @discardableResult
    public func upload(_ path: String, _ fields: [(String, String)], files: [HTTPFile]) async throws -> HTTPAnswer {
        let boundary = "----trinhky-test-boundary"
        var body: [UInt8] = []
        for (name, value) in withCSRF(fields) {
            let head = "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n"
            body += Array("\(head)\(value)\r\n".utf8)
        }
        for file in files {
            let names = "name=\"\(file.field)\"; filename=\"\(file.fileName)\""
            let type = "Content-Type: \(file.contentType)"
            body += Array("--\(boundary)\r\nContent-Disposition: form-data; \(names)\r\n\(type)\r\n\r\n".utf8)
            body += file.bytes + Array("\r\n".utf8)
        }
        body += Array("--\(boundary)--\r\n".utf8)
        let type = ("Content-Type", "multipart/form-data; boundary=\(boundary)")
        return try await send("POST", path, headers: [type], body: body)
    }

    /// Sends any request and keeps the cookies of the answer. Every page that comes back must have an outline.
    public func send(
        _ method: String, _ path: String, headers: [(String, String)] = [], body: [UInt8] = []
    ) async throws -> HTTPAnswer {
        let port = ports[requests % ports.count]
        requests += 1
        var lines = ["\(method) \(path) HTTP/1.1", "Host: 127.0.0.1:\(port)", "Connection: close"]
        if !cookies.isEmpty {
            lines.append("Cookie: " + cookies.sorted { $0.key < $1.key }.map { "\($0)=\($1)" }.joined(separator: "; "))
        }
        lines += headers.map { "\($0.0): \($0.1)" }
        let declaresLength = headers.contains { ["content-length", "transfer-encoding"].contains($0.0.lowercased()) }
        if !declaresLength && (!body.isEmpty || method == "POST") { lines.append("Content-Length: \(body.count)") }
        let bytes = Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body
        let answer = try await Wire.exchange(port: port, bytes, isHead: method == "HEAD")
        remember(answer)
        let faults = answer.outlineFaults
        if !faults.isEmpty { throw HTTPFailure(description: "\(method) \(path): \(faults)") }
        return answer
    }

    private func remember(_ answer: HTTPAnswer) {
        for line in answer.all("Set-Cookie") {
            let pair = line.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard pair.count == 2 else { continue }
            cookies[String(pair[0])] = line.contains("Max-Age=0") ? nil : String(pair[1])
        }
        if let value = answer.csrf { csrf = value }
    }

    private func withCSRF(_ fields: [(String, String)]) -> [(String, String)] {
        guard let csrf, !fields.contains(where: { $0.0 == "csrf" }) else { return fields }
        return [("csrf", csrf)] + fields
    }

    private static func encoded(_ text: String) -> String {
        text.utf8.map { byte in
            let isPlain = (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
            return isPlain ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }
}

/// The socket under it. Each exchange has a thread of its own, since blocking one of the few threads that run Swift's
/// tasks could stop the very server that is asked.
public enum Wire {
    private static let answerBytesMax = 64 * 1024 * 1024

    /// Sends `bytes`, reads until the server closes, and takes the answer apart.
    public static func exchange(port: Int, _ bytes: [UInt8], isHead: Bool = false) async throws -> HTTPAnswer {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(with: Result { try parse(blockingExchange(port: port, bytes), isHead: isHead) })
            }
        }
    }

    private static func blockingExchange(port: Int, _ bytes: [UInt8]) throws -> [UInt8] {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw HTTPFailure(description: "no socket: \(errno)") }
        defer { close(descriptor) }
        var timeout = timeval(tv_sec: 600, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let connected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else { throw HTTPFailure(description: "no connection: \(errno)") }
        // A server that refuses a large body closes early: what it said before that still counts.
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { break }
            sent += count
        }
        var received: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 64 * 1024)
        while received.count < answerBytesMax {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            guard count > 0 else { break }
            received += buffer[..<count]
        }
        return received
    }

    private static func parse(_ bytes: [UInt8], isHead: Bool) throws -> HTTPAnswer {
        let mark: [UInt8] = [13, 10, 13, 10]
        guard let end = bytes.firstRange(of: mark) else {
            throw HTTPFailure(description: "no complete answer, \(bytes.count) bytes")
        }
        let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
        let status = lines[0].split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        let headers = lines.dropFirst().map { line -> (name: String, value: String) in
            let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            return (String(parts[0]), parts.count > 1 ? parts[1].trimmingCharacters(in: .whitespaces) : "")
        }
        var answer = HTTPAnswer(status: status, headers: headers, body: Array(bytes[end.upperBound...]))
        if answer.header("Transfer-Encoding")?.lowercased() == "chunked" && !isHead {
            answer.body = try unchunked(answer.body)
        }
        return answer
    }

    private static func unchunked(_ bytes: [UInt8]) throws -> [UInt8] {
        var body: [UInt8] = []
        var rest = bytes[...]
        while let lineEnd = rest.firstRange(of: [13, 10] as [UInt8]) {
            let line = String(decoding: rest[..<lineEnd.lowerBound], as: UTF8.self)
            guard let size = Int(line.prefix { $0 != ";" }, radix: 16) else { break }
            if size == 0 { return body }
            let start = lineEnd.upperBound
            guard rest.endIndex - start >= size + 2 else { break }
            body += rest[start..<start + size]
            rest = rest[(start + size + 2)...]
        }
        throw HTTPFailure(description: "the chunked answer was cut off")
    }
}
