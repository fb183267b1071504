// First in line: the reader's language and the address asked for.

import Basics
import Formats
import HTTPTypes
import Hummingbird

/// Sets language, address, moment and query of the context, and refuses requests that no browser sends.
struct PageFrame: RouterMiddleware {
    let tables: StringTables
    let cookies: SiteCookies
    let trustedProxies: [NetworkRange]
    let clock: @Sendable () -> Timestamp

    func handle(
        _ request: Request, context: PageContext, next: (Request, PageContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        let chosen = cookies.value(.language, of: request).flatMap(Language.init(rawValue:))
        context.t = tables.strings(chosen ?? .vi)
        context.address = request.head.path ?? "/"
        context.moment = clock()
        context.isUnread = request.method == .head || request.isPrefetch
        // Only the own proxy may be believed: anybody can send this.
        if cookies.isSecure, let peer = context.channel.remoteAddress?.ipAddress.flatMap(NetworkAddress.init),
            trustedProxies.contains(where: { $0.contains(peer) })
        {
            context.forwardedFor = request.forwardedFor
        }
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

extension Request {
    /// Whether a browser asks on a guess (Fetch, `Sec-Purpose`; older ones have names of their own for it).
    fileprivate var isPrefetch: Bool {
        [HTTPField.Name.secPurpose, .purpose, .mozPurpose].contains { headers[$0]?.contains("prefetch") ?? false }
    }

    /// The last address of `X-Forwarded-For`: the proxy adds the one that it saw behind whatever the browser claimed.
    fileprivate var forwardedFor: String? {
        guard let last = headers[values: .forwardedFor].last?.split(separator: ",").last else { return nil }
        let address = last.trimmingPrefix(while: { $0 == " " }).prefix(while: { $0 != " " })
        return address.isEmpty || address.utf8.count > 64 ? nil : String(address)
    }
}

extension HTTPField.Name {
    fileprivate static let secPurpose = HTTPField.Name("Sec-Purpose")!
    fileprivate static let purpose = HTTPField.Name("Purpose")!
    fileprivate static let mozPurpose = HTTPField.Name("X-Moz")!
    static let forwardedFor = HTTPField.Name("X-Forwarded-For")!

    /// The reference number that error pages show and log lines carry.
    static let reference = HTTPField.Name("X-Reference")!
}
