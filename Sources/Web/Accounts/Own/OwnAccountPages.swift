// One's own account: who the server takes me for, from where I am signed in, in which language.

import Basics
import Casework
import Formats
import Hummingbird
import Records
import Storage

struct OwnAccountPages: PageGroup {
    let environment: AccountEnvironment

    private var cookies: SiteCookies { SiteCookies(isSecure: environment.isSecure) }

    func add(to site: Site) {
        site.get(.account) { context in try await show(context) }
        site.post(.account, again: { context in try await show(context) }) { form, context in
            try await chooseLanguage(form, context)
        }
        site.post(.accountSessions) { form, context in try await endSessions(form, context) }
    }

    private func chooseLanguage(_ form: FormData, _ context: PageContext) async throws -> Response {
        let typed = form.first("language") ?? ""
        let language = Language(rawValue: typed)
        guard language != nil || typed.isEmpty else { throw PageError.unprocessable }
        try await environment.accounts.setLanguage(
            language, of: try context.signedIn().actor, now: environment.clock())
        var response = Response.redirect(to: .account.with(["done": "language"]))
        if let language { response.setCookie(cookies.cookie(language)) }
        return response
    }

    /// One session, or with `others` all but this one.
    private func endSessions(_ form: FormData, _ context: PageContext) async throws -> Response {
        let actor = try context.signedIn().actor
        guard let account = actor.account, let token = context.sessionToken, let handle = form.first("session") else {
            throw PageError.unprocessable
        }
        if handle == "others" {
            try await environment.accounts.endSessions(
                of: account, but: token, by: actor, now: environment.clock())
        } else {
            try await environment.accounts.endSession(handle, of: account, by: actor, now: environment.clock())
        }
        return .redirect(to: .account.with(["done": "sessions"]))
    }

    private func show(_ context: PageContext) async throws -> Response {
        let t = context.t
        let person = try context.signedIn()
        let now = environment.clock()
        guard let id = person.actor.account,
            let factor = try await environment.accounts.secondFactor(of: person.actor, now: now)
        else { throw PageError.notFound }
        let language = try await environment.accounts.language(of: id)
        let sessions = try await environment.store.read { db in
            try db.sessions(of: id, asking: context.sessionToken, now: now)
        }
        let page = Page(
            .account, title: t("accounts.own.title"),
            [
                "savedPath": SitePath(.accountLists).pageValue,
                "done": context.done(t),
                "summary": SummaryListView(rows(person, factor, t)).pageValue,
                "sessions": SessionListView(lines: sessions, action: SitePath(.accountSessions), t: t).pageValue,
                "form": languageForm(language, t).pageValue,
            ])
        return try environment.pages.render(page, context)
    }

    private func rows(_ person: SignedIn, _ factor: SecondFactorState, _ t: Strings) -> [SummaryListView.Row] {
        var rows = [
            SummaryListView.Row(t("accounts.field.name"), person.actor.name),
            SummaryListView.Row(t("accounts.field.username"), person.username),
        ]
        if !person.unit.isEmpty { rows.append(.init(t("accounts.field.unit"), person.unit)) }
        rows.append(.init(t("accounts.field.role"), t.names(of: person.actor.roles)))
        rows.append(
            .init(t("accounts.field.password"), t("accounts.own.password-set"), change: SitePath(.accountPassword)))
        let state =
            factor.isSet
            ? t("accounts.factor.is-set", ["count": String(factor.recoveryCodesLeft)]) : t("accounts.factor.is-not-set")
        rows.append(.init(t("accounts.factor.title"), state, change: SitePath(.accountSecondFactor)))
        return rows
    }

    private func languageForm(_ language: Language?, _ t: Strings) -> FormView {
        let options =
            [OptionView("", t("accounts.language.browser"), isChosen: language == nil)]
            + Language.allCases.map {
                OptionView($0.rawValue, t("accounts.language.\($0.rawValue)"), isChosen: language == $0)
            }
        return FormView(
            action: .account,
            fields: [
                .radios(
                    "language", label: t("accounts.language.title"), hint: t("accounts.language.hint"),
                    options: options)
            ], submit: t("accounts.save"))
    }
}
