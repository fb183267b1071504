// The case page: a task list while it is a draft, afterwards everything about the dossier on one page.

import Basics
import Casework
import Forms
import Hummingbird
import Records
import Registry
import Storage
import Workflow

/// `/cases/{id}`.
struct CasePages: PageGroup {
    let environment: CaseEnvironment

    func add(to site: Site) {
        site.get(.showCase) { context in
            let state = try await environment.state(context)
            let actor = try context.signedIn().actor
            if Permissions.mayEdit(actor, state), state.stage == .draft { return try draft(state, context) }
            return try await show(state, actor, context)
        }
    }

    // MARK: Draft

    private func draft(_ state: CaseState, _ context: PageContext) throws -> Response {
        let t = context.t
        let others = Permissions.permitted(try context.signedIn().actor, state).filter { $0.slug != Submit.slug }
        let page = Page(
            "pages/cases/task-list", title: t("cases.draft.heading"),
            [
                "serviceName": .text(t(try environment.service(state).name)),
                "tasks": try taskList(state, t).pageValue,
                "returnReason": .optional(state.returnReason), "done": done(context),
                "back": BackLinkView(SitePath(.tasks), t("layout.tasks")).pageValue,
                "acts": acts(others, state, t), "hasActs": .flag(!others.isEmpty),
                "checkPath": SitePath.of(state.id, .caseCheck).pageValue,
            ])
        return try environment.pages.render(page.with(state: state.stage.rawValue, caseCode: state.code), context)
    }

    /// The pages of the form, each with how far it is.
    private func taskList(_ state: CaseState, _ t: Strings) throws -> TaskListView {
        let service = try environment.service(state)
        let today = environment.clock().date
        let pages = environment.procedures.form(for: service).pages(having: service.formFeatures)
        return TaskListView(
            pages.map { page in
                let status = Completeness.status(of: page, state, service, today: today)
                let colour: TagView.Colour =
                    switch status {
                    case .done: .green
                    case .unfinished: .yellow
                    case .untouched: .grey
                    }
                return TaskListView.Item(
                    t("request-form.page.\(page.key)"),
                    path: RequestSummary.route(of: page.key).map { .of(state.id, $0) },
                    tag: TagView(t("cases.task.\(status.rawValue)"), colour))
            })
    }

    // MARK: Case

    private func show(_ state: CaseState, _ actor: Actor, _ context: PageContext) async throws -> Response {
        let t = context.t
        let service = try environment.service(state)
        let id = state.id
        let (events, names) = try await environment.store.read { db in
            let events = try db.caseEvents(id)
            return (events, try db.names(of: Set(events.map(\.actor))))
        }
        let view = CaseView(t: t, environment: environment, service: service, state: state)
        let clock = view.clock(on: environment.clock().date)
        let summary = RequestSummary(t: t, procedures: environment.procedures, service: service, state: state)
        let mayEdit = Permissions.mayEdit(actor, state)
        // A requester reads what was decided, not what the office is still thinking about.
        let isInside = actor.organization == nil
        let offered = Permissions.permitted(actor, state).filter { act in
            // A second supplement would only be refused (one a dossier), so it is not held out to the clerk.
            (act.slug != Resubmit.slug || mayEdit)
                && (act.slug != RequestSupplement.slug || state.supplementsAsked == 0)
        }
        let page = Page(
            "pages/cases/show",
            title: [state.code ?? t("cases.draft.heading"), t("cases.stage.\(state.stage.rawValue)")]
                .joined(separator: " – "),
            [
                "heading": .text(state.code ?? t("cases.draft.heading")), "serviceName": .text(t(service.name)),
                "organization": .text(state.organization.name), "tag": CaseView.tag(state.stage, t).pageValue,
                "done": done(context), "isManual": .flag(state.awaitsAssignment),
                "waitsOn": .text(view.waitsOn), "acts": acts(offered, state, t),
                "back": backLink(actor, t).pageValue,
                "changes": changes(summary, mayEdit), "asked": mayEdit ? .none : asked(events, state),
                "returnReason": isInside && state.stage == .accepted ? .optional(state.returnReason) : .none,
                "hasActs": .flag(!offered.isEmpty),
                "tasks": mayEdit ? try taskList(state, t).pageValue : .none,
                "supplement": supplement(state, t),
                "summary": SummaryListView(summary.rows(linking: false)).pageValue,
                "proposal": isInside || state.issuedOn != nil
                    ? view.proposal.map { SummaryListView($0).pageValue } ?? .none : .none,
                "routing": view.routing(environment.procedures.offices).map { SummaryListView($0).pageValue } ?? .none,
                "clock": clock.map { SummaryListView($0.rows).pageValue } ?? .none,
                "ledger": clock?.ledger.hidingCaption().pageValue ?? .none, "clockNote": .optional(clock?.note),
                "papers": view.papers.hidingCaption().pageValue, "documents": documents(state),
                "evidence": evidence(state, service, t),
                "hasEvidence": .flag(!service.evidence(for: state.organization.requesterClass).isEmpty),
                "hasDocuments": .flag(!state.documents.isEmpty),
                "resultPath": mayOpenResult(actor, state) ? SitePath.of(id, .caseResult).pageValue : .none,
                "timeline": TimelineView(
                    Timeline(t: t, names: names, showsInside: isInside).items(events)
                ).pageValue,
                "portalStatus": .optional(state.stage.portalStatus.map { t("cases.portal.\($0)") }),
                "subjectsTable": try await environment.subjectsTable(state, service, t),
            ])
        return try environment.pages.render(page.with(state: state.stage.rawValue, caseCode: state.code), context)
    }

    private func supplement(_ state: CaseState, _ t: Strings) -> PageValue {
        guard let request = state.supplement else { return .none }
        return [
            "wanted": .list(request.wanted.map { PageValue.object(["line": .text($0)]) }),
            "supplementReason": .text(request.reason), "supplementUntil": .text(request.until.dayFirst),
        ]
    }

    private func documents(_ state: CaseState) -> PageValue {
        .list(
            state.documents.map { document -> PageValue in
                [
                    "documentName": .text(document.fileName),
                    "documentPath": SitePath(.caseDocument, state.id.text, document.id.text).pageValue,
                ]
            })
    }

    /// What the requester's class has to enclose: the clerk judges whether it is there.
    private func evidence(_ state: CaseState, _ service: ServiceEntry, _ t: Strings) -> PageValue {
        .list(
            service.evidence(for: state.organization.requesterClass).map { evidence in
                PageValue.object(["line": .text(t("cases.evidence.\(evidence.kind.rawValue)"))])
            })
    }

    /// Back to where one's work is listed; an inspector has no tasks.
    private func backLink(_ actor: Actor, _ t: Strings) -> BackLinkView {
        actor.roles.contains(.inspector)
            ? BackLinkView(SitePath(.cases), t("layout.cases")) : BackLinkView(SitePath(.tasks), t("layout.tasks"))
    }

    /// What a supplement changes: so far for who prepares it, as sent for everybody else.
    private func changes(_ summary: RequestSummary, _ mayEdit: Bool) -> PageValue {
        let state = summary.state
        let isAnswered = state.supplementsAsked > 0 && state.stage != .supplementRequested
        guard mayEdit || isAnswered && state.stage == .filed else { return .none }
        let changed = mayEdit ? state.changesSinceFiling : state.changedBySupplement
        return RequestChanges(summary: summary, changed: changed).table.pageValue
    }

    /// What was asked for and what the requester says to it, while the clerk judges the answer.
    private func asked(_ events: [StoredCaseEvent], _ state: CaseState) -> PageValue {
        guard state.stage == .filed, state.supplementsAsked > 0 else { return .none }
        var wanted: [String] = []
        var comment: String?
        for stored in events {
            switch stored.event {
            case .supplementRequested(let request): wanted = request.wanted
            case .resubmitted(_, let said, _): comment = said.isEmpty ? nil : said
            default: break
            }
        }
        return [
            "askedLines": .list(wanted.map { PageValue.object(["line": .text($0)]) }),
            "askedComment": .optional(comment),
        ]
    }

    /// What has just been done, for the banner.
    private func done(_ context: PageContext) -> PageValue {
        guard let slug = context.query("done"), Acts.named(slug) != nil else { return .none }
        let t = context.t
        return BannerView(.success, title: t("cases.done"), text: t("acts.\(slug).done")).pageValue
    }

    private func acts(_ offered: [OfferedAct], _ state: CaseState, _ t: Strings) -> PageValue {
        // The usual next step first and alone in colour; what ends the case stands last.
        let ordered = offered.filter { !$0.task.isOptional } + offered.filter(\.task.isOptional)
        return .list(
            ordered.enumerated().map { index, act -> PageValue in
                [
                    "actPath": SitePath.act(act.slug, of: state.id).pageValue,
                    "actLabel": .text(t("acts.\(act.slug).title")),
                    "isMain": .flag(index == 0 && !act.task.isOptional),
                ]
            })
    }

    /// The result is the recipient's, and the inspector's to check.
    private func mayOpenResult(_ actor: Actor, _ state: CaseState) -> Bool {
        state.release != nil && ResultAccess.isAllowed(actor, state)
    }
}
