// Checking the answers before the request goes to the signing official.

import Basics
import Casework
import Formats
import Forms
import Hummingbird
import Records
import Registry
import Storage
import Workflow

/// `/cases/{id}/check` and the post to `/cases/{id}/submit`.
struct CheckPage: PageGroup {
    let environment: CaseEnvironment

    func add(to site: Site) {
        site.get(.caseCheck) { context in
            let dossier = try await environment.dossier(context)
            if let done = try await done(dossier, context) { return done }
            try environment.requireEditing(dossier.state, context)
            return try await show(dossier, Refusal(), context)
        }
        site.post(
            .caseSubmit,
            again: { context in try await show(try await environment.dossier(context), Refusal(), context) }
        ) { form, context in try await submit(form, context) }
    }

    /// Going back to the page after the request was sent from it: what was done, and when.
    private func done(_ dossier: Dossier, _ context: PageContext) async throws -> Response? {
        let (actor, state) = (try dossier.requestersSide(context), dossier.state)
        guard Permissions.isEditor(actor, state), !Permissions.mayEdit(actor, state) else { return nil }
        let slug = try await environment.store.read { db in try db.lastAct(of: state.id, by: actor) }
        guard let act = slug.flatMap({ dossier.procedure.act($0) }), act.page.sendsRequest else { return nil }
        return try await Overtaken(environment: environment, dossier: dossier)
            .page(of: act, after: nil, typed: [], context)
    }

    /// The same page ends a draft and the answer to a supplement slip: whatever is open to this person now sends it.
    private func submit(_ form: FormData, _ context: PageContext) async throws -> Response {
        let dossier = try await environment.dossier(context)
        let id = dossier.state.id
        let actor = try dossier.requestersSide(context)
        guard Permissions.isEditor(actor, dossier.state) else { throw PageError.forbidden }
        let sending = Permissions.sending(actor, dossier.state)
        // A post that comes twice finds its first result, though nothing is left to send.
        var slug = sending?.slug
        if slug == nil { slug = try await environment.store.read { db in try db.lastAct(of: id, by: actor) } }
        guard let slug else {
            throw PageError.conflict(location: SitePath.of(id).description)
        }
        do {
            try await environment.desk.perform(
                slug, task: sending?.task.id, on: id, by: actor, input: form.fieldValues,
                expected: try form.version, isReauthenticated: false, at: environment.clock())
        } catch Rejection.invalid(let problems) {
            return try await show(try await environment.dossier(context), Refusal(problems: problems), context)
        } catch Rejection.rule(let rule) where context.t.has("acts.rule.\(rule)") {
            return try await show(try await environment.dossier(context), Refusal(rule: rule), context)
        } catch let rejection as Rejection {
            throw rejection.pageError(id)
        }
        return .redirect(to: SitePath.of(id).with(["done": slug]))
    }

    /// Why the request was not sent.
    private struct Refusal {
        var problems: [Problem] = []
        var rule: String?

        var isEmpty: Bool { problems.isEmpty && rule == nil }
    }

    private func show(_ dossier: Dossier, _ refusal: Refusal, _ context: PageContext) async throws -> Response {
        let (t, state, form) = (dossier.t, dossier.state, dossier.form)
        let summary = RequestSummary(dossier)
        let isRemoved = state.stage == .draft && !environment.procedures.isOffered(state)
        let rule = isRemoved ? "service-removed" : refusal.rule
        // What the process asks for next need not be the sending.
        let actor = try dossier.requestersSide(context)
        let sending = isRemoved ? nil : Permissions.sending(actor, state)?.slug
        func mayChange(_ page: String) -> Bool { Permissions.mayOpen(actor, state, page: page) }
        let wording = ProblemWording(t: t)
        // Each problem leads to the page where it can be put right.
        let lines = refusal.problems.map { problem -> PageValue in
            let page = form.pages.first { $0.key == problem.field || $0.form.field(problem.field) != nil }
            let path = page.map { SitePath.page($0.key, of: state.id) }
            // A list is known by its page, not by the way it is filled in.
            let field = page?.key == problem.field ? nil : page?.form.field(problem.field)
            let label = field.map { t("procedure.\($0.labelKey)") } ?? page.map { t("procedure.page.\($0.key)") } ?? ""
            return [
                "problemPath": .optional(path?.description), "problemText": .text(wording.line(problem, of: label)),
            ]
        }
        let view = sending.map { slug in
            FormView(action: .of(state.id, .caseSubmit), fields: [], submit: t("acts.\(slug).button\(dossier.manner)"))
                .with(hidden: [("version", String(state.version))])
        }
        let estimate = FeeWording(state: state, service: dossier.service, t: t).estimate(on: environment.clock().date)
        let gentler = gentlerServices(dossier)
        let missing = state.missingEvidence(of: dossier.service, on: environment.clock().date)
        let page = Page(
            .check, title: t("cases.check.title"),
            [
                "lead": .text(t("cases.check.lead\(dossier.manner)")),
                "problems": .list(lines), "hasProblems": .flag(!lines.isEmpty),
                "rule": .optional(rule.map { t("acts.rule.\($0)") }),
                "summary": SummaryListView(summary.rows(mayChange: mayChange) + estimate).pageValue,
                "subjectsTable": try await environment.subjectsTable(dossier),
                "namedConsent": .optional(state.lacksNamedConsent ? t("cases.evidence.named-consent") : nil),
                "hasMissing": .flag(!missing.isEmpty),
                "missing": .list(
                    missing.map { kind in
                        [
                            "line": .text(EnclosureLines.name(of: kind, t)),
                            "documentsPath": SitePath.page("documents", of: state.id).pageValue,
                        ]
                    }),
                "hasGentler": .flag(!gentler.isEmpty),
                "gentler": .list(gentler.map { PageValue.object(["line": .text(t($0.name))]) }),
                "form": view?.pageValue ?? .none, "back": BackLinkView.leaving(state, t).pageValue,
            ])
        return try environment.pages.render(
            page.with(state: state.stage.rawValue, caseCode: state.code).with(address: .of(state.id, .caseCheck))
                .with(status: refusal.isEmpty ? .ok : .unprocessableContent), context)
    }

    /// Services that would tell less: one that meets the same need, and confirmations in place of values.
    private func gentlerServices(_ dossier: Dossier) -> [ServiceEntry] {
        let (state, service) = (dossier.state, dossier.service)
        let requester = state.requester.requesterClass
        let catalogue = environment.procedures.catalogue
        let asked = Set(state.requestedFields(of: service))
        let need = InformationNeed(fields: asked, isConfirmationEnough: service.answer == .match)
        let least = catalogue.leastRevealing(need, about: service.scope, for: requester)
        let others = catalogue.lessRevealing(than: service, telling: asked, for: requester)
        return ([least].compactMap { $0 } + others).filter { $0.code != service.code }
    }
}
