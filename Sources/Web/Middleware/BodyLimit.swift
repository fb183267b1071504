// No request brings more than any form of ours may hold.

import Formats
import HTTPTypes
import Hummingbird
import NIOCore

/// Refuses a body that announces itself as too large from somebody who is not signed in, and any body where none
/// belongs, before a byte of it is read. What a form may hold in particular is the form's own bound (`FormReading`).
struct BodyLimit: RouterMiddleware {
    func handle(
        _ request: Request, context: PageContext, next: (Request, PageContext) async throws -> Response
    ) async throws -> Response {
        let length = request.headers[.contentLength].map { Int($0) ?? Int.max } ?? 0
        let isTrusted = context.person != nil || context.ended != nil
        if length > FormBounds.document.bytesMax, !isTrusted { throw PageError.tooLarge }
        let hasBody = length > 0 || request.headers[.transferEncoding] != nil
        if hasBody && request.method != .post {
            let known = SiteRoute.methods(at: request.uri.path)
            throw known.isEmpty || known.contains(request.method) ? PageError.malformed : .methodNotAllowed
        }
        return try await next(request, context)
    }
}

extension Response {
    /// Ends the connection after this response when `condition` holds: the rest of an unwanted body is not waited for.
    ///
    /// The sending side is closed first and the receiving side a second later, since closing with unread bytes at once
    /// would destroy the response on its way.
    func closing(_ context: PageContext, if condition: Bool) -> Response {
        guard condition else { return self }
        var response = self
        let body = self.body
        let channel = context.channel
        response.body = ResponseBody(contentLength: body.contentLength) { writer in
            try await body.write(writer)
            channel.close(mode: .output, promise: nil)
            channel.eventLoop.scheduleTask(in: .seconds(1)) { channel.close(promise: nil) }
        }
        response.headers[.connection] = "close"
        return response
    }
}
