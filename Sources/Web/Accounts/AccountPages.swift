// Signing in and out.

import Basics
import Formats
import Hummingbird

struct AccountPages: PageGroup {
    let environment: WebEnvironment
    let cookies: SiteCookies

    func add(to site: Site) {
        site.get(.login, .everyone) { context in
            if context.person != nil { return .redirect(to: .home) }
            return try showLogin(SignInForm(next: context.query("next")), context)
        }
        site.post(.login, .everyone) { form, context in try await signIn(form, context) }
        site.post(.logout, .everyone) { _, context in
            if let token = context.sessionToken { try await environment.sessions.end(token: token) }
            var response = Response.redirect(to: .login)
            response.setCookie(cookies.cookie(.session, "", maxAge: 0))
            return response
        }
    }

    /// What the sign-in page shows again after a refusal. Never the password.
    private struct SignInForm {
        var username = ""
        var next: String?
        var problem: String?
        var status = 200
    }

    private func signIn(_ form: FormData, _ context: PageContext) async throws -> Response {
        let username = (form.first("username") ?? "").nfc.trimmed
        let password = (form.first("password") ?? "").nfc
        var again = SignInForm(username: username, next: form.first("next"))
        guard !username.isEmpty, !password.isEmpty, username.count <= 200,
            password.count <= Limits.passwordCharactersMax
        else {
            again.problem = context.t("accounts.login.refused")
            again.status = 422
            return try showLogin(again, context)
        }
        let browser = context.browserToken ?? Random.token()
        let outcome = try await environment.signIn.signIn(
            username: username, password: password, address: context.remoteAddress, browser: browser,
            replacing: context.sessionToken)
        switch outcome {
        case .signedIn(let token):
            var response = Response.redirect(toAddress: ReturnAddress.safe(again.next) ?? "/")
            response.setCookie(cookies.cookie(.session, token))
            response.setCookie(cookies.cookie(.browser, browser, maxAge: Limits.familiarPlaceSeconds))
            return response
        case .refused:
            again.problem = context.t("accounts.login.refused")
            again.status = 422
            return try showLogin(again, context)
        case .throttled(let seconds):
            again.problem = context.t("accounts.login.throttled", ["minutes": String((seconds + 59) / 60)])
            again.status = 429
            var response = try showLogin(again, context)
            response.headers[.retryAfter] = String(seconds)
            return response
        }
    }

    /// Why somebody who was signed in has to sign in again, and that nothing typed is lost.
    private func notice(_ context: PageContext) -> String? {
        let minutes = ["minutes": String(Limits.sessionIdleSeconds / 60)]
        if let token = context.keptToken, environment.kept.holds(token) {
            return context.t("accounts.login.kept", minutes)
        }
        return context.ended == nil ? nil : context.t("accounts.login.ended", minutes)
    }

    private func showLogin(_ form: SignInForm, _ context: PageContext) throws -> Response {
        let t = context.t
        let fields: [FieldView] = [
            .text("username", label: t("accounts.login.username"), value: form.username)
                .with(autocomplete: "username", width: .medium),
            .password("password", label: t("accounts.login.password"), autocomplete: "current-password"),
        ]
        let problems = form.problem.map { [ProblemView(field: "username", text: $0)] } ?? []
        let page = Page(
            .login, title: t("accounts.login.title"),
            [
                "notice": .optional(notice(context)),
                "form": FormView(action: .login, fields: fields, problems: problems, submit: t("accounts.login.submit"))
                    .with(hidden: [("next", ReturnAddress.safe(form.next) ?? "")]).pageValue,
            ])
        return try environment.pages.render(page.with(status: .init(code: form.status)), context)
    }
}
