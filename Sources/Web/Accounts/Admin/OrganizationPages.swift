// Requesting organisations: all of them, making one, changing one.

import Basics
import Casework
import Formats
import Forms
import Hummingbird
import Records
import Registry
import Storage

/// `/admin/organizations`, for administrators; to all others it does not exist.
struct OrganizationPages: PageGroup {
    let environment: AccountEnvironment

    func add(to site: Site) {
        site.get(.adminOrganizations, .roles([.admin])) { context in try await list(context) }
        let new: Site.Show = { context in
            try await show(context.kept.map(OrganizationForm.init) ?? OrganizationForm(), of: nil, [], context)
        }
        site.get(.adminNewOrganization, .roles([.admin]), new)
        site.post(.adminNewOrganization, .roles([.admin]), again: new) { form, context in
            try await save(form, of: nil, context)
        }
        let change: Site.Show = { context in
            let found = try await found(context)
            return try await show(
                context.kept.map(OrganizationForm.init) ?? OrganizationForm(found), of: found, [], context)
        }
        site.get(.adminOrganization, .roles([.admin]), change)
        site.post(.adminOrganization, .roles([.admin]), again: change) { form, context in
            try await save(form, of: try await found(context), context)
        }
    }

    private func found(_ context: PageContext) async throws -> Organization {
        let id: OrganizationID = try context.identifier("organization")
        guard let organization = try await environment.store.read({ db in try db.organization(id) }) else {
            throw PageError.notFound
        }
        return organization
    }

    private func save(_ form: FormData, of before: Organization?, _ context: PageContext) async throws -> Response {
        let typed = OrganizationForm(form)
        if form.first(OptionSearch.button) != nil { return try await show(typed, of: before, [], context) }
        let now = environment.clock()
        let id = before?.id ?? OrganizationID(at: now, random: Random.bytes(10))
        let problems = typed.problems(environment.provinces, on: now.date)
        guard problems.isEmpty, let organization = typed.organization(id) else {
            return try await show(typed, of: before, problems.map { $0.view(context.t) }, context)
        }
        do {
            let actor = try context.signedIn().actor
            if before == nil {
                try await environment.accounts.addOrganization(organization, by: actor, now: now)
            } else {
                try await environment.accounts.changeOrganization(organization, by: actor, now: now)
            }
        } catch let problem as OrganizationProblem {
            return try await show(typed, of: before, [problem.view(context.t)], context)
        }
        return .redirect(to: SitePath(.adminOrganizations).with(["done": before == nil ? "made" : "changed"]))
    }

    private func list(_ context: PageContext) async throws -> Response {
        let t = context.t
        let typed = String((context.query("q") ?? "").prefix(Limits.fieldCharactersMax))
        let words = typed.searchKey.split(separator: " ").prefix(Limits.searchWordsMax)
        let place = try context.place(in: .id)
        let matches = { (organization: Organization) in
            let text = "\(organization.name) \(organization.id)".searchKey
            return words.allSatisfy(text.contains)
        }
        let shown = ListPage.page(
            of: try await environment.store.read { db in try db.allOrganizations() }, where: matches, at: place,
            size: Limits.pageRows
        ) { Cursor([$0.id.sqlValue]) }.page
        let day = environment.clock().date
        let table = TableView(
            caption: t("accounts.organizations.title"),
            columns: [
                .init(t("accounts.organization.name")), .init(t("accounts.organization.class")),
                .init(t("accounts.organization.level")), .init(t("accounts.organization.province")),
            ],
            rows: shown.lines.map { organization in
                [
                    .link(organization.name, SitePath(.adminOrganization, organization.id.text)),
                    .text(t("accounts.class.\(organization.requesterClass.rawValue)")),
                    .text(t("accounts.level.\(organization.level.rawValue)")),
                    .text(
                        environment.provinces.province(organization.province, on: day).map { t($0.name) }
                            ?? organization.province),
                ]
            }, empty: t("accounts.organizations.none")
        ).hidingCaption()
        let page = Page(
            .adminOrganizations, title: t("accounts.organizations.title"),
            [
                "search": FieldView.text("q", label: t("layout.search.label"), value: typed).with(width: .medium)
                    .pageValue,
                "done": context.done(t),
                "organizations": table.pageValue,
                "pages": PageTurns(shown).view(at: SitePath(.adminOrganizations).with(["q": typed])),
                "newPath": SitePath(.adminNewOrganization).pageValue,
            ])
        return try environment.pages.render(page, context)
    }

    private func show(
        _ form: OrganizationForm, of before: Organization?, _ problems: [ProblemView], _ context: PageContext
    ) async throws -> Response {
        let t = context.t
        let (all, communes) = try await environment.store.read { db in
            (try db.allOrganizations(), try db.communes())
        }
        let others = all.filter { $0.id != before?.id }
        let action =
            before.map { SitePath(.adminOrganization, $0.id.text) } ?? SitePath(.adminNewOrganization)
        let view = FormView(
            action: action,
            fields: form.fields(others, environment.provinces.on(environment.clock().date), communes, t),
            problems: problems, submit: t(before == nil ? "accounts.organization.submit" : "accounts.save")
        ).with(cancel: SitePath(.adminOrganizations), t("cases.cancel"))
        let title = before?.name ?? t("accounts.organization.new")
        let page = Page(
            .adminForm, title: title,
            [
                "heading": .text(title), "form": view.pageValue,
                "back": BackLinkView(SitePath(.adminOrganizations), t("accounts.organizations.title")).pageValue,
            ])
        return try environment.pages.render(
            page.with(status: problems.isEmpty ? .ok : .unprocessableContent), context)
    }
}
