// Reads the body of a request as a form, never more of it than the form may hold.

import Formats
import HTTPTypes
import Hummingbird
import NIOCore

/// How a form gets from the wire to the handler.
enum FormReading {
    /// Reads either encoding. A body that says it is too large is not read at all; one that turns out to be is cut off.
    static func read(_ request: Request, bounds: FormBounds) async throws(FormDataFault) -> FormData {
        if let length = request.headers[.contentLength].flatMap(Int.init), length > bounds.bytesMax {
            throw .tooLarge
        }
        let contentType = request.headers[.contentType] ?? ""
        switch contentType.prefix(while: { $0 != ";" && $0 != " " }).lowercased() {
        case "application/x-www-form-urlencoded":
            return try URLEncodedReader.read(try await bytes(of: request.body, bounds: bounds), bounds: bounds)
        case "multipart/form-data":
            return try await multipart(request.body, contentType: contentType, bounds: bounds)
        default:
            throw .unsupported
        }
    }

    /// A form counts only when it came from a page of this site: by its hidden field, and by what the browser says.
    static func checkOrigin(_ request: Request, _ form: FormData, _ context: PageContext) throws {
        if let site = request.headers[.fetchSite], site != "same-origin" && site != "none" {
            throw PageError.formExpired
        }
        guard AntiForgery.matches(form.first(AntiForgery.field) ?? "", context.csrf) else {
            throw PageError.formExpired
        }
    }

    private static func bytes(of body: RequestBody, bounds: FormBounds) async throws(FormDataFault) -> [UInt8] {
        var bytes: [UInt8] = []
        try await forEachChunk(of: body) { chunk throws(FormDataFault) in
            guard bytes.count + chunk.readableBytes <= bounds.bytesMax else { throw .tooLarge }
            bytes.append(contentsOf: chunk.readableBytesView)
        }
        return bytes
    }

    private static func multipart(
        _ body: RequestBody, contentType: String, bounds: FormBounds
    ) async throws(FormDataFault) -> FormData {
        var reader = try MultipartReader(contentType: contentType, bounds: bounds)
        try await forEachChunk(of: body) { chunk throws(FormDataFault) in
            try reader.append(chunk.readableBytesView)
        }
        return try reader.finish()
    }

    /// Hands over the chunks of `body`; a connection that breaks off leaves a malformed form.
    private static func forEachChunk(
        of body: RequestBody, _ take: (ByteBuffer) throws(FormDataFault) -> Void
    ) async throws(FormDataFault) {
        var iterator = body.makeAsyncIterator()
        while true {
            let chunk: ByteBuffer?
            do {
                chunk = try await iterator.next()
            } catch {
                throw .malformed
            }
            guard let chunk else { return }
            try take(chunk)
        }
    }
}

extension FormDataFault {
    /// Whether the sender may still be sending when this fault shows.
    var leavesBytesUnread: Bool { self != .malformed && self != .unsupported }
}

extension HTTPField.Name {
    static let fetchSite = HTTPField.Name("Sec-Fetch-Site")!
}
