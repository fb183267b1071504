// Many at one case at once: acts take turns, and each builds on the one before.

import Basics
import Casework
import Storage
import TestKit
import Testing

import struct Forms.Answers
import struct Forms.FieldValues

@testable import Records

@Suite struct CaseRaceTests {
    @Test func savesOfOneDraftTakeTurns() async throws {
        let sample = try await DeskSample()
        let id = try await sample.draft()
        let before = try await sample.state(id).version
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<24 {
                group.addTask {
                    try await sample.desk.save(
                        page: "purpose", Answers(["purpose_text": .text("Lần \(number)")]), of: id,
                        by: DeskSample.filer, at: DeskSample.now)
                }
            }
            try await group.waitForAll()
        }
        #expect(try await sample.state(id).version == before + 24)
        let report = try await DatabaseAudit(sample.store).verifyLog()
        #expect(report.isSound)
        let found = try await sample.store.read { try $0.differencesFromLog() }
        #expect(found == [])
    }

    @Test func howeverManyWithdrawItItIsWithdrawnOnce() async throws {
        let sample = try await DeskSample()
        let id = try await sample.draft()
        let version = try await sample.state(id).version
        let done = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<12 {
                group.addTask {
                    do {
                        _ = try await sample.desk.perform(
                            "withdraw", on: id, by: DeskSample.filer, input: FieldValues(["reason": ["Không cần nữa"]]),
                            expected: version, isReauthenticated: false, at: DeskSample.now)
                        return true
                    } catch {
                        return false
                    }
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(done >= 1)
        let events = try await sample.store.read { try $0.caseEvents(id).map(\.event.name) }
        #expect(events.filter { $0 == "withdrawn" }.count == 1)
    }
}
