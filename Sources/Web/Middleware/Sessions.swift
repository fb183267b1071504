// Finds out who is signed in, and gives every page its anti-forgery value.

import Basics
import HTTPTypes
import Hummingbird
import Logging

/// The cookies of the site. Over HTTPS their names start with `__Host-`, so that no other host of the domain can set
/// them.
struct SiteCookies: Sendable {
    enum Name: String {
        case session, form, kept, browser, step, language
    }

    let isSecure: Bool

    private func fullName(_ name: Name) -> String {
        switch name {
        case .language: "language"
        case .session, .form, .kept, .browser, .step: (isSecure ? "__Host-" : "") + "trinhky-\(name.rawValue)"
        }
    }

    func value(_ name: Name, of request: Request) -> String? { request.cookies[fullName(name)]?.value }

    /// A cookie for the length of the browser's session, or for `maxAge` seconds; 0 removes it.
    func cookie(_ name: Name, _ value: String, maxAge: Int? = nil) -> Cookie {
        Cookie(
            name: fullName(name), value: value, maxAge: maxAge, path: "/", secure: isSecure, httpOnly: true,
            sameSite: .lax)
    }
}

/// Sets the person and the anti-forgery value of the context.
struct Sessions: RouterMiddleware {
    let desk: any SessionDesk
    let cookies: SiteCookies
    let keeper: any FormKeeper

    /// Far more than any token of ours; longer cookies are not looked up.
    private static let tokenCharactersMax = 200

    func handle(
        _ request: Request, context: PageContext, next: (Request, PageContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        let token = cookies.value(.session, of: request)
        if let token, token.utf8.count <= Sessions.tokenCharactersMax {
            context.person = try await desk.find(token: token)
            if context.person?.isTouchDue == true { await touch(token, context) }
        }
        context.keeper = keeper
        context.keptToken = cookies.value(.kept, of: request)
        context.stepToken = cookies.value(.step, of: request).flatMap { Random.isToken($0) ? $0 : nil }
        context.browserToken = cookies.value(.browser, of: request).flatMap { Random.isToken($0) ? $0 : nil }
        if let person = context.person {
            context.sessionToken = token
            context.csrf = AntiForgery.value(for: person)
            if let kept = context.keptToken, request.method == .get {
                context.kept = try await keeper.find(kept, at: request.uri.path, for: person)
                if context.kept != nil { context.notice = context.t("layout.notice.kept") }
            }
            return try await next(request, context)
        }
        if let token, token.utf8.count <= Sessions.tokenCharactersMax {
            context.ended = try await desk.findEnded(token: token)
        }
        let form = FormCookie(received: cookies.value(.form, of: request)) ?? FormCookie.make()
        context.csrf = AntiForgery.value(cookie: form)
        var response = try await next(request, context)
        let isPage = response.headers[.contentType]?.hasPrefix("text/html") == true
        if form.isNew && isPage { response.setCookie(cookies.cookie(.form, form.value)) }
        return response
    }

    /// Who only reads goes on where nothing can be written, as with a full disk: their session ends the sooner.
    private func touch(_ token: String, _ context: PageContext) async {
        do {
            try await desk.touch(token: token)
        } catch {
            context.log(failure: error, "session not prolonged")
        }
    }
}
