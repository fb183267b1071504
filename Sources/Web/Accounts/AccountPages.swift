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
            return try await showLogin(SignInForm(next: context.query("next")), context)
        }
        site.post(.login, .everyone) { form, context in try await signIn(form, context) }
        site.get(.loginCode, .everyone) { context in
            guard context.person == nil else { return .redirect(to: .home) }
            guard context.stepToken != nil else { return .redirect(to: .login) }
            return try showCode(SignInForm(next: context.query("next")), context)
        }
        site.post(.loginCode, .everyone) { form, context in try await takeCode(form, context) }
        site.post(.logout, .everyone) { _, context in
            if let token = context.sessionToken { try await environment.sessions.end(token: token) }
            var response = Response.redirect(to: .login)
            response.setCookie(cookies.cookie(.session, "", maxAge: 0))
            return response
        }
    }

    /// What the sign-in pages show again after a refusal. Never the password.
    private struct SignInForm {
        var username = ""
        var next: String?
        var problem: String?
        var status = 200

        mutating func throttle(_ seconds: Int, _ t: Strings) {
            problem = t("accounts.login.throttled", ["minutes": String((seconds + 59) / 60)])
            status = 429
        }
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
            return try await showLogin(again, context)
        }
        let browser = context.browserToken ?? Random.token()
        let outcome = try await environment.signIn.signIn(
            username: username, password: password, address: context.remoteAddress, browser: browser,
            replacing: context.sessionToken)
        environment.metrics.record(outcome)
        switch outcome {
        case .signedIn(let token, let language):
            return welcome(token, browser, language, next: again.next)
        case .codeNeeded(let token):
            let next = ReturnAddress.safe(again.next)
            let page = SitePath(.loginCode)
            var response = Response.redirect(to: next.map { page.with(["next": $0]) } ?? page)
            response.setCookie(cookies.cookie(.step, token, maxAge: Limits.signInStepSeconds))
            return response
        case .refused, .expired:
            again.problem = context.t("accounts.login.refused")
            again.status = 422
            return try await showLogin(again, context)
        case .throttled(let seconds):
            again.throttle(seconds, context.t)
            return try await showLogin(again, context).retrying(after: seconds)
        }
    }

    private func takeCode(_ form: FormData, _ context: PageContext) async throws -> Response {
        guard let step = context.stepToken else { return .redirect(to: .login) }
        let code = form.first("code") ?? ""
        var again = SignInForm(next: form.first("next"))
        let browser = context.browserToken ?? Random.token()
        let outcome = try await environment.signIn.finishSignIn(
            step: step, code: String(code.prefix(Limits.codeCharactersMax)), address: context.remoteAddress,
            browser: browser, replacing: context.sessionToken)
        environment.metrics.record(outcome)
        switch outcome {
        case .signedIn(let token, let language):
            var response = welcome(token, browser, language, next: again.next)
            response.setCookie(cookies.cookie(.step, "", maxAge: 0))
            return response
        case .refused, .codeNeeded:
            again.problem = context.t("accounts.code.refused")
            again.status = 422
            return try showCode(again, context)
        case .throttled(let seconds):
            again.throttle(seconds, context.t)
            return try showCode(again, context).retrying(after: seconds)
        case .expired:
            let next = ReturnAddress.safe(again.next)
            return .redirect(to: next.map { SitePath.login.with(["next": $0]) } ?? .login)
        }
    }

    private func welcome(_ token: String, _ browser: String, _ language: Language?, next: String?) -> Response {
        var response = Response.redirect(toAddress: ReturnAddress.safe(next) ?? "/")
        response.setCookie(cookies.cookie(.session, token))
        response.setCookie(cookies.cookie(.browser, browser, maxAge: Limits.familiarPlaceSeconds))
        if let language { response.setCookie(cookies.cookie(language)) }
        return response
    }

    private func showCode(_ form: SignInForm, _ context: PageContext) throws -> Response {
        let t = context.t
        let field = FieldView.text("code", label: t("accounts.code.code"), hint: t("accounts.code.hint"))
            .with(autocomplete: "one-time-code", width: .medium)
        let view = FormView(
            action: SitePath(.loginCode), fields: [field],
            problems: form.problem.map { [ProblemView(field: "code", text: $0)] } ?? [],
            submit: t("accounts.code.submit")
        ).with(hidden: [("next", ReturnAddress.safe(form.next) ?? "")]).with(cancel: .login, t("accounts.code.back"))
        let page = Page(.loginCode, title: t("accounts.code.title"), ["form": view.pageValue])
        return try environment.pages.render(page.with(status: .init(code: form.status)), context)
    }

    /// Why somebody who was signed in has to sign in again, and that nothing typed is lost.
    private func notice(_ context: PageContext) async throws -> String? {
        let minutes = ["minutes": String(Limits.sessionIdleSeconds / 60)]
        if let token = context.keptToken, try await environment.kept.holds(token) {
            return context.t("accounts.login.kept", minutes)
        }
        return context.ended == nil ? nil : context.t("accounts.login.ended", minutes)
    }

    private func showLogin(_ form: SignInForm, _ context: PageContext) async throws -> Response {
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
                "notice": .optional(try await notice(context)),
                "form": FormView(action: .login, fields: fields, problems: problems, submit: t("accounts.login.submit"))
                    .with(hidden: [("next", ReturnAddress.safe(form.next) ?? "")]).pageValue,
            ])
        return try environment.pages.render(page.with(status: .init(code: form.status)), context)
    }
}

extension Response {
    fileprivate func retrying(after seconds: Int) -> Response {
        var response = self
        response.headers[.retryAfter] = String(seconds)
        return response
    }
}
