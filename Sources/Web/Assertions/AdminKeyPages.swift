// The keys of all clients, for administrators: who is known by which.

import Basics
import Casework
import Formats
import Hummingbird
import Records
import Storage
import Tokens

/// `/admin/keys` and `/admin/keys/{id}/{step}`.
struct AdminKeyPages: PageGroup {
    let environment: AssertionEnvironment

    /// What an administrator does with a key.
    private enum Step: String, CaseIterable {
        case confirm, refuse, withdraw

        func applies(to standing: ClientKeyStanding) -> Bool {
            switch self {
            case .confirm, .refuse: standing == .offered
            case .withdraw: standing == .confirmed
            }
        }
    }

    func add(to site: Site) {
        site.get(.adminKeys, .roles([.admin])) { context in try await list(context) }
        site.get(.adminKeyStep, .roles([.admin])) { context in
            let (line, step) = try await found(context)
            return try ask(step, line, [], context)
        }
        site.post(.adminKeyStep, .roles([.admin])) { form, context in
            let (line, step) = try await found(context)
            // Who is known by a key may ask for persons: it takes more than a browser that somebody left open.
            if let problem = try await environment.accounts.refusal(ofPassword: form, context) {
                return try ask(step, line, [problem], context)
            }
            let (actor, now) = (try context.signedIn().actor, environment.clock())
            do {
                switch step {
                case .confirm, .refuse:
                    try await environment.keys.decide(
                        line.key.id, isConfirmed: step == .confirm, by: actor, at: now)
                case .withdraw: try await environment.keys.withdraw(line.key.id, by: actor, at: now)
                }
            } catch is ClientKeyProblem {
                throw PageError.conflict(location: SitePath(.adminKeys).description)
            }
            return .redirect(to: SitePath(.adminKeys).with(["done": "key-\(step.rawValue)"]))
        }
    }

    private func found(_ context: PageContext) async throws -> (ClientKeyLine, Step) {
        let id: ClientKeyID = try context.identifier("key")
        guard let step = context.parameters.get("step").flatMap(Step.init(rawValue:)),
            let line = try await environment.accounts.store.read({ db in try db.clientKeyLine(id) }),
            step.applies(to: line.key.standing)
        else { throw PageError.notFound }
        return (line, step)
    }

    private func list(_ context: PageContext) async throws -> Response {
        let t = context.t
        let place = try context.place(in: .clientKeys)
        let shown = try await environment.accounts.store.read { db in try db.clientKeyLines(at: place) }
        let words = KeyTable(t: t)
        let table = TableView(
            caption: t("accounts.keys.all"), columns: [.init(t("accounts.keys.organization"))] + words.columns,
            rows: shown.lines.map { line in
                [.link(line.organization, SitePath(.adminOrganization, line.key.organization.text))]
                    + words.cells(line.key, step: step(line.key, t))
            }, empty: t("accounts.keys.none")
        ).hidingCaption()
        let page = Page(
            .clientKeys, title: t("accounts.keys.all"),
            [
                "heading": .text(t("accounts.keys.all")), "done": context.done(t),
                "lead": .text(t("accounts.keys.all-lead")), "summary": .none, "form": .none, "keys": table.pageValue,
                "pages": PageTurns(shown).view(at: SitePath(.adminKeys)),
            ])
        return try environment.accounts.pages.render(page, context)
    }

    /// Confirming is offered, refusing is asked for on the same page.
    private func step(_ key: ClientKey, _ t: Strings) -> CellView {
        guard let step = [Step.confirm, .withdraw].first(where: { $0.applies(to: key.standing) }) else {
            return .text("–")
        }
        return .link(t("accounts.keys.\(step.rawValue)"), SitePath(.adminKeyStep, key.id.text, step.rawValue))
    }

    private func ask(
        _ step: Step, _ line: ClientKeyLine, _ problems: [ProblemView], _ context: PageContext
    ) throws -> Response {
        let (t, key) = (context.t, line.key)
        let form = FormView(
            action: SitePath(.adminKeyStep, key.id.text, step.rawValue),
            fields: [.password("password", label: t("acts.field.password"), autocomplete: "current-password")],
            problems: problems, submit: t("accounts.keys.\(step.rawValue)")
        ).with(cancel: SitePath(.adminKeys), t("cases.cancel"))
        let summary = SummaryListView([
            .init(t("accounts.keys.organization"), line.organization), .init(t("accounts.keys.id"), key.registered.id),
            .init(t("accounts.keys.algorithm"), key.registered.key.algorithm.rawValue),
            .init(t("accounts.keys.thumbprint"), key.registered.key.thumbprint),
        ])
        let page = Page(
            .adminStep, title: t("accounts.keys.\(step.rawValue)"),
            [
                "heading": .text(t("accounts.keys.\(step.rawValue)")),
                "lead": .text(t("accounts.keys.\(step.rawValue)-lead", ["key": key.registered.id])),
                "summary": summary.pageValue, "form": (step == .confirm ? form : form.withWarning()).pageValue,
                "other": step == .confirm
                    ? SitePath(.adminKeyStep, key.id.text, Step.refuse.rawValue).pageValue : .none,
                "otherLabel": .text(t("accounts.keys.refuse")),
                "back": BackLinkView(SitePath(.adminKeys), t("accounts.keys.all")).pageValue,
            ])
        return try environment.accounts.pages.render(
            page.with(status: problems.isEmpty ? .ok : .unprocessableContent), context)
    }
}
