// A decided correction is made, or comes back to those who decided: it never hangs.

import Basics
import Casework
import Registry
import Storage
import TestKit
import Testing
import Workflow

@testable import Records

struct CorrectionDeskTests {
    @Test(arguments: TestDatabase.allCases)
    func whatTheRegistryCannotTakeComesBackToTheOfficer(on database: TestDatabase) async throws {
        let sample = try await CorrectionSample(on: database)
        let id = try await sample.decided()
        #expect(try await sample.office.state(id).stage == .signed)
        try await sample.changeYearOfBirth(by: -1)
        #expect(try await sample.office.worker.runDue(at: DeskSample.now) == [])
        let back = try await sample.office.state(id)
        #expect(back.stage == .accepted && back.correction == .failed(.otherYear, remark: nil))
        #expect(back.waitsOn.count == 1 && back.marking.tasks.contains { $0.node == "examine" })
        #expect(back.papers.map(\.kind.rawValue).contains("correction-notice") == false, "nobody is told of a change")
        // The term runs on: the agency is not done.
        #expect(back.clock.allSatisfy { if case .stopped = $0 { false } else { true } })

        // The office decides anew: against it, with the paper that says why.
        try await sample.decide(id, "refuse")
        #expect(try await sample.office.state(id).stage == .refused)
        #expect(try await sample.office.findings() == [])
        try await sample.office.store.close()
    }

    @Test func whatCanBeMadeAfterAllIsMade() async throws {
        let sample = try await CorrectionSample()
        let id = try await sample.decided()
        try await sample.changeYearOfBirth(by: -1)
        try await sample.office.worker.runDue(at: DeskSample.now)
        try await sample.changeYearOfBirth(by: 1)
        try await sample.decide(id)
        try await sample.office.worker.runDue(at: DeskSample.now)
        let state = try await sample.office.state(id)
        #expect(state.stage == .closed && state.correction == .made)
        #expect(try await sample.record()?.birthDate.month == 2)
        try await sample.office.store.close()
    }

    @Test func aRecordThatIsGoneBringsTheCaseBackToo() async throws {
        let sample = try await CorrectionSample()
        let id = try await sample.decided()
        let person = sample.person.personalID
        try await sample.office.store.write { db in try db.run("DELETE FROM person WHERE personal_id = \(person.value)")
        }
        #expect(try await sample.office.worker.runDue(at: DeskSample.now) == [])
        #expect(try await sample.office.state(id).correction == .failed(.noRecord, remark: nil))
        try await sample.office.store.close()
    }
}
