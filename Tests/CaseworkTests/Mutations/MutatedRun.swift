// A whole case by files that may be wrong: it must come to its end, whatever people do.

import Basics
import Registry
import TestKit
import Workflow

@testable import Casework

/// One case in which people and the server do whatever they are permitted to, by a seed.
struct MutatedRun {
    private var given: GivenCase
    private var random: SplitMix64

    init(_ shipped: ShippedProcedure, _ service: String, for organization: Organization, seed: UInt64) throws {
        given = try GivenCase(service, for: organization, by: shipped)
        random = SplitMix64(seed: seed)
        given.fillIn()
    }

    /// What went wrong; `nil` when the case came to a final stage.
    mutating func fault() -> String? {
        for _ in 0..<300 {
            if given.state.stage.isFinal {
                return given.state.marking.isEnded ? nil : "over at \(given.state.stage), but something is open"
            }
            if given.state.marking.isEnded { return "ended at \(given.state.stage)" }
            if let fault = step() { return fault }
        }
        return "still at \(given.state.stage) after many steps"
    }

    private enum Move { case act(OfferedAct, Actor), service(String), timer(String) }

    private mutating func step() -> String? {
        let state = given.state
        let people = [Role.filer, .official, .clerk, .officer, .approver].map(given.person)
        var moves = people.flatMap { person in
            Permissions.permitted(person, state).map { Move.act($0, person) }
        }
        // Rights are used seldom, or no case would come far.
        let duties = moves.filter { if case .act(let offer, _) = $0 { !offer.task.isOptional } else { true } }
        if !duties.isEmpty, Int.random(in: 0..<8, using: &random) > 0 { moves = duties }
        moves += state.marking.services.map { Move.service($0.action) }
        if duties.isEmpty || Int.random(in: 0..<8, using: &random) == 0 {
            moves += state.marking.subscriptions.map { Move.timer($0.node) }
        }
        let isWaiting = !duties.isEmpty || !state.marking.services.isEmpty || !state.marking.subscriptions.isEmpty
        if !isWaiting { return "at \(state.stage) the case waits on nobody" }
        moves.shuffle(using: &random)
        var refusals: [Rejection] = []
        for move in moves {
            do {
                try make(move)
                return nil
            } catch Rejection.rule(let rule) {
                refusals.append(.rule(rule))
            } catch Rejection.invalid(let problems) {
                refusals.append(.invalid(problems))
            } catch {
                return "at \(state.stage), \(move): \(error)"
            }
        }
        return "at \(state.stage) nothing can be done: \(refusals)"
    }

    private mutating func make(_ move: Move) throws {
        switch move {
        case .act(let offer, let person): try given.act(offer.slug, by: person)
        case .timer(let node): try given.fireTimer(node)
        case .service(let action):
            let state = given.state
            guard action == "fulfil", state.subjects != nil, let decision = state.decision, decision.until != nil,
                decision.kind != .refusal, !decision.fields.isEmpty, state.issuedOn != nil,
                state.issuedDecision != nil
            else { throw Rejection.process("nothing that could be carried out") }
            try given.complete(action, [.fulfilled(release: Samples.id(7), rows: 3, persons: 2, notice: 4)])
        }
    }
}
