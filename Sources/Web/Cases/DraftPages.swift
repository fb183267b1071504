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
            site.post(route, again: { context in try await show(key, context) }) { form, context in
                try await save(key, form, context)
            }
        }
        let again: Site.Show = { context in try await show(try Self.key(context), context) }
        site.get(.casePage) { context in try await again(context) }
        site.post(.casePage, again: again) { form, context in try await save(try Self.key(context), form, context) }
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
        var shown = Shown(values: context.typed(or: page.form.inputs(dossier.state.answers)))
        // What was too much for the form is said at the field as well.
        if context.fault != nil {
            shown.problems = try environment.read(page, shown.values, today: environment.clock().date).1
        }
        return try render(page, dossier, shown, context)
    }

    /// What the page has in its boxes, and what is to be said about it.
    private struct Shown {
        var values: FieldValues
        var problems: [Problem] = []
        /// Somebody else changed the page meanwhile.
        var isOvertaken = false
    }

    private func save(_ key: String, _ form: FormData, _ context: PageContext) async throws -> Response {
        let dossier = try await environment.dossier(context)
        let id = dossier.state.id
        guard let page = try draftPage(key, dossier, context) else { return .redirect(to: .of(id)) }
        let (now, actor) = (environment.clock(), try dossier.requestersSide(context))
        let values = form.fieldValues
        let (answers, problems) = try environment.read(page, values, today: now.date)
        var shown = Shown(values: values, problems: problems)
        do {
            // What is good is kept even when something else on the page is not: nothing typed is lost.
            try await environment.desk.save(
                page: key, answers, of: id, expected: try form.version, by: actor, at: now)
        } catch Rejection.conflict where Permissions.mayEdit(actor, dossier.state, page: key) {
            shown.isOvertaken = true
        } catch let rejection as Rejection {
            throw rejection.pageError(id)
        }
        if problems.isEmpty, !shown.isOvertaken { return .redirect(to: .of(id)) }
        return try render(page, try await environment.dossier(context), shown, context)
    }

    private func render(
        _ page: ApplicantForm.Page, _ dossier: Dossier, _ shown: Shown, _ context: PageContext
    ) throws -> Response {
        let (t, state) = (dossier.t, dossier.state)
        let fields = FormFields(
            t: t, area: "procedure", form: page.form, values: shown.values, problems: shown.problems)
        let form = FormView(
            action: .page(page.key, of: state.id), fields: fields.views, problems: fields.problemViews,
            submit: t(shown.isOvertaken ? "cases.overtaken.save" : "cases.draft.save")
        ).with(hidden: [("version", String(context.version(of: state)))])
        let title = t("procedure.page.\(page.key)")
        let differences = shown.isOvertaken ? fields.differences(from: page.form.inputs(state.answers)) : nil
        let view = Page(
            .draftPage, title: "\(title) – \(t(dossier.service.name))",
            [
                "form": form.pageValue, "heading": .text(title), "back": BackLinkView.leaving(state, t).pageValue,
                "differences": differences?.pageValue ?? .none,
                "isLong": .flag(page.form.hasLongText),
            ]
        )
        .with(state: state.stage.rawValue, caseCode: state.code)
        .with(status: shown.isOvertaken ? .conflict : shown.problems.isEmpty ? .ok : .unprocessableContent)
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

extension Form {
    /// Whether filling it in may take longer than a session waits.
    var hasLongText: Bool {
        fields.contains { field in
            if case .longText = field.kind { true } else { false }
        }
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
        if problems.isEmpty, let problem = CorrectionRequest(answers)?.problem() {
            answers[problem.field] = nil
            problems.append(problem)
        }
        return (answers, problems)
    }

    /// Lets only those through who may change the request now: the answers of that page, or without one its enclosures.
    func requireEditing(_ state: CaseState, page: String? = nil, _ context: PageContext) throws {
        let actor = try context.signedIn().actor.onRequestersSide(of: state)
        guard Permissions.isEditor(actor, state) else { throw PageError.forbidden }
        guard Permissions.mayEdit(actor, state, page: page) else {
            throw PageError.conflict(location: SitePath.of(state.id).description)
        }
    }
}
