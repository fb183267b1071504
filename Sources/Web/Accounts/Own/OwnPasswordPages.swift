// One's own password; the first thing that somebody does whose password was given to them.

import Basics
import Formats
import Hummingbird
import Records

struct OwnPasswordPages: PageGroup {
    let environment: AccountEnvironment

    func add(to site: Site) {
        site.get(.accountPassword) { context in try show([], context) }
        site.post(.accountPassword, again: { context in try show([], context) }) { form, context in
            try await change(form, context)
        }
    }

    private func change(_ form: FormData, _ context: PageContext) async throws -> Response {
        let t = context.t
        let person = try context.signedIn()
        guard let token = context.sessionToken else { throw PageError.notSignedIn }
        let (current, new) = (form.password("password"), form.password("new_password"))
        var problems: [ProblemView] = []
        if current.isEmpty {
            problems.append(ProblemView(field: "password", text: t("accounts.problem.password-missing")))
        }
        if new.isEmpty {
            problems.append(ProblemView(field: "new_password", text: t("accounts.problem.new-password-missing")))
        } else if new != form.password("new_password_again") {
            problems.append(ProblemView(field: "new_password_again", text: t("accounts.problem.passwords-differ")))
        }
        guard problems.isEmpty else { return try show(problems, context) }
        do {
            let result = try await environment.accounts.changePassword(
                from: current, to: new, of: person.actor, session: token,
                addressDigest: Accounts.digest(ofAddress: context.remoteAddress), now: environment.clock())
            if let problem = AccountEnvironment.problem(result, t) { return try show([problem], context) }
        } catch let problem as AccountProblem {
            return try show([problem.view(t, password: "new_password")], context)
        }
        return .redirect(to: person.duty == nil ? .account.with(["done": "password"]) : .home)
    }

    private func show(_ problems: [ProblemView], _ context: PageContext) throws -> Response {
        let t = context.t
        let isDuty = try context.signedIn().duty != nil
        let form = FormView(
            action: SitePath(.accountPassword),
            fields: [
                .password(
                    "password", label: t("accounts.password.current"),
                    hint: isDuty ? t("accounts.password.current-hint") : nil, autocomplete: "current-password"),
                .password(
                    "new_password", label: t("accounts.password.new"),
                    hint: t("accounts.password.hint", ["min": String(Limits.passwordCharactersMin)]),
                    autocomplete: "new-password"),
                .password(
                    "new_password_again", label: t("accounts.password.again"), autocomplete: "new-password"),
            ], problems: problems, submit: t("accounts.password.submit"))
        let page = Page(
            .accountPassword, title: t("accounts.password.title"),
            [
                "form": (isDuty ? form : form.with(cancel: .account, t("cases.cancel"))).pageValue,
                "lead": .text(t(isDuty ? "accounts.password.lead-temporary" : "accounts.password.lead")),
                "back": isDuty ? .none : BackLinkView(.account, t("accounts.own.title")).pageValue,
            ])
        return try environment.pages.render(
            page.with(status: problems.isEmpty ? .ok : .unprocessableContent), context)
    }
}
