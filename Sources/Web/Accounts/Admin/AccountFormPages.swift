// Making an account, and changing what it is.

import Basics
import Casework
import Formats
import Hummingbird
import Records
import Storage

struct AccountFormPages: PageGroup {
    let environment: AccountEnvironment

    func add(to site: Site) {
        let new: Site.Show = { context in
            try await show(context.kept.map(AccountForm.init) ?? AccountForm(), of: nil, [], context)
        }
        site.get(.adminNewAccount, .roles([.admin]), new)
        site.post(.adminNewAccount, .roles([.admin]), again: new) { form, context in try await make(form, context) }
        let change: Site.Show = { context in
            let account = try await found(context)
            return try await show(context.kept.map(AccountForm.init) ?? AccountForm(account), of: account, [], context)
        }
        site.get(.adminAccountChange, .roles([.admin]), change)
        site.post(.adminAccountChange, .roles([.admin]), again: change) { form, context in
            try await self.change(form, context)
        }
    }

    private func found(_ context: PageContext) async throws -> Account {
        let id: AccountID = try context.identifier("account")
        guard let account = try await environment.store.read({ db in try db.account(id) }) else {
            throw PageError.notFound
        }
        return account
    }

    private func make(_ form: FormData, _ context: PageContext) async throws -> Response {
        let typed = AccountForm(form)
        if let again = try await askedBack(typed, form, of: nil, context) { return again }
        let details = typed.details
        let new = NewAccount(
            username: typed.username, name: details.name, roles: details.roles, organization: details.organization,
            office: details.office, position: details.position)
        let chosen = form.password("new_password")
        let password = chosen.isEmpty ? TemporaryPassword.make() : chosen
        do {
            let id = try await environment.accounts.addAccount(
                new, password: password, by: try context.signedIn().actor, now: environment.clock())
            let account = try await environment.store.read { db in try db.account(id) }
            guard chosen.isEmpty, let account else { return .redirect(to: .account(id).with(["done": "made"])) }
            return try environment.givenPassword(password, of: account, key: "accounts.given.made", context)
        } catch let problem as AccountProblem {
            return try await show(typed, of: nil, [problem.view(context.t, password: "new_password")], context)
        }
    }

    private func change(_ form: FormData, _ context: PageContext) async throws -> Response {
        let account = try await found(context)
        let typed = AccountForm(form)
        if let again = try await askedBack(typed, form, of: account, context) { return again }
        do {
            try await environment.accounts.change(
                account.id, to: typed.details, by: try context.signedIn().actor, now: environment.clock())
        } catch let problem as AccountProblem {
            return try await show(typed, of: account, [problem.view(context.t)], context)
        }
        return .redirect(to: .account(account.id).with(["done": "changed"]))
    }

    /// The form again, where a unit was searched or half a signature block was typed.
    private func askedBack(
        _ typed: AccountForm, _ form: FormData, of account: Account?, _ context: PageContext
    ) async throws -> Response? {
        if form.first(OptionSearch.button) != nil { return try await show(typed, of: account, [], context) }
        guard typed.lacksTitle else { return nil }
        let problem = ProblemView(field: "title", text: context.t("accounts.problem.title-missing"))
        return try await show(typed, of: account, [problem], context)
    }

    private func show(
        _ form: AccountForm, of account: Account?, _ problems: [ProblemView], _ context: PageContext
    ) async throws -> Response {
        let t = context.t
        let organizations = try await environment.store.read { db in try db.allOrganizations() }
        let units = AccountForm.units(organizations, environment.offices)
        let (action, title, cancel) =
            account.map { account in
                (
                    SitePath.account(account.id, .adminAccountChange),
                    "\(t("accounts.change.title")) – \(account.username)", SitePath.account(account.id)
                )
            } ?? (SitePath(.adminNewAccount), t("accounts.new.title"), SitePath(.adminAccounts))
        let view = FormView(
            action: action, fields: form.fields(units, isNew: account == nil, t), problems: problems,
            submit: t(account == nil ? "accounts.new.submit" : "accounts.save")
        ).with(cancel: cancel, t("cases.cancel"))
        let page = Page(
            .adminForm, title: title,
            [
                "heading": .text(title), "form": view.pageValue,
                "back": BackLinkView(cancel, account?.username ?? t("accounts.admin.title")).pageValue,
            ])
        return try environment.pages.render(
            page.with(status: problems.isEmpty ? .ok : .unprocessableContent), context)
    }
}
