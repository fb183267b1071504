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
            let dossier = try await environment.dossier(context)
            let actor = try context.signedIn().actor
            let requester = actor.onRequestersSide(of: dossier.state)
            if Permissions.mayEdit(requester, dossier.state), dossier.state.stage == .draft {
                return try await draft(dossier, actor, context)
            }
            return try await show(dossier, actor, context)
        }
    }

    // MARK: Draft

    private func draft(_ dossier: Dossier, _ actor: Actor, _ context: PageContext) async throws -> Response {
        let (t, state) = (dossier.t, dossier.state)
        let sending = Permissions.sending(actor, state)
        let others = Permissions.permitted(actor, state).filter { $0 != sending }
        let page = Page(
            .taskList, title: "\(t("cases.draft.heading")) – \(t(dossier.service.name))",
            [
                "serviceName": .text(t(dossier.service.name)), "tasks": taskList(dossier, actor).pageValue,
                "isRemoved": .flag(!environment.procedures.isOffered(state)),
                "returnReason": .optional(state.returnReason), "done": try await done(dossier, actor, context),
                "back": BackLinkView(SitePath(.tasks), t("layout.tasks")).pageValue,
                "acts": acts(others, dossier), "hasActs": .flag(!others.isEmpty),
                "checkPath": SitePath.of(state.id, .caseCheck).pageValue,
            ])
        return try environment.pages.render(page.with(state: state.stage.rawValue, caseCode: state.code), context)
    }

    /// The pages of the form on which something may be changed now, each with how far it is.
    private func taskList(_ dossier: Dossier, _ actor: Actor) -> TaskListView {
        let (t, state) = (dossier.t, dossier.state)
        let (requester, today) = (actor.onRequestersSide(of: state), environment.clock().date)
        return TaskListView(
            dossier.pages.filter { Permissions.mayOpen(requester, state, page: $0.key) }.map { page in
                let status = Completeness.status(of: page, state, dossier.service, today: today)
                let colour: TagView.Colour =
                    switch status {
                    case .done: .green
                    case .unfinished: .yellow
                    case .untouched: .grey
                    }
                return TaskListView.Item(
                    t("procedure.page.\(page.key)"), hint: page.key == "subjects" ? persons(state, t) : nil,
                    path: .page(page.key, of: state.id),
                    tag: TagView(t("cases.task.\(status.rawValue)"), colour))
            })
    }

    /// How many persons the list has: what one wants to know after saving it.
    private func persons(_ state: CaseState, _ t: Strings) -> String? {
        state.subjects.map { t("cases.subjects.current", ["count": String($0.count)]) }
    }

    // MARK: Case

    private func show(_ dossier: Dossier, _ actor: Actor, _ context: PageContext) async throws -> Response {
        let (t, state, service) = (dossier.t, dossier.state, dossier.service)
        let stored = try await stored(state)
        let (events, grant) = (stored.events, stored.grant)
        let view = CaseView(environment: environment, dossier: dossier)
        let clock = view.clock(on: environment.clock().date)
        let summary = RequestSummary(dossier, standing: try await environment.desk.standingValue(state, for: actor))
        let enclosures = EnclosureLines(dossier: dossier)
        let evidence = enclosures.asked(on: environment.clock().date)
        let mayEdit = Permissions.mayEdit(actor.onRequestersSide(of: state), state)
        let isInside = dossier.isInside
        let offered = Permissions.permitted(actor, state)
        let assigning = AssigningView(dossier: dossier, actor: actor)
        let steps = ProcedureSteps(summary: summary, showsInside: isInside).list(events)
        let page = Page(
            .showCase,
            title: [dossier.heading, dossier.stageName].joined(separator: " – "),
            [
                "heading": .text(dossier.heading), "serviceName": .text(t(service.name)),
                "organization": .text(state.requester.name),
                "tag": CaseView.tag(state.stage, isInside: isInside, t).pageValue,
                "done": try await done(dossier, actor, context), "isManual": .flag(state.awaitsAssignment),
                "waitsOn": .text(
                    offered.contains { isTheirs($0, actor) }
                        ? t("cases.waits.you") : view.waitsOn(givenUp: stored.givenUp)),
                "acts": acts(offered, dossier), "assigning": assigning.links, "assigned": assigning.summary,
                "back": backLink(actor, t).pageValue, "claimsStopped": .optional(view.claimsStopped),
                "changes": changes(summary, mayEdit), "asked": mayEdit ? .none : asked(events, state),
                "returnReason": mayEdit || isInside && state.stage == .accepted
                    ? .optional(mayEdit ? state.returnReason : view.sentBack.reason) : .none,
                "returnLabel": .text(mayEdit ? t("cases.draft.returned") : view.sentBack.label),
                "hasActs": .flag(!offered.isEmpty), "tasks": mayEdit ? taskList(dossier, actor).pageValue : .none,
                "supplement": supplement(state, t), "watchGroup": try await environment.watchGroup(dossier, actor),
                "summary": SummaryListView(
                    (stored.renewed.map { [SummaryListView.Row(t("cases.renews"), $0)] } ?? []) + summary.rows()
                        + fees(dossier).estimate(on: environment.clock().date)
                ).pageValue,
                "proposal": isInside || state.issuedOn != nil
                    ? view.proposal.map { SummaryListView($0).pageValue } ?? .none : .none,
                "granted": isInside || state.issuedOn != nil ? try await environment.grantedTable(dossier) : .none,
                "routing": view.routing(environment.procedures.offices).map { SummaryListView($0).pageValue } ?? .none,
                "clock": clock.map { SummaryListView($0.rows).pageValue } ?? .none,
                "ledger": clock?.ledger.hidingCaption().pageValue ?? .none, "clockNote": .optional(clock?.note),
                "steps": .list(steps), "hasSteps": .flag(!steps.isEmpty),
                "papers": view.papers.hidingCaption().pageValue, "documents": .list(enclosures.lines.map(\.pageValue)),
                "evidence": .list(evidence.map { PageValue.object(["line": .text($0)]) }),
                "hasEvidence": .flag(!evidence.isEmpty), "hasDocuments": .flag(!state.enclosures.isEmpty),
                "grant": grant.map { SummaryListView(view.rows(of: $0)).pageValue } ?? .none,
                "fee": fees(dossier).rows.map { SummaryListView($0).pageValue } ?? .none,
                "resultPath": resultPath(state, actor), "tablesPath": tablesPath(grant, state, actor),
                "callsPath": callsPath(grant, dossier), "remarks": remarks(stored.remarks, dossier, actor),
                "timeline": TimelineView(
                    Timeline(dossier: dossier, names: stored.names, offices: environment.procedures.offices).items(
                        events)
                ).pageValue,
                "portalStatus": .optional(state.stage.portalStatus.map { t("cases.portal.\($0)") }),
                "subjectsTable": try await environment.subjectsTable(dossier),
            ])
        return try environment.pages.render(page.with(state: state.stage.rawValue, caseCode: state.code), context)
    }

    /// What the database has of the case beside its state.
    private struct Stored {
        var events: [StoredCaseEvent]
        var names: [AccountID: String]
        var grant: GrantLine?
        var renewed: String?
        var givenUp: [FailedWork]
        var remarks: RemarkThread
    }

    private func stored(_ state: CaseState) async throws -> Stored {
        try await environment.store.read { db in
            let events = try db.caseEvents(state.id)
            return Stored(
                events: events, names: try db.names(of: Set(events.map(\.actor))),
                grant: state.issuedOn == nil ? nil : try db.grant(of: state.id),
                renewed: try db.renewedCode(state),
                // Nothing else is said of it than what the case waits for.
                givenUp: state.marking.services.isEmpty ? [] : try db.givenUpWork(of: state.id),
                remarks: try db.remarks(on: state.id))
        }
    }

    private func fees(_ dossier: Dossier) -> FeeWording {
        FeeWording(state: dossier.state, service: dossier.service, t: dossier.t)
    }

    private func resultPath(_ state: CaseState, _ actor: Actor) -> PageValue {
        let reader = actor.onRequestersSide(of: state)
        guard state.release != nil, Permissions.mayOpenResult(reader, state),
            state.grantStanding == .open && !state.isHeldForFee || !Permissions.readsUnderGrant(reader)
        else { return .none }
        return SitePath.of(state.id, .caseResult).pageValue
    }

    private func tablesPath(_ grant: GrantLine?, _ state: CaseState, _ actor: Actor) -> PageValue {
        guard grant?.isOfTables == true, Permissions.mayOpenResult(actor, state) else { return .none }
        return SitePath.of(state.id, .caseTables).pageValue
    }

    private func callsPath(_ grant: GrantLine?, _ dossier: Dossier) -> PageValue {
        guard grant != nil, dossier.service.scope == .named else { return .none }
        return SitePath.of(dossier.state.id, .caseCalls).pageValue
    }

    /// The way to what was said about the case, and whether somebody waits for this reader there.
    private func remarks(_ thread: RemarkThread, _ dossier: Dossier, _ actor: Actor) -> PageValue {
        let (t, state) = (dossier.t, dossier.state)
        guard Remarking.mayRead(actor, state) else { return .none }
        let isAsked = actor.isOf(state.requester) && !thread.questions.isEmpty
        let hasAnswers = actor.office.map { thread.unread[$0] != nil } ?? false
        let count = Remarking.shown(thread, to: actor, state).count
        return [
            "remarksPath": SitePath.of(state.id, .caseRemarks).pageValue,
            "remarksLabel": .text(t("cases.remarks.link", ["count": String(count)])),
            "remarksTag": isAsked
                ? TagView(t("cases.remarks.asked"), .yellow).pageValue
                : hasAnswers ? TagView(t("cases.remarks.answered"), .yellow).pageValue : .none,
        ]
    }

    /// Whether the case waits on this person: what they may do besides, such as taking back, waits on nobody.
    private func isTheirs(_ offer: OfferedAct, _ actor: Actor) -> Bool {
        !offer.task.isOptional && Role(rawValue: offer.task.role).map(actor.roles.contains) ?? false
    }

    private func supplement(_ state: CaseState, _ t: Strings) -> PageValue {
        guard let request = state.supplement else { return .none }
        let pages = request.pages.map { t("procedure.page.\($0)") }
        return [
            "wanted": .list(request.wanted.map { PageValue.object(["line": .text($0)]) }),
            "supplementReason": .text(request.reason),
            "supplementUntilLabel": .text(
                t(state.supplementAnsweredOn == nil ? "cases.supplement.until" : "cases.supplement.vouch-until")),
            "supplementUntil": .text((state.supplementDeadline ?? request.until).dayFirst),
            "supplementPages": .text(
                pages.isEmpty ? t("cases.supplement.enclosures-only") : pages.joined(separator: "; ")),
        ]
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

    /// What has just been done, for the banner, and the way to what waits next: only what this person did last in this
    /// case. A link cannot claim more.
    private func done(_ dossier: Dossier, _ actor: Actor, _ context: PageContext) async throws -> PageValue {
        let id = dossier.state.id
        if let step = context.query("done").flatMap(AssigningStep.init(rawValue:)) {
            return AssigningView(dossier: dossier, actor: actor).done(step)
        }
        guard let slug = context.query("done"), let act = dossier.procedure.act(slug) else { return .none }
        let (last, waiting) = try await environment.store.read { db in
            (try db.lastAct(of: id, by: actor), try db.inbox(of: actor, size: 2).lines)
        }
        guard last == slug else { return .none }
        let t = dossier.t
        // What still waits here is on this page.
        let next = waiting.first { $0.id != id }.map { line in
            (path: SitePath.of(line.id), label: t("cases.next-task", ["case": line.code ?? t("cases.next-draft")]))
        }
        return BannerView(.success, title: t("cases.done"), text: dossier.words(of: act, "done"), link: next).pageValue
    }

    private func acts(_ offered: [OfferedAct], _ dossier: Dossier) -> PageValue {
        // The usual next step first and alone in colour; what ends the case stands last.
        let ordered = offered.filter { !$0.task.isOptional } + offered.filter(\.task.isOptional)
        return .list(
            ordered.enumerated().compactMap { index, offer -> PageValue? in
                guard let act = dossier.procedure.act(offer.slug) else { return nil }
                // The task is named only where two offer the same act.
                let isOnly = offered.count { $0.slug == offer.slug } == 1
                let path = SitePath.act(offer.slug, of: dossier.state.id)
                return [
                    "actPath": (isOnly ? path : path.with(["task": offer.task.id])).pageValue,
                    "actLabel": .text(dossier.t("\(act.words).title")),
                    "isMain": .flag(index == 0 && !offer.task.isOptional),
                ]
            })
    }
}
