// The pages of a draft that hold plain fields: purpose, fields, undertakings. Each post is kept at once.

import Basics
import Casework
import Formats
import Forms
import Hummingbird
import Records

/// `/cases/{id}/purpose`, `/fields`, `/undertakings`, and `/pages/{key}` for the pages of other procedures.
struct DraftPages: PageGroup {
    let environment: CaseEnvironment

    func add(to site: Site) {
        let routes: [(SiteRoute, String)] = [
            (.casePurpose, "purpose"), (.caseFields, "fields"), (.caseUndertakings, "undertakings"),
        ]
        for (route, key) in routes {
            site.get(route) { context in try await show(key, context) }
            site.post(route) { form, context in try await save(key, form, context) }
        }
        site.get(.casePage) { context in try await show(try Self.key(context), context) }
        site.post(.casePage) { form, context in try await save(try Self.key(context), form, context) }
    }

    /// The key in an address of a page without one of its own.
    private static func key(_ context: PageContext) throws -> String {
        guard let key = context.parameters.get("page"), SiteRoute.page(key) == .casePage else {
            throw PageError.notFound
        }
        return key
    }

    private func show(_ key: String, _ context: PageContext) async throws -> Response {
        let dossier = try await environment.dossier(context)
        guard let page = try draftPage(key, dossier, context) else { return .redirect(to: .of(dossier.state.id)) }
        return try render(page, dossier, page.form.inputs(dossier.state.answers), [], context)
    }

    private func save(_ key: String, _ form: FormData, _ context: PageContext) async throws -> Response {
        let dossier = try await environment.dossier(context)
        let id = dossier.state.id
        guard let page = try draftPage(key, dossier, context) else { return .redirect(to: .of(id)) }
        let now = environment.clock()
        let values = form.fieldValues
        let (answers, problems) = try environment.read(page, values, today: now.date)
        do {
            // What is good is kept even when something else on the page is not: nothing typed is lost.
            try await environment.desk.save(page: key, answers, of: id, by: try context.signedIn().actor, at: now)
        } catch let rejection as Rejection {
            throw rejection.pageError(id)
        }
        guard problems.isEmpty else { return try render(page, dossier, values, problems, context) }
        return .redirect(to: .of(id))
    }

    private func render(
        _ page: ApplicantForm.Page, _ dossier: Dossier, _ values: FieldValues, _ problems: [Problem],
        _ context: PageContext
    ) throws -> Response {
        let (t, state) = (dossier.t, dossier.state)
        let fields = FormFields(t: t, area: "procedure", form: page.form, values: values, problems: problems)
        let form = FormView(
            action: .page(page.key, of: state.id), fields: fields.views, problems: fields.problemViews,
            submit: t("cases.draft.save"))
        let title = t("procedure.page.\(page.key)")
        let view = Page(
            .draftPage, title: "\(title) – \(t(dossier.service.name))",
            ["form": form.pageValue, "heading": .text(title), "back": BackLinkView.leaving(state, t).pageValue]
        )
        .with(state: state.stage.rawValue, caseCode: state.code)
        .with(status: problems.isEmpty ? .ok : .unprocessableContent)
        return try environment.pages.render(view, context)
    }

    /// The page, when this person may fill it in now; `nil` where the service leaves nothing to choose on it.
    private func draftPage(
        _ key: String, _ dossier: Dossier, _ context: PageContext
    ) throws -> ApplicantForm.Page? {
        try environment.requireEditing(dossier.state, page: key, context)
        guard dossier.form.page(key) != nil else { throw PageError.notFound }
        return dossier.pages.first { $0.key == key }
    }
}

extension BackLinkView {
    /// From a page of the request back to its task list, or to the case that waits for a supplement.
    static func leaving(_ state: CaseState, _ t: Strings) -> BackLinkView {
        BackLinkView(.of(state.id), state.code ?? t("cases.draft.back"))
    }
}

extension CaseEnvironment {
    /// Reads a page of the request. What the letters could not print counts as a fault like any other.
    func read(
        _ page: ApplicantForm.Page, _ values: FieldValues, today: LocalDate
    ) throws -> (Answers, [Problem]) {
        var (answers, problems) = page.form.read(values, today: today)
        let faulty = Set(problems.map(\.field))
        for problem in try papers.unprintable(values, in: page.form.fields.map(\.key))
        where !faulty.contains(problem.field) {
            answers[problem.field] = nil
            problems.append(problem)
        }
        return (answers, problems)
    }

    /// Lets only those through who may change the request now: the answers of that page, or without one its enclosures.
    func requireEditing(_ state: CaseState, page: String? = nil, _ context: PageContext) throws {
        let actor = try context.signedIn().actor
        guard Permissions.isEditor(actor, state) else { throw PageError.forbidden }
        guard page.map({ Permissions.mayEdit(actor, state, page: $0) }) ?? Permissions.mayEdit(actor, state) else {
            throw PageError.conflict(location: SitePath.of(state.id).description)
        }
    }
}
