// Goes every way of a procedure once: no step may fail, no case may wait on nobody, every one must come to its end.

import Basics
import FEEL
import Workflow

/// Explores every standing a case can come to, with the real interpreter and the real bounds of acts. Decisions give
/// nothing here; what lies behind a choice on their results is begun from where it waits.
struct CaseRehearsal {
    struct Fault: Hashable {
        var node: String
        var what: String
    }

    private(set) var faults: [Fault] = []
    /// The ids of the sequence flows that were taken.
    private(set) var flows: Set<String> = []
    /// Whether the bound was reached before everything had been tried.
    private(set) var isIncomplete = false

    private let procedure: Procedure
    private let values: RehearsalValues
    private var papers: OrderedPapers
    private var process: ProcessDefinition { procedure.process }
    private var places: [RehearsedCase.Key: Int] = [:]
    private var cases: [RehearsedCase] = []
    /// Where each of `cases` can come to next.
    private var next: [[Int]] = []

    init(_ procedure: Procedure) {
        self.procedure = procedure
        values = RehearsalValues(procedure)
        papers = OrderedPapers(procedure)
    }

    mutating func run() {
        let start = process.nodes.first { $0.kind == .start }?.id ?? process.id
        // A case begins without answers: so does its first step.
        let stimulus = Move(stimulus: .start, node: start)
        for one in outcomes(of: stimulus, from: RehearsedCase(), variables: [:]) { _ = add(one) }
        explore()
        let seen = Set(cases.flatMap { $0.marking.tokens.map(\.node) })
        for node in process.nodes where node.waits && !seen.contains(node.id) {
            let isBeforeFiling = process.isReachable(node) { $0.meaning.effects.contains(CaseEffect.file.rawValue) }
            _ = add(RehearsedCase(waitingAt: node, isFiled: !isBeforeFiling))
        }
        explore()
        if faults.isEmpty, !isIncomplete {
            checkEnds()
            for fault in papers.never { note(fault.node, fault.what) }
        }
    }

    // MARK: Exploring

    /// One thing that can happen to a case.
    private struct Move {
        var stimulus: Stimulus
        var node: String
        /// Whether it is a right, which nobody waits for.
        var isOptional = false
        var now = Timestamp(milliseconds: 0)
        /// What the server did, where it did something.
        var action: CaseAction?

        var act: String? { if case .taskCompleted(_, let act, _) = stimulus { act } else { nil } }
        var outcome: String? { if case .taskCompleted(_, _, let outcome) = stimulus { outcome } else { nil } }
    }

    private mutating func explore() {
        while next.count < cases.count {
            guard cases.count <= Limits.processStatesMax else {
                isIncomplete = true
                return
            }
            let one = cases[next.count]
            let moves = moves(of: one)
            check(one, moves)
            var reached: [Int] = []
            for move in moves { reached += results(of: move, from: one) }
            next.append(reached)
        }
    }

    private mutating func results(of move: Move, from one: RehearsedCase) -> [Int] {
        var after = one
        if case .impossible(let why)? = move.act.flatMap({ rehearse($0, move.outcome ?? $0, &after) }) {
            note(move.node, why)
            return []
        }
        if move.action == .fulfil { after.settled.isAnswered = true }
        var reached: [Int] = []
        for variables in values.combinations(after) {
            for result in outcomes(of: move, from: after, variables: variables) { reached.append(add(result)) }
        }
        return reached
    }

    private func rehearse(_ act: String, _ outcome: String, _ one: inout RehearsedCase) -> RehearsedAct {
        procedure.act(act)?.rehearse(outcome, &one.settled, procedure.form) ?? .done
    }

    /// Whether somebody may do the act now, as `Permissions` has it.
    private func permits(_ offer: TaskRight, _ one: RehearsedCase) -> Bool {
        guard let role = Role(rawValue: offer.role),
            Permissions.isAllowed(offer.act, to: role, at: one.stage, awaitsOffice: one.awaitsOffice)
        else { return false }
        var tried = one
        return rehearse(offer.act, offer.act, &tried) != .barred
    }

    private mutating func add(_ one: RehearsedCase) -> Int {
        if let place = places[one.key] { return place }
        places[one.key] = cases.count
        cases.append(one)
        return cases.count - 1
    }

    private func moves(of one: RehearsedCase) -> [Move] {
        let (marking, process) = (one.marking, procedure.process)
        let acts = marking.tasks.flatMap { task in
            task.offers.filter { permits($0, one) }.flatMap { offer in
                (procedure.act(offer.act)?.outcomes ?? []).map { outcome in
                    Move(
                        stimulus: .taskCompleted(id: task.id, act: offer.act, outcome: outcome), node: task.node,
                        isOptional: task.isOptional || offer.role != task.role)
                }
            }
        }
        let services = marking.services.map { service in
            Move(
                stimulus: .serviceCompleted(id: service.id), node: service.node,
                action: CaseAction(rawValue: service.action))
        }
        let events = marking.subscriptions.map { event in
            let host = marking.token(event.token)?.node ?? event.node
            let isRight = if case .userTask(let task)? = process.node(host)?.kind { task.isOptional } else { false }
            return Move(
                stimulus: .subscriptionFired(id: event.id), node: event.node, isOptional: isRight,
                now: event.due ?? Timestamp(milliseconds: 0))
        }
        return acts + services + events
    }

    // MARK: One step

    /// The cases that a move can lead to: two where it is open whether a rule names the competent office.
    private mutating func outcomes(
        of move: Move, from one: RehearsedCase, variables: [String: Value]
    ) -> [RehearsedCase] {
        let environment = ProcessEnvironment(variables: variables, now: move.now) { _, _ in
            DecisionAnswer(value: .null)
        }
        var after = one
        do {
            let facts = try process.step(one.marking, move.stimulus, environment)
            var reached: Stage?
            for fact in facts {
                after.marking.apply(fact)
                if case .stageReached(let name, _) = fact { reached = Stage(rawValue: name) }
                take(fact, &after)
            }
            let act = move.act.flatMap { procedure.act($0) }
            if let act { check(act, move, after, reached) }
            papers.note(act, move.action, facts, in: &after)
            for fault in papers.faults(facts, after) { note(fault.node, fault.what) }
        } catch {
            let outcome = move.outcome.map { " after \($0)" } ?? ""
            note(move.node, "the process cannot go on from here\(outcome): \(error)")
            return []
        }
        guard after.settled.isFiled, !one.settled.isFiled else { return [after] }
        var named = after
        named.settled.hasOffice = true
        return [named, after]
    }

    private mutating func take(_ fact: ProcessFact, _ one: inout RehearsedCase) {
        switch fact {
        case .tokenEntered(_, _, let flow?, _): flows.insert(flow)
        case .stageReached(let name, let node):
            one.stage = Stage(rawValue: name) ?? one.stage
            if one.settled.isFiled, one.stage.isOnlyBeforeFiling {
                note(node, "a request that was filed cannot come to the stage \(name) any more")
            }
        case .effectCaused(CaseEffect.file.rawValue, let node):
            if one.settled.isFiled { note(node, "a request is filed once, but a case can come here again") }
            if !one.settled.isComplete {
                note(node, "a request is filed only after submit or vouch, which look whether it is complete")
            }
            one.settled.isFiled = true
        case .serviceRequested(let service):
            let action = CaseAction(rawValue: service.action)
            if let obstacle = action?.obstacle(one.settled, procedure.form) { note(service.node, obstacle) }
        default: break
        }
    }

    // MARK: What must hold

    private mutating func check(_ act: any Act, _ move: Move, _ after: RehearsedCase, _ reached: Stage?) {
        let wanted = act.leadsTo(move.outcome ?? act.slug, after.settled)
        guard !wanted.isEmpty, !(reached.map(wanted.contains) ?? false) else { return }
        let stages = wanted.map(\.rawValue).sorted().joined(separator: " or ")
        let decided = after.settled.isIssued ? after.settled.proposal.map { " (\($0.rawValue))" } ?? "" : ""
        let led = reached?.rawValue ?? "none"
        note(move.node, "\(move.outcome ?? act.slug)\(decided) must lead to the stage \(stages), but leads to \(led)")
    }

    private mutating func check(_ one: RehearsedCase, _ moves: [Move]) {
        let place = one.marking.tasks.first { !$0.isOptional }?.node ?? one.marking.tokens.first?.node ?? process.id
        switch (one.stage.isFinal, one.marking.isEnded) {
        case (true, true): return
        case (true, false): note(place, "at the stage \(one.stage.rawValue) a case is over, but here it still waits")
        case (false, true): note(place, "a case can end at the stage \(one.stage.rawValue), which is no end")
        case (false, false):
            let acts = moves.compactMap(\.act)
            if one.awaitsOffice, !acts.contains(where: { Acts.named($0)?.page.namesOffice ?? false }) {
                let naming = Acts.all.filter(\.page.namesOffice).map(\.slug).joined(separator: " or ")
                note(place, "a request that no rule gives an office waits here for ever: the task must offer \(naming)")
            } else if !moves.contains(where: { !$0.isOptional }) {
                note(place, "a case can come here at the stage \(one.stage.rawValue), and nobody may do anything then")
            }
        }
    }

    /// From wherever a case stands, some way must lead to its end.
    private mutating func checkEnds() {
        var before: [[Int]] = Array(repeating: [], count: cases.count)
        for (place, reached) in next.enumerated() { for other in reached { before[other].append(place) } }
        var ending = Set(cases.indices.filter { cases[$0].marking.isEnded })
        var open = Array(ending)
        while let place = open.popLast() {
            for other in before[place] where ending.insert(other).inserted { open.append(other) }
        }
        if let stuck = cases.indices.first(where: { !ending.contains($0) }) {
            let place = cases[stuck].marking.tokens.first?.node ?? process.id
            note(place, "a case that comes here at the stage \(cases[stuck].stage.rawValue) never comes to its end")
        }
    }

    private mutating func note(_ node: String, _ what: String) {
        let fault = Fault(node: node, what: what)
        if !faults.contains(fault) { faults.append(fault) }
    }
}
