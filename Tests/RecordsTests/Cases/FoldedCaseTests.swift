// A case kept in memory is never older than the log, whoever wrote it.

import Basics
import Casework
import Storage
import TestKit
import Testing

import struct Forms.FieldValues

@testable import Records

@Suite struct FoldedCaseTests {
    @Test func anotherProcessOnTheDatabaseIsSeenAtOnce() async throws {
        let sample = try await DeskSample()
        let other = sample.otherDesk()
        let id = try await sample.draft()
        _ = try await sample.desk.look(id, DeskSample.filer, at: DeskSample.now)
        let before = try await sample.state(id).version
        let submitted = try await other.perform(
            "submit", on: id, by: DeskSample.filer, input: FieldValues(), expected: before, isReauthenticated: false,
            at: DeskSample.now)
        let seen = try await sample.desk.look(id, DeskSample.filer, at: DeskSample.now)
        #expect(seen?.state.version == submitted.version && seen?.state.stage == .awaitingVouch)
        let refusal = try await sample.refusal {
            try await sample.desk.perform(
                "withdraw", on: id, by: DeskSample.filer, input: FieldValues(), expected: before,
                isReauthenticated: false, at: DeskSample.now)
        }
        #expect(refusal == .conflict(version: submitted.version, stage: .awaitingVouch))
    }

    @Test func whatWasNotCommittedIsNotKept() async throws {
        struct Stopped: Error {}
        let sample = try await DeskSample()
        let id = try await sample.draft()
        let before = try await sample.state(id).version
        await #expect(throws: Stopped.self) {
            try await sample.desk.change(id, by: DeskSample.filer, at: DeskSample.now) { context, _ in
                _ = try Decide.perform("submit", input: FieldValues(), expected: nil, context)
                throw Stopped()
            }
        }
        let seen = try await sample.desk.look(id, DeskSample.filer, at: DeskSample.now)
        #expect(seen?.state.version == before && seen?.state.stage == .draft)
    }

    @Test func foldingOnIsTheSameAsFoldingAnew() async throws {
        let sample = try await DeskSample(populated: true)
        let id = try await sample.draft()
        try await sample.bring(id, through: "issue")
        let kept = try await sample.desk.look(id, .system, at: DeskSample.now)?.state
        let anew = try await sample.store.read { db in try db.caseState(id) }
        #expect(kept.map(words) == anew.map(words))
    }

    /// All that a case is made of, in an order that does not depend on how its dictionaries lie in memory.
    private func words(_ state: CaseState) -> [Substring] {
        String(reflecting: state).split { "[](), ".contains($0) }.sorted()
    }
}
