// The keys of the servers of the reader's organisation.

import Basics
import Casework
import Formats
import Hummingbird
import Records
import Storage
import Tokens

/// `/organization/keys`, for the people of an organisation.
struct OwnKeyPages: PageGroup {
    let environment: AssertionEnvironment
    private static let access = Access.roles([.filer, .official])

    func add(to site: Site) {
        site.get(.organizationKeys, Self.access) { context in try await list([], context) }
        // Without `again`: what was typed may be a secret by mistake, and is kept nowhere.
        site.post(.organizationKeys, Self.access) { form, context in
            let organization = try Self.organization(context)
            do {
                try await environment.keys.offer(
                    form.first("key") ?? "", of: organization, by: try context.signedIn().actor,
                    at: environment.clock())
                return .redirect(to: SitePath(.organizationKeys).with(["done": "key-offered"]))
            } catch let problem as ClientKeyProblem {
                let typed = problem.isOfSecret ? nil : form.first("key")
                return try await list([KeyTable(t: context.t).view(problem)], typed: typed, context)
            } catch let rejection as Rejection {
                guard case .overQuota(let quota) = rejection else { throw rejection }
                throw PageError.overQuota(quota)
            }
        }
        site.get(.organizationKeyWithdrawal, Self.access) { context in
            try ask(try await found(context), context)
        }
        site.post(.organizationKeyWithdrawal, Self.access) { _, context in
            let key = try await found(context)
            do {
                try await environment.keys.withdraw(
                    key.id, of: key.organization, by: try context.signedIn().actor, at: environment.clock())
            } catch is ClientKeyProblem {
                throw PageError.conflict(location: SitePath(.organizationKeys).description)
            }
            return .redirect(to: SitePath(.organizationKeys).with(["done": "key-withdrawn"]))
        }
    }

    /// Citizens have no servers.
    private static func organization(_ context: PageContext) throws -> OrganizationID {
        guard let organization = try context.signedIn().actor.organization else { throw PageError.notFound }
        return organization
    }

    private func found(_ context: PageContext) async throws -> ClientKey {
        let (organization, id): (OrganizationID, ClientKeyID) = (
            try Self.organization(context), try context.identifier("key")
        )
        let key = try await environment.accounts.store.read { db in try db.clientKey(id) }
        guard let key, key.organization == organization else { throw PageError.notFound }
        return key
    }

    private func list(
        _ problems: [ProblemView], typed: String? = nil, _ context: PageContext
    ) async throws -> Response {
        let (t, organization) = (context.t, try Self.organization(context))
        let keys = try await environment.accounts.store.read { db in try db.clientKeys(of: organization) }
        let words = KeyTable(t: t)
        let table = TableView(
            caption: t("accounts.keys.title"), columns: words.columns,
            rows: keys.map { key in words.cells(key, step: step(key, t)) }, empty: t("accounts.keys.none")
        ).hidingCaption()
        let form = FormView(
            action: SitePath(.organizationKeys),
            fields: [
                .textArea(
                    "key", label: t("accounts.keys.key"), hint: t("accounts.keys.key-hint"),
                    value: typed ?? "", rows: 8)
            ], problems: problems, submit: t("accounts.keys.offer"))
        let summary = SummaryListView([
            .init(t("accounts.keys.client"), organization.text),
            .init(t("accounts.keys.issuer"), environment.desk.issuer),
        ])
        let page = Page(
            .clientKeys, title: t("accounts.keys.title"),
            [
                "heading": .text(t("accounts.keys.title")), "done": context.done(t),
                "lead": .text(t("accounts.keys.lead")), "summary": summary.pageValue,
                "keys": table.pageValue, "form": form.pageValue, "pages": .none,
            ])
        return try environment.accounts.pages.render(
            page.with(status: problems.isEmpty ? .ok : .unprocessableContent), context)
    }

    private func step(_ key: ClientKey, _ t: Strings) -> CellView {
        guard [.offered, .confirmed].contains(key.standing) else { return .text("–") }
        return .link(t("accounts.keys.withdraw"), SitePath(.organizationKeyWithdrawal, key.id.text))
    }

    private func ask(_ key: ClientKey, _ context: PageContext) throws -> Response {
        let t = context.t
        let form = FormView(
            action: SitePath(.organizationKeyWithdrawal, key.id.text), fields: [], problems: [],
            submit: t("accounts.keys.withdraw")
        ).with(cancel: SitePath(.organizationKeys), t("cases.cancel")).withWarning()
        let page = Page(
            .adminStep, title: t("accounts.keys.withdraw"),
            [
                "heading": .text(t("accounts.keys.withdraw")),
                "lead": .text(t("accounts.keys.withdraw-lead", ["key": key.registered.id])),
                "summary": .none, "form": form.pageValue, "other": .none, "otherLabel": .none,
                "back": BackLinkView(SitePath(.organizationKeys), t("accounts.keys.title")).pageValue,
            ])
        return try environment.accounts.pages.render(page, context)
    }
}
