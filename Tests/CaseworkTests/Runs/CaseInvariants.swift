// What holds for every case at every moment, whatever people did.

import Basics
import Forms
import Foundation
import TestKit
import Testing
import Workflow

@testable import Casework

/// The invariants of one case. Each gives a sentence where it is broken.
struct CaseInvariants {
    let given: GivenCase
    var state: CaseState { given.state }

    /// Everything that is wrong.
    var broken: [String] {
        waiting + papers + clock + eyes + history
    }

    /// The node where a case at that stage waits.
    static let nodes: [Stage: String] = [
        .draft: "draft", .filed: "intake", .supplementRequested: "supplement",
        .accepted: "examine", .proposed: "sign", .signed: "issue", .issued: "fulfil", .paymentDue: "pay",
        .fulfilled: "use-ends",
    ]

    /// From where to where a case can go.
    static let ways: [Stage: Set<Stage>] = [
        .draft: [.awaitingVouch, .withdrawn],
        .awaitingVouch: [.draft, .filed, .supplementRequested, .closed, .withdrawn],
        .filed: [.accepted, .supplementRequested, .rejectedAtIntake, .withdrawn],
        .supplementRequested: [.filed, .awaitingVouch, .closed, .withdrawn],
        .accepted: [.proposed, .withdrawn],
        .proposed: [.accepted, .signed, .withdrawn],
        .signed: [.issued, .refused, .withdrawn],
        .issued: [.fulfilled, .paymentDue, .closed],
        .paymentDue: [.fulfilled, .closed],
        .fulfilled: [.closed],
    ]

    /// A case that is open waits on exactly one duty: a task, a service or a timer. Beside it there may be the right to
    /// withdraw, and once it is issued that to see to the approval.
    private var waiting: [String] {
        let marking = state.marking
        guard !state.stage.isFinal else {
            let isQuiet =
                marking.isEnded && marking.tasks.isEmpty && marking.subscriptions.isEmpty && marking.services.isEmpty
            return isQuiet ? [] : ["\(state.stage) but something is open"]
        }
        let duties = marking.tasks.filter { !$0.isOptional }
        let busy = Set(duties.map(\.token))
        let waits =
            duties.map(\.node) + marking.services.map(\.node)
            + marking.subscriptions.filter { !busy.contains($0.token) }.map(\.node)
        var broken: [String] = []
        let isAgain = state.stage == .awaitingVouch && state.code != nil
        let vouching = isAgain ? "vouch-again" : "vouch"
        if waits != [Self.nodes[state.stage] ?? vouching] { broken.append("\(state.stage) waits at \(waits)") }
        let rights = marking.tasks.filter(\.isOptional)
        let isOpen = [.issued, .paymentDue, .fulfilled].contains(state.stage)
        if Set(rights.map(\.node)).count != rights.count || rights.contains(where: { $0.node == "oversight" }) != isOpen
        {
            broken.append("rights: \(rights.map(\.node))")
        }
        if (state.stage == .supplementRequested || state.stage == .paymentDue || isAgain)
            != marking.subscriptions.contains(where: { busy.contains($0.token) })
        {
            broken.append("the time for a supplement or a payment does not run when it should")
        }
        return broken
    }

    private var papers: [String] {
        var broken: [String] = []
        if state.papers.map(\.n) != Array(0..<state.papers.count).map({ $0 + 1 }) {
            broken.append("papers out of order")
        }
        for paper in state.papers where (paper.number == nil) != (paper.kind == .request) {
            broken.append("paper \(paper.n) has number \(String(describing: paper.number))")
        }
        // A supplement may leave the request as it then reads, and an approval may be suspended again; every other kind
        // goes out once.
        let kinds = Set(state.papers.map(\.kind))
        let repeated: Set<PaperKind> = [.request, .grantSuspension, .grantResumption]
        let issued = state.papers.map(\.kind).filter { !repeated.contains($0) }
        if Set(issued).count != issued.count { broken.append("a kind of paper went out twice") }
        if kinds.contains(.receiptSlip), kinds.contains(.intakeRefusal) { broken.append("taken in and refused") }
        return broken
    }

    private var clock: [String] {
        var broken: [String] = []
        let marks = state.clock
        if marks.isEmpty != (state.code == nil) { broken.append("filed without a clock, or a clock without filing") }
        if marks.map(\.date) != marks.map(\.date).sorted() { broken.append("the clock runs backwards") }
        var isPaused = false
        for (index, mark) in marks.enumerated() {
            switch mark {
            case .started: if index != 0 { broken.append("started twice") }
            case .paused:
                if isPaused { broken.append("paused twice") }
                isPaused = true
            case .resumed:
                if !isPaused { broken.append("resumed without a pause") }
                isPaused = false
            case .stopped: if index != marks.count - 1 { broken.append("went on after it was stopped") }
            }
        }
        let mustStand: Set<Stage> = [.issued, .paymentDue, .fulfilled, .refused, .rejectedAtIntake, .closed]
        let stands = if case .stopped? = marks.last { true } else { false }
        if mustStand.contains(state.stage), !stands { broken.append("\(state.stage) and the clock runs") }
        let isAgain = state.stage == .awaitingVouch && state.code != nil
        if state.stage == .supplementRequested || isAgain, !isPaused {
            broken.append("a supplement and the clock runs")
        }
        if let term = state.term {
            let reading = LegalClock(marks: marks, term: term.workingDays)
                .reading(on: given.now.date, calendar: given.procedure.calendar)
            if reading == nil || reading?.isStopped != stands { broken.append("the clock cannot be read") }
        }
        return broken
    }

    /// Nobody signs what they prepared, and nobody of an organisation decides about it.
    private var eyes: [String] {
        var broken: [String] = []
        if let signer = state.signedBy?.account, state.preparedBy.contains(signer) { broken.append("signed alone") }
        if state.signedBy != nil, state.decision == nil { broken.append("signed nothing") }
        if let decision = state.decision, decision.kind != .refusal {
            if decision.fields.isEmpty || decision.until == nil || decision.rows == [] {
                broken.append("grants nothing")
            }
            if !Set(decision.fields).isSubset(of: state.requestedFields(of: given.service)) {
                broken.append("grants what was not asked for")
            }
            if let asked = state.answers.date("use_until"), let until = decision.until, until > asked {
                broken.append("grants for longer than was asked for")
            }
        }
        return broken
    }

    private var history: [String] {
        var broken: [String] = []
        if state.version != given.history.count { broken.append("version \(state.version) of \(given.history.count)") }
        if state.version > Limits.eventsPerCaseMax { broken.append("too many events") }
        if state.supplementsAsked > 1 { broken.append("asked for supplements twice") }
        if state.awaitsAssignment, state.office != .central { broken.append("unassigned outside the centre") }
        return broken
    }

    /// The state again from the events, as they come back from storage when `stored` says so.
    func replayed(stored: Bool) throws -> CaseState? {
        guard stored else { return CaseState(id: state.id, events: given.history) }
        let events = try given.history.map { event, at in
            (try JSONDecoder().decode(CaseEvent.self, from: try JSONEncoder().encode(event)), at)
        }
        return CaseState(id: state.id, events: events)
    }
    /// The state again from the events, stored and read back on the way.
    func replayedThroughSnapshots() throws -> CaseState? {
        var state = CaseState(id: state.id, events: Array(given.history.prefix(1)))
        for (number, (event, at)) in given.history.enumerated().dropFirst() {
            if number % 5 == 0 {
                state = try JSONDecoder().decode(CaseState?.self, from: try JSONEncoder().encode(state))
            }
            state?.apply(event, at: at)
        }
        return state
    }
}
