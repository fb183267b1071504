// Whatever happens, an open case waits on exactly one thing that somebody can do, and its events give its state.

import Basics
import Foundation
import TestKit
import Testing
import Workflow

@testable import Casework

struct WaitingRunTests {
    /// Seeds for each procedure. One that fails is repeated alone with `TRINHKY_SEED=…`.
    static let seeds: UInt64 = 500
    static let steps = 22

    static let chosen: Range<UInt64> = {
        guard let seed = UInt64(ProcessInfo.processInfo.environment["TRINHKY_SEED"] ?? "") else { return 0..<seeds }
        return seed..<seed + 1
    }()

    @Test func everyProcedureIsTried() throws {
        let codes = try RandomSubject.made.get().map(\.testDescription)
        #expect(codes == ["auth.blood-type", "provide.household", "correct.self", "consultation.plan"])
    }

    @Test(arguments: RandomSubject.all) func nothingFallsBetweenQueues(subject: RandomSubject) throws {
        var stages: Set<Stage> = []
        var givenUp = 0
        for seed in Self.chosen {
            let run = try RandomCase(subject, seed: seed)
            let fault = try walk(run, &stages, &givenUp)
            try #require(fault == nil, "\(subject.testDescription), TRINHKY_SEED=\(seed): \(fault ?? "")")
        }
        guard Self.chosen.count > 1 else { return }
        // The runs are worth something.
        #expect(stages.contains { $0.isFinal } && stages.count > 6, "\(stages)")
        let hasService = subject.texts.procedure.fulfils || subject.texts.procedure.correctsRecords
        #expect(givenUp > 0 || !hasService)
    }

    /// Gives what is wrong first.
    private func walk(_ begun: RandomCase, _ stages: inout Set<Stage>, _ givenUp: inout Int) throws -> String? {
        var run = begun
        for _ in 0..<Self.steps where !run.state.stage.isFinal {
            let before = (run.state.version, run.isGivenUp)
            do { try run.step() } catch { return "\(error) after \(run.trace)" }
            if run.isGivenUp { givenUp += 1 }
            if before == (run.state.version, run.isGivenUp) { continue }
            stages.insert(run.state.stage)
            let waits = run.state.waitsOn
            if waits.count != (run.state.stage.isFinal ? 0 : 1) {
                return "\(run.state.stage) waits on \(waits) after \(run.trace)"
            }
            let expected: [WaitingFault] = run.isGivenUp ? [.givenUp] : []
            if run.waiting != expected { return "\(run.waiting) after \(run.trace)" }
            if run.state != run.replayed { return "the events give another state after \(run.trace)" }
        }
        // The same from the first event on.
        let again = CaseState(id: run.state.id, events: run.history)
        return again == run.state ? nil : "replayed from the start it is another state: \(run.trace)"
    }
}
