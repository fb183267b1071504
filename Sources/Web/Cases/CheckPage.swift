// Checking the answers before the request goes to the signing official.

import Basics
import Casework
import Formats
import Forms
import Hummingbird
import Records
import Registry

/// `/cases/{id}/check` and the post to `/cases/{id}/submit`.
struct CheckPage: PageGroup {
    let environment: CaseEnvironment

    func add(to site: Site) {
        site.get(.caseCheck) { context in
            let state = try await environment.state(context)
            try environment.requireEditing(state, context)
            return try show(state, [], context)
        }
        site.post(.caseSubmit) { form, context in try await submit(form, context) }
    }

    private func submit(_ form: FormData, _ context: PageContext) async throws -> Response {
        let id = try context.caseID()
        let actor = try context.signedIn().actor
        // The same page ends a draft and the answer to a supplement slip.
        let isSupplement = try await environment.state(context).stage == .supplementRequested
        let slug = isSupplement ? Resubmit.slug : Submit.slug
        do {
            _ = try await environment.desk.perform(
                slug, on: id, by: actor, input: form.fieldValues,
                expected: form.first("version").flatMap { Int($0) }, isReauthenticated: false, at: environment.clock())
        } catch Rejection.invalid(let problems) {
            return try show(try await environment.state(context), problems, context)
        } catch let rejection as Rejection {
            throw rejection.pageError(id)
        }
        return .redirect(to: SitePath.of(id).with(["done": slug]))
    }

    private func show(_ state: CaseState, _ problems: [Problem], _ context: PageContext) throws -> Response {
        let t = context.t
        let service = try environment.service(state)
        let summary = RequestSummary(t: t, procedures: environment.procedures, service: service, state: state)
        let form = environment.procedures.form(for: service)
        let wording = ProblemWording(t: t)
        // Each problem leads to the page where it can be put right.
        let lines = problems.map { problem -> PageValue in
            let page = form.pages.first { $0.key == problem.field || $0.form.field(problem.field) != nil }
            let path = page.flatMap { RequestSummary.route(of: $0.key) }.map { SitePath.of(state.id, $0) }
            let field = page?.form.field(problem.field).map { t("request-form.\($0.labelKey)") }
            let label = field ?? page.map { t("request-form.page.\($0.key)") } ?? ""
            return [
                "problemPath": .optional(path?.description), "problemText": .text("\(label): \(wording.text(problem))"),
            ]
        }
        let view = FormView(
            action: state.stage == .draft ? .of(state.id, .caseSubmit) : .act(Resubmit.slug, of: state.id), fields: [],
            submit: t(state.stage == .draft ? "acts.submit.button" : "acts.resubmit.button")
        ).with(hidden: [("version", String(state.version))])
        let gentler = gentlerServices(state, service)
        let page = Page(
            "pages/cases/check", title: t("cases.check.title"),
            [
                "problems": .list(lines), "hasProblems": .flag(!lines.isEmpty),
                "summary": SummaryListView(summary.rows(linking: true)).pageValue,
                "hasGentler": .flag(!gentler.isEmpty),
                "gentler": .list(gentler.map { PageValue.object(["line": .text(t($0.name))]) }),
                "form": view.pageValue, "back": BackLinkView.leaving(state, t).pageValue,
            ])
        return try environment.pages.render(
            page.with(state: state.stage.rawValue, caseCode: state.code)
                .with(status: problems.isEmpty ? .ok : .unprocessableContent), context)
    }

    /// Services that would tell less: one that meets the same need, and confirmations in place of values.
    private func gentlerServices(_ state: CaseState, _ service: ServiceEntry) -> [ServiceEntry] {
        let requester = state.organization.requesterClass
        let catalogue = environment.procedures.catalogue
        let need = InformationNeed(
            fields: Set(state.requestedFields(of: service)), isConfirmationEnough: service.answer == .match)
        let least = catalogue.leastRevealing(need, for: requester)
        let others = catalogue.lessRevealing(than: service, for: requester)
        return ([least].compactMap { $0 } + others).filter { $0.code != service.code }
    }
}
