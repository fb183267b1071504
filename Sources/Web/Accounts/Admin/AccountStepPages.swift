// What is done to an account after one more question.

import Basics
import Casework
import Formats
import Hummingbird
import Records
import Storage

enum AccountStep: String, CaseIterable {
    /// Another password, which its owner has to replace.
    case password
    case disable
    case enable
    case signOut = "sign-out"
    /// Taking the second factor away, when telephone and codes are lost.
    case secondFactor = "second-factor"

    /// Whether there is something to be done; one's own account is looked after at `/account`.
    func applies(to line: AccountLine, isOwn: Bool) -> Bool {
        guard !isOwn else { return false }
        return switch self {
        case .password: true
        case .disable: !line.account.isDisabled
        case .enable: line.account.isDisabled
        case .signOut: line.sessions > 0
        case .secondFactor: line.hasSecondFactor
        }
    }
}

/// `/admin/accounts/{id}/steps/{step}`.
struct AccountStepPages: PageGroup {
    let environment: AccountEnvironment

    func add(to site: Site) {
        site.get(.adminAccountStep, .roles([.admin])) { context in
            let (line, step) = try await found(context)
            return try show(step, line, [], context)
        }
        site.post(.adminAccountStep, .roles([.admin])) { form, context in
            let (line, step) = try await found(context)
            do {
                return try await take(step, line, form, context)
            } catch let problem as AccountProblem {
                return try show(step, line, [problem.view(context.t, password: "new_password")], context)
            }
        }
    }

    private func found(_ context: PageContext) async throws -> (AccountLine, AccountStep) {
        let id: AccountID = try context.identifier("account")
        let now = environment.clock()
        guard let step = context.parameters.get("step").flatMap(AccountStep.init(rawValue:)),
            let line = try await environment.store.read({ db in try db.accountLine(id, now: now) })
        else { throw PageError.notFound }
        return (line, step)
    }

    private func take(
        _ step: AccountStep, _ line: AccountLine, _ form: FormData, _ context: PageContext
    ) async throws -> Response {
        let (id, actor, now) = (line.account.id, try context.signedIn().actor, environment.clock())
        switch step {
        case .password:
            let typed = form.password("new_password")
            let password = typed.isEmpty ? TemporaryPassword.make() : typed
            try await environment.accounts.setPassword(password, of: id, by: actor, now: now)
            if typed.isEmpty {
                return try environment.givenPassword(password, of: line.account, key: "accounts.given.reset", context)
            }
        case .disable: try await environment.accounts.disable(id, by: actor, now: now)
        case .enable: try await environment.accounts.enable(id, by: actor, now: now)
        case .signOut: try await environment.accounts.endSessions(of: id, by: actor, now: now)
        case .secondFactor: try await environment.accounts.removeSecondFactor(of: id, by: actor, now: now)
        }
        return .redirect(to: .account(id).with(["done": step.rawValue]))
    }

    private func show(
        _ step: AccountStep, _ line: AccountLine, _ problems: [ProblemView], _ context: PageContext
    ) throws -> Response {
        let t = context.t
        let account = line.account
        let fields: [FieldView] =
            step == .password
            ? [
                .password(
                    "new_password", label: t("accounts.step.password.typed"),
                    hint: t("accounts.step.password.typed-hint"), autocomplete: "new-password"
                ).with(isOptional: true)
            ] : []
        let form = FormView(
            action: .step(step.rawValue, of: account.id), fields: fields, problems: problems,
            submit: t("accounts.step.\(step.rawValue).title")
        ).with(cancel: .account(account.id), t("cases.cancel"))
        let page = Page(
            .adminStep, title: "\(t("accounts.step.\(step.rawValue).title")) – \(account.username)",
            [
                "heading": .text(t("accounts.step.\(step.rawValue).title")),
                "lead": .text(
                    t("accounts.step.\(step.rawValue).lead", ["username": account.username, "name": account.name])),
                "summary": .none, "other": .none, "otherLabel": .none,
                "form": (step == .disable ? form.withWarning() : form).pageValue,
                "back": BackLinkView(.account(account.id), account.username).pageValue,
            ])
        return try environment.pages.render(
            page.with(status: problems.isEmpty ? .ok : .unprocessableContent), context)
    }
}

extension AccountEnvironment {
    /// A password that the server made, this once: it is kept nowhere as it is.
    func givenPassword(_ password: String, of account: Account, key: String, _ context: PageContext) throws -> Response
    {
        let t = context.t
        let page = Page(
            .givenPassword, title: t("accounts.given.title"),
            [
                "lead": .text(t(key, ["username": account.username])), "password": .text(password),
                "accountPath": SitePath.account(account.id).pageValue,
            ])
        return try pages.render(page.with(address: .account(account.id)), context)
    }
}
