// The pages of a draft that hold plain fields: purpose, fields, undertakings. Each post is kept at once.

import Basics
import Casework
import Formats
import Forms
import Hummingbird
import Records

/// `/cases/{id}/purpose`, `/fields`, `/undertakings`.
struct DraftPages: PageGroup {
    let environment: CaseEnvironment

    func add(to site: Site) {
        let routes: [(SiteRoute, String)] = [
            (.casePurpose, "purpose"), (.caseFields, "fields"), (.caseUndertakings, "undertakings"),
        ]
        for (route, key) in routes {
            site.get(route) { context in try await show(key, route, context) }
            site.post(route) { form, context in try await save(key, route, form, context) }
        }
    }

    private func show(_ key: String, _ route: SiteRoute, _ context: PageContext) async throws -> Response {
        let state = try await environment.state(context)
        guard let page = try draftPage(key, state, context) else { return .redirect(to: .of(state.id)) }
        let values = page.form.inputs(state.answers)
        return try render(page, route, state, values, [], context)
    }

    private func save(
        _ key: String, _ route: SiteRoute, _ form: FormData, _ context: PageContext
    ) async throws -> Response {
        let state = try await environment.state(context)
        guard let page = try draftPage(key, state, context) else { return .redirect(to: .of(state.id)) }
        let now = environment.clock()
        let values = form.fieldValues
        let (answers, problems) = try environment.read(page, values, today: now.date)
        do {
            // What is good is kept even when something else on the page is not: nothing typed is lost.
            try await environment.desk.save(
                page: key, answers, of: state.id, by: try context.signedIn().actor, at: now)
        } catch let rejection as Rejection {
            throw rejection.pageError(state.id)
        }
        guard problems.isEmpty else { return try render(page, route, state, values, problems, context) }
        return .redirect(to: .of(state.id))
    }

    private func render(
        _ page: ApplicantForm.Page, _ route: SiteRoute, _ state: CaseState, _ values: FieldValues,
        _ problems: [Problem], _ context: PageContext
    ) throws -> Response {
        let t = context.t
        let fields = FormFields(t: t, area: "request-form", form: page.form, values: values, problems: problems)
        let form = FormView(
            action: .of(state.id, route), fields: fields.views, problems: fields.problemViews,
            submit: t("cases.draft.save"))
        let title = t("request-form.page.\(page.key)")
        let view = Page(
            "pages/cases/draft-page", title: title,
            ["form": form.pageValue, "heading": .text(title), "back": BackLinkView.leaving(state, t).pageValue]
        )
        .with(state: state.stage.rawValue, caseCode: state.code)
        .with(status: problems.isEmpty ? .ok : .unprocessableContent)
        return try environment.pages.render(view, context)
    }

    /// The page, when this person may fill it in now; `nil` where the service leaves nothing to choose on it.
    private func draftPage(
        _ key: String, _ state: CaseState, _ context: PageContext
    ) throws -> ApplicantForm.Page? {
        try environment.requireEditing(state, context)
        let service = try environment.service(state)
        let pages = environment.procedures.form(for: service).pages(having: service.formFeatures)
        return pages.first { $0.key == key }
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

    /// Lets only those through who may change the content of the request now.
    func requireEditing(_ state: CaseState, _ context: PageContext) throws {
        let actor = try context.signedIn().actor
        guard actor.roles.contains(.filer), actor.organization == state.organization.id else {
            throw PageError.forbidden
        }
        guard Permissions.mayEdit(actor, state) else {
            throw PageError.conflict(location: SitePath.of(state.id).description)
        }
    }
}
