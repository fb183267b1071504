// The parts of the case page, each from the case as it stands.

import Basics
import Casework
import Forms
import Records
import Registry
import Workflow

/// Wording and view models of one case for one reader.
struct CaseView {
    let environment: CaseEnvironment
    let dossier: Dossier

    private var t: Strings { dossier.t }
    private var state: CaseState { dossier.state }

    /// Authority, rule and article (or who assigned it by hand, and why).
    func routing(_ offices: [OfficeCode: Office]) -> [SummaryListView.Row]? {
        guard let competence = state.competence else { return nil }
        let name = competence.office.map { code in
            offices[code].map { t($0.names) } ?? code.text
        }
        let isRuled = !competence.isManual
        var rows = [
            SummaryListView.Row(
                t("cases.routing.authority"),
                name ?? t(isRuled ? "cases.routing.without-office" : "cases.routing.manual"))
        ]
        if name == nil && !isRuled { return rows }
        if competence.isManual {
            rows.append(SummaryListView.Row(t("cases.routing.rule"), t("cases.routing.assigned")))
            rows.append(SummaryListView.Row(t("cases.routing.reason"), competence.reason))
        } else {
            rows.append(SummaryListView.Row(t("cases.routing.position"), competence.position).inVietnamese(t))
            rows.append(SummaryListView.Row(t("cases.routing.rule"), competence.rule))
            rows.append(SummaryListView.Row(t("cases.routing.article"), competence.article).inVietnamese(t))
        }
        return rows
    }

    /// The clock in a few words, and its count day by day.
    func clock(on today: LocalDate) -> (rows: [SummaryListView.Row], ledger: TableView, note: String?)? {
        guard let reading = environment.procedures.reading(state, on: today), let term = state.term else { return nil }
        let due = reading.dueOn.map(\.dayFirst) ?? t("cases.clock.no-date")
        let counts = ["days": String(term.workingDays), "left": String(reading.workingDaysLeft)]
        var status = t("cases.clock.running", counts)
        if reading.isStopped {
            status = t("cases.clock.stopped")
        } else if reading.isPaused {
            status = t("cases.clock.paused", counts)
        } else if reading.isOverdue {
            status = t("cases.clock.overdue", ["late": String(reading.workingDaysLate)])
        }
        let rows = [
            SummaryListView.Row(t("cases.clock.due"), due), SummaryListView.Row(t("cases.clock.status"), status),
            SummaryListView.Row(t("cases.clock.term"), t("cases.clock.days", counts)),
            SummaryListView.Row(t("cases.clock.article"), term.article).inVietnamese(t),
        ]
        let ledger = TableView(
            caption: t("cases.clock.ledger"),
            columns: [
                .init(t("cases.clock.day")), .init(t("cases.clock.counts")), .init("#", isNumeric: true),
            ],
            rows: reading.ledger.map { day in
                [
                    .text("\(t("cases.weekday.\(day.date.weekday)")) \(day.date.dayFirst)"), .text(words(of: day)),
                    .text(day.number.map { String($0) } ?? ""),
                ]
            }, empty: "")
        let isOpen = reading.isProvisional && !reading.isStopped
        return (rows, ledger, isOpen ? provisional(reading.faults) : nil)
    }

    private func words(of day: LedgerDay) -> String {
        switch day.kind {
        case .receipt: t("cases.ledger.receipt")
        case .counted: t("cases.ledger.counted")
        case .extraWorkingDay(let name): t("cases.ledger.extra", ["name": t(name)])
        case .weekend: t("cases.ledger.weekend")
        case .holiday(let name): t("cases.ledger.holiday", ["name": t(name)])
        case .paused: t("cases.ledger.paused")
        case .due: t("cases.ledger.due")
        case .overdue: t("cases.ledger.overdue")
        }
    }

    private func provisional(_ faults: [CalendarFault]) -> String {
        faults.map { fault in
            switch fault {
            case .yearNotCovered(let year): t("cases.clock.year-missing", ["year": String(year)])
            case .dayUnsettled(let day, let name):
                t("cases.clock.day-unsettled", ["day": day.dayFirst, "name": t(name)])
            }
        }.joined(separator: " ")
    }

    /// What the officer proposed, or what was decided.
    var proposal: [SummaryListView.Row]? {
        guard let proposal = state.proposal else { return nil }
        var rows = [
            SummaryListView.Row(t("cases.proposal.kind"), t("cases.proposal.\(proposal.kind.rawValue)")),
            SummaryListView.Row(t("cases.proposal.officer"), proposal.officer.name),
        ]
        if proposal.kind != .refusal {
            rows.append(SummaryListView.Row(t("cases.proposal.fields"), lines: fieldLabels(proposal.fields)))
            rows.append(persons(of: proposal))
            if let granted = proposal.rows {
                rows.append(SummaryListView.Row(t("cases.proposal.rows"), RowSelection.text(granted)))
            }
            if let until = proposal.until {
                rows.append(SummaryListView.Row(t("cases.proposal.until"), until.dayFirst))
            }
            if proposal.calls == nil, proposal.tables == nil {
                let uses = ["count": String(DecisionGrant.listUsesAllowed)]
                rows.append(SummaryListView.Row(t("cases.proposal.uses"), t("cases.proposal.uses-each", uses)))
            }
        }
        // What the officer remarks on an approval is for the approver; against the requester it is the reason.
        let isRemark = proposal.kind == .approval
        if !proposal.reason.isEmpty, dossier.isInside || !isRemark {
            let label = t(isRemark ? "cases.proposal.comment" : "cases.proposal.reason")
            rows.append(SummaryListView.Row(label, proposal.reason))
        }
        if !proposal.article.isEmpty {
            rows.append(SummaryListView.Row(t("cases.proposal.article"), proposal.article).inVietnamese(t))
        }
        if let signer = state.signedBy {
            rows.append(
                SummaryListView.Row(t("cases.proposal.signed"), signer.name, Self.title(of: signer)).inVietnamese(t))
        }
        return rows
    }

    /// How many persons, or calls that each name one.
    private func persons(of proposal: Proposal) -> SummaryListView.Row {
        if let tables = proposal.tables {
            return SummaryListView.Row(
                t("cases.proposal.tables"),
                lines: [t("cases.tables.as-of", ["day": tables.day.dayFirst]), areas(tables.provinces)])
        }
        if let calls = proposal.calls { return SummaryListView.Row(t("cases.proposal.calls"), String(calls)) }
        let count = proposal.rows?.count ?? state.subjects?.count ?? 0
        return SummaryListView.Row(t("cases.proposal.persons"), String(count))
    }

    /// How an approval is carried out: what was had of it, and whether the rest may be had.
    func rows(of line: GrantLine) -> [SummaryListView.Row] {
        var rows = [
            SummaryListView.Row(t("cases.grant.standing"), t(line.standing)),
            SummaryListView.Row(
                t("cases.grant.uses"),
                t("cases.grant.uses-left", ["made": String(line.usesMade), "left": String(line.usesLeft)])),
        ]
        if let measure = state.grantMeasure {
            let lines = [measure.reason, measure.article].filter { !$0.isEmpty }
            rows.insert(SummaryListView.Row(t("cases.grant.reason"), lines: lines), at: 1)
        }
        if case .named = line.grant.scope {
            rows.append(SummaryListView.Row(t("cases.grant.id"), line.grant.id.text))
            rows.append(SummaryListView.Row(t("cases.grant.call"), t("cases.grant.call-how")))
        }
        if let answered = line.answered, let persons = line.persons {
            let counts = ["answered": String(answered), "persons": String(persons)]
            rows.append(SummaryListView.Row(t("cases.grant.progress"), t("cases.grant.answered", counts)))
        }
        return rows
    }

    /// Provinces as they are called today; the whole country where none is named.
    func areas(_ codes: [String]) -> String {
        let names = codes.map { TableLabels(environment.procedures, t).name(ofProvince: $0) }
        return names.isEmpty ? t("cases.tables.country") : names.joined(separator: ", ")
    }

    func fieldLabels(_ codes: [String]) -> [String] {
        codes.map { t(ServiceFields.label($0)) }
    }

    static func title(of signatory: Signatory) -> String {
        signatory.position.lines.joined(separator: " – ")
    }

    /// The papers of the dossier, in order.
    var papers: TableView {
        TableView(
            caption: t("cases.papers.caption"),
            columns: [
                .init("#", isNumeric: true), .init(t("cases.papers.kind")), .init(t("cases.papers.number")),
                .init(t("cases.papers.date")), .init(t("cases.papers.standing")),
            ],
            rows: state.papers.map { paper in
                [
                    .text(String(paper.n)),
                    .link(
                        t(dossier.procedure.papers.name(of: paper.kind, in: state)),
                        SitePath(.caseLetter, state.id.text, String(paper.n))),
                    .text(paper.reference ?? state.answers.text("document_number") ?? ""), .text(paper.date.dayFirst),
                    .text(standing(of: paper)),
                ]
            }, empty: t("cases.papers.none"))
    }

    /// Whether the paper still holds, in words.
    private func standing(of paper: Paper) -> String {
        switch state.standing(of: paper.n) {
        case .valid: t("cases.papers.valid")
        case .replaced(let other): t("cases.papers.replaced", ["n": String(other)])
        case .recalled(let other): t("cases.papers.recalled", ["n": String(other)])
        }
    }

    /// The stage as a tag; colours only repeat the word.
    static func tag(_ stage: Stage, isInside: Bool, _ t: Strings) -> TagView {
        let colour: TagView.Colour =
            switch stage {
            case .draft, .withdrawn, .stopped, .closed: .grey
            case .awaitingVouch, .filed, .accepted, .proposed, .signed: .blue
            case .issued, .fulfilled: .green
            case .supplementRequested, .paymentDue, .suspended: .yellow
            case .rejectedAtIntake, .refused: .red
            }
        return TagView(Dossier.name(of: stage, isInside: isInside, t), colour)
    }

    /// That nothing was compared any more about some persons, which only the office is told.
    var claimsStopped: String? {
        guard dossier.isInside else { return nil }
        return state.claimsStopped.map { t("cases.claims-stopped", ["persons": String($0)]) }
    }

    /// Whom the case waits on, in words.
    /// - Parameter givenUp: work of the case that the server does not try any more.
    func waitsOn(givenUp: [FailedWork]) -> String {
        if state.awaitsAssignment { return t("cases.waits.assignment") }
        if state.grantStanding == .suspended, !state.stage.isFinal { return t("cases.waits.suspended") }
        if state.isHeldForFee, !state.stage.isFinal, let fee = state.fee {
            return t("cases.waits.payment", ["amount": t.dong(fee.amount)])
        }
        if let task = state.marking.tasks.first(where: { !$0.isOptional }) {
            // How the office works on it is not told outside.
            let isTheirs = [Role.filer, .official].map(\.rawValue).contains(task.role)
            if dossier.isInside, let assignment = state.assignment(of: task) {
                return t("cases.waits.person", ["name": assignment.to.name])
            }
            return t("cases.waits.\(dossier.isInside || isTheirs ? task.role : "office")")
        }
        if !state.marking.services.isEmpty {
            let isGivenUp = givenUp.contains { state.marking.service($0.reference)?.action == $0.kind }
            return t(isGivenUp ? "cases.waits.operator" : "cases.waits.system")
        }
        if !state.marking.timers.isEmpty { return t("cases.waits.timer") }
        return t("cases.waits.nobody")
    }

    /// Why the case came back to the officer, with what stands above it.
    var sentBack: (label: String, reason: String?) {
        guard case .failed(let fault, let remark) = state.correction else {
            let round = ["round": String(state.timesSentBack)]
            return (t("cases.returned-to-officer", round), state.returnReason)
        }
        return (t("cases.returned-by-system"), Self.obstacle(fault, remark, t))
    }

    /// Why a correction was not made, with what an operator said of it.
    static func obstacle(_ fault: CorrectionObstacle, _ remark: String?, _ t: Strings) -> String {
        [t("cases.correction.\(fault.rawValue)"), remark ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
    }
}
