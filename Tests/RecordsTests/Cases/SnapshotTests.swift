// A snapshot is never another state than the events make, and never needed to know a case.

import Basics
import Casework
import Storage
import TestKit
import Testing

import struct Forms.Answers

@testable import Records

@Suite struct SnapshotTests {
    private static let saves = 3 * Limits.eventsPerSnapshot

    /// A draft that was saved so often that it has a snapshot.
    private func longDraft(_ sample: DeskSample) async throws -> CaseID {
        let id = try await sample.draft()
        for number in 0..<Self.saves {
            let answers = Answers(["purpose_text": .text("Bản \(number)")])
            try await sample.desk.save(page: "purpose", answers, of: id, by: DeskSample.filer, at: DeskSample.now)
        }
        return id
    }

    private func change(_ sample: DeskSample, _ query: Query) async throws {
        let count = try await sample.store.write { db in try db.run(query) }
        #expect(count == 1)
    }

    /// Counts the events that are read.
    private final class Counting: Connection {
        private let below: any Connection
        private(set) var events = 0

        init(_ below: any Connection) { self.below = below }

        var dialect: Dialect { below.dialect }

        func visit(_ query: Query, _ body: (Row) throws -> Bool) throws {
            try below.visit(query) { row in
                if row.columns.contains("payload") { events += 1 }
                return try body(row)
            }
        }

        func run(_ query: Query) throws -> Int { try below.run(query) }
    }

    /// The case as a process knows it that remembers nothing, and how many events it had to read.
    private func cold(_ id: CaseID, _ sample: DeskSample) async throws -> (state: CaseState?, events: Int) {
        try await sample.store.read { db in
            let counting = Counting(db)
            return (try FoldedCases().load(id, counting)?.state, counting.events)
        }
    }

    @Test func aLongDraftIsReadFromItsSnapshot() async throws {
        let sample = try await DeskSample()
        let id = try await longDraft(sample)
        let (state, events) = try await cold(id, sample)
        #expect(try await sample.state(id) == state)
        #expect(events < Limits.eventsPerSnapshot, "\(events) events")
        #expect(try await sample.store.read { try $0.firstUnsoundSnapshot() } == nil)
        #expect(try await sample.store.read { try $0.one("SELECT count(*) FROM case_snapshot")?.int(at: 0) } == 1)
    }

    @Test func aCaseGoesOnFromItsSnapshotInAnotherProcess() async throws {
        let sample = try await DeskSample()
        let id = try await longDraft(sample)
        let other = sample.otherDesk()
        let answers = Answers(["purpose_text": .text("Bản cuối")])
        let saved = try await other.save(page: "purpose", answers, of: id, by: DeskSample.filer, at: DeskSample.now)
        #expect(try await sample.state(id) == saved)
        for slug in ["submit", "vouch", "accept", "propose-approval", "sign", "issue"] {
            try await sample.act(slug, id)
            #expect(try await cold(id, sample).state == (try await sample.state(id)))
            #expect(try await sample.store.read { try $0.firstUnsoundSnapshot() } == nil)
        }
    }

    @Test func whatAnotherVersionOfApplyMadeIsNotRead() async throws {
        let sample = try await DeskSample()
        let id = try await longDraft(sample)
        try await change(
            sample, "UPDATE case_snapshot SET apply_version = \(CaseState.applyVersion + 1), state = '{}'")
        let (state, events) = try await cold(id, sample)
        #expect(try await sample.state(id) == state)
        #expect(events == state?.version)
        #expect(try await sample.store.read { try $0.firstUnsoundSnapshot() } == nil)
    }

    @Test func whatWasErasedSinceIsNotReadFromASnapshot() async throws {
        let sample = try await DeskSample()
        let id = try await longDraft(sample)
        _ = try await sample.desk.look(id, DeskSample.filer, at: DeskSample.now)
        try await sample.store.write { db in
            let position = try db.caseEvents(id)[4].position
            let order = ErasureOrder(what: "answers", orderedBy: "C06", paper: "1/QĐ")
            try db.erase([position], on: order, by: .machineOperator("x"), at: DeskSample.now)
        }
        await #expect(throws: StorageError.self) { try await cold(id, sample) }
        await #expect(throws: StorageError.self) {
            try await sample.desk.look(id, DeskSample.filer, at: DeskSample.now)
        }
        #expect(try await sample.store.read { try $0.firstUnsoundSnapshot() } == nil)
    }

    /// Erasing something of one case makes nobody else's slower.
    @Test func anErasureElsewhereLeavesASnapshotAsItIs() async throws {
        let sample = try await DeskSample()
        let (id, other) = (try await longDraft(sample), try await sample.draft())
        try await sample.store.write { db in
            let position = try db.caseEvents(other)[2].position
            let order = ErasureOrder(what: "answers", orderedBy: "C06", paper: "1/QĐ")
            try db.erase([position], on: order, by: .machineOperator("x"), at: DeskSample.now)
        }
        #expect(try await cold(id, sample).events < Limits.eventsPerSnapshot)
    }

    @Test(
        arguments: [
            "UPDATE case_snapshot SET state = replace(state, 'Bản', 'Ban')",
            "UPDATE case_snapshot SET version = version - 1",
            "UPDATE case_snapshot SET state = 'x'",
            "UPDATE case_snapshot SET state = '{}'",
        ] as [Query])
    func aChangedSnapshotIsNamed(_ query: Query) async throws {
        let sample = try await DeskSample()
        let id = try await longDraft(sample)
        try await change(sample, query)
        #expect(try await sample.store.read { try $0.firstUnsoundSnapshot() } == id)
    }

    @Test func whatCannotBeReadIsFoldedAnew() async throws {
        let sample = try await DeskSample()
        let id = try await longDraft(sample)
        try await change(sample, "UPDATE case_snapshot SET state = '{'")
        #expect(try await cold(id, sample).state == (try await sample.state(id)))
    }
}
