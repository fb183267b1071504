// First in line: the reader's language and the address asked for.

import Basics
import Formats
import HTTPTypes
import Hummingbird

/// Sets language, address and query of the context, and refuses requests that no browser sends.
struct PageFrame: RouterMiddleware {
    let tables: StringTables
    let cookies: SiteCookies

    func handle(
        _ request: Request, context: PageContext, next: (Request, PageContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        let chosen = cookies.value(.language, of: request).flatMap(Language.init(rawValue:))
        context.t = tables.strings(chosen ?? .vi)
        context.address = request.head.path ?? "/"
        if let query = request.uri.query, !query.isEmpty {
            context.query = try? URLEncodedReader.read(Array(query.utf8))  // nil is answered by ErrorPages
        } else {
            context.query = FormData()
        }
        var response = try await next(request, context)
        response.headers[.reference] = context.reference
        return response
    }
}

extension HTTPField.Name {
    /// The reference number that error pages show and log lines carry.
    static let reference = HTTPField.Name("X-Reference")!
}
