// Reads the body of a request as a form, never holding more of it than the form may hold.

import Basics
import Formats
import HTTPTypes
import Hummingbird
import NIOCore

/// What came of a body: the form, or what is wrong with it and the fields that could be read all the same.
struct ReadForm: Sendable {
    var form: FormData
    var fault: FormDataFault?
    /// Part of the body was not waited for.
    var leavesBytesUnread = false
}

/// How a form gets from the wire to the handler.
enum FormReading {
    /// Reads either encoding. When a body is too large, what a signed-in person sends is read to its end within
    /// `Limits.formDrainBytesMax`, so that the browser listens to the answer and gets back what was typed; for all
    /// others it is cut off.
    static func read(_ request: Request, bounds: FormBounds, isTrusted: Bool) async -> ReadForm {
        let length = request.headers[.contentLength].flatMap(Int.init) ?? 0
        if !isTrusted, length > bounds.bytesMax {
            return ReadForm(form: FormData(), fault: .tooLarge, leavesBytesUnread: true)
        }
        let contentType = request.headers[.contentType] ?? ""
        let bytesMax = isTrusted ? Limits.formDrainBytesMax : bounds.bytesMax
        switch contentType.prefix(while: { $0 != ";" && $0 != " " }).lowercased() {
        case "application/x-www-form-urlencoded":
            return await urlEncoded(request.body, bounds: bounds, bytesMax: bytesMax)
        case "multipart/form-data":
            return await multipart(
                request.body, contentType: contentType, bounds: bounds, bytesMax: bytesMax, isTrusted: isTrusted)
        default:
            return ReadForm(form: FormData(), fault: .unsupported)
        }
    }

    /// Whether a form came from a page of this site, by its hidden field and by what the browser says.
    enum Origin {
        case thisPage
        /// From a page of this site, shown to the same person in an earlier session.
        case olderPage
        case elsewhere
    }

    static func origin(_ request: Request, _ form: FormData, _ context: PageContext) -> Origin {
        if let site = request.headers[.fetchSite], site != "same-origin" && site != "none" { return .elsewhere }
        let given = form.first(AntiForgery.field) ?? ""
        if AntiForgery.matches(given, context.csrf) { return .thisPage }
        let isTheirs = context.person.map { AntiForgery.isMarked(given, for: $0) } ?? false
        return isTheirs ? .olderPage : .elsewhere
    }

    private static func urlEncoded(_ body: RequestBody, bounds: FormBounds, bytesMax: Int) async -> ReadForm {
        var bytes: [UInt8] = []
        var received = 0
        do throws(FormDataFault) {
            _ = try await forEachChunk(of: body) { chunk in
                received += chunk.readableBytes
                let room = max(0, bounds.bytesMax - bytes.count)
                bytes.append(contentsOf: chunk.readableBytesView.prefix(room))
                return received <= bytesMax
            }
            guard received <= bounds.bytesMax else { throw .tooLarge }
            return ReadForm(form: try URLEncodedReader.read(bytes, bounds: bounds))
        } catch {
            return ReadForm(
                form: URLEncodedReader.partial(bytes, bounds: bounds), fault: error,
                leavesBytesUnread: received > bytesMax)
        }
    }

    private static func multipart(
        _ body: RequestBody, contentType: String, bounds: FormBounds, bytesMax: Int, isTrusted: Bool
    ) async -> ReadForm {
        var received = 0
        do throws(FormDataFault) {
            var reader = try MultipartReader(contentType: contentType, bounds: bounds)
            do throws(FormDataFault) {
                let isWhole = try await forEachChunk(of: body) { chunk in
                    received += chunk.readableBytes
                    reader.append(chunk.readableBytesView)
                    return received <= bytesMax && (isTrusted || reader.fault == nil)
                }
                if isWhole { return ReadForm(form: try reader.finish()) }
                return ReadForm(form: reader.partial, fault: reader.fault ?? .tooLarge, leavesBytesUnread: true)
            } catch {
                return ReadForm(form: reader.partial, fault: error)
            }
        } catch {
            return ReadForm(form: FormData(), fault: error)
        }
    }

    /// Hands over the chunks of `body` while `take` wants more; `false` when it did not take all. A connection that
    /// breaks off leaves a malformed form.
    private static func forEachChunk(
        of body: RequestBody, _ take: (ByteBuffer) -> Bool
    ) async throws(FormDataFault) -> Bool {
        var iterator = body.makeAsyncIterator()
        while true {
            let chunk: ByteBuffer?
            do {
                chunk = try await iterator.next()
            } catch {
                throw .malformed
            }
            guard let chunk else { return true }
            guard take(chunk) else { return false }
        }
    }
}

extension HTTPField.Name {
    static let fetchSite = HTTPField.Name("Sec-Fetch-Site")!
}
