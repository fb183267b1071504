// What happened to a case, as sentences.

import Basics
import Casework
import Records
import Registry

/// Words every event that people should see; the steps of the interpreter are not among them.
struct Timeline {
    /// The case for its reader: a requester reads the decision, and does not see how the office works on it.
    let dossier: Dossier
    /// Names of people, as far as known.
    let names: [AccountID: String]
    let offices: [OfficeCode: Office]

    private var t: Strings { dossier.t }

    /// The latest first. Repeated savings of a draft become one line.
    func items(_ events: [StoredCaseEvent]) -> [TimelineView.Item] {
        var items: [TimelineView.Item] = []
        var lastWasDraft = false
        for stored in events {
            if isHidden(stored.event) || !dossier.isInside && Self.isInside(stored.event) { continue }
            let isDraft = Self.isDrafting(stored.event)
            if isDraft && lastWasDraft { items.removeLast() }
            lastWasDraft = isDraft
            items.append(
                .init(
                    sentence(stored.event), at: stored.at.dayFirst, moment: stored.at.description,
                    who: who(stored.actor), note: note(stored.event)))
        }
        return items.reversed()
    }

    /// An act without a fact of its own is told by its own words.
    private func sentence(_ event: CaseEvent) -> String {
        if case .acted(let slug, _, _, _, _) = event {
            return t("\(Acts.named(slug)?.words ?? "procedure.act.\(slug)").done")
        }
        if case .submitted = event { return t("acts.event.submitted\(dossier.manner)") }
        return t("acts.event.\(event.name)")
    }

    private func who(_ actor: ActorEnvelope) -> String {
        switch actor.who {
        case .account(let id): names[id] ?? ""
        case .system: t("cases.system")
        case .machineOperator: t("cases.operator")
        case .client: t("cases.client")
        case .unknown: ""
        }
    }

    /// Steps of the interpreter, and that a person answers for what they have just sent.
    private func isHidden(_ event: CaseEvent) -> Bool {
        switch event {
        case .processed: true
        case .vouched: dossier.state.requester.isPerson
        default: false
        }
    }

    /// Steps within the office before its answer goes out, and what only the office is told.
    private static func isInside(_ event: CaseEvent) -> Bool {
        switch event {
        case .proposed, .returnedToOfficer, .assigned, .released, .signed, .watchShown, .claimsStopped,
            .correctionFailed:
            true
        case .acted(_, _, _, _, let office): office != nil
        default: false
        }
    }

    private static func isDrafting(_ event: CaseEvent) -> Bool {
        switch event {
        case .draftSaved, .subjectsReplaced, .documentAttached, .documentRemoved, .paperDeclared: true
        default: false
        }
    }

    private func note(_ event: CaseEvent) -> String? {
        let text: String
        switch event {
        case .returnedToFiler(let reason), .returnedToOfficer(let reason), .withdrawn(let reason): text = reason
        case .filed(let code, _, _, let competence, _):
            let manual = competence.isManual ? "cases.routing.manual" : "cases.routing.without-office"
            text = competence.office == nil ? "\(code) – \(t(manual))" : code
        case .transferred(let competence, _, _):
            let office = competence.office.flatMap { offices[$0] }.map { t($0.names) } ?? ""
            text = [office, competence.reason].filter { !$0.isEmpty }.joined(separator: " – ")
        case .supplementRequested(let request): text = request.wanted.joined(separator: "; ")
        case .acted(let act, let outcome, _, _, _):
            text = act == outcome ? "" : t("procedure.act.\(act).outcome.\(outcome)")
        case .resubmitted(let changed, let comment, _):
            text = ([t("cases.changed", ["list": labels(changed)])] + [comment]).filter { !$0.isEmpty }
                .joined(separator: " ")
        case .rejectedAtIntake(let reason, let article):
            text = [reason, article].filter { !$0.isEmpty }.joined(separator: " – ")
        case .grantSuspended(let measure), .grantResumed(let measure), .grantRevoked(let measure):
            text = [measure.reason, measure.article].filter { !$0.isEmpty }.joined(separator: " – ")
        case .watchShown(let report): text = WatchGroup(report: report, t: t).sentences.joined(separator: " ")
        case .proposed(let proposal): text = t("cases.proposal.\(proposal.kind.rawValue)")
        case .signed(_, let comment): text = comment
        case .assigned(_, let assignment):
            let until = assignment.due.map { t("cases.assigning.until", ["day": $0.dayFirst]) } ?? ""
            text = [assignment.to.name, until, assignment.reason].filter { !$0.isEmpty }.joined(separator: " – ")
        case .released(_, _, let reason): text = reason
        case .paperIssued(let paper):
            let name = t(dossier.procedure.papers.name(of: paper.kind, in: dossier.state))
            text = [name, paper.reference ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
        case .paperReplaced(let paper, let other), .paperRecalled(let paper, let other):
            text = t("cases.papers.in-place", ["n": String(paper), "by": String(other)])
        case .claimsStopped(let persons): text = t("cases.claims-stopped", ["persons": String(persons)])
        case .recordCorrected(let field): text = PersonField(rawValue: field).map { t($0.label) } ?? field
        case .correctionFailed(let fault, let remark): text = CaseView.obstacle(fault, remark, t)
        case .feeAssessed(let fee): text = fee.isExempt ? t("cases.fee.exempt-class") : t.dong(fee.amount)
        case .feePaid(let payment):
            text = [t.dong(payment.amount), t("cases.fee.means.\(payment.means.rawValue)"), payment.reference]
                .joined(separator: " – ")
        case .fulfilled(_, let rows, let persons, _):
            text = t("cases.fulfilled", ["rows": String(rows), "persons": String(persons)])
        default: return nil
        }
        return text.isEmpty ? nil : text
    }

    private func labels(_ changed: [String]) -> String {
        if changed.isEmpty { return t("cases.nothing") }
        return changed.map { RequestSummary.label(of: $0, t) }.joined(separator: ", ")
    }
}
