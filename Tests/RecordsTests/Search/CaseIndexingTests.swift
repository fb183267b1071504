// The index of words says what the cases say: after every act, after an erasure, and when it is made anew.

import Basics
import Casework
import Storage
import TestKit
import Testing

@testable import Records

@Suite struct CaseIndexingTests {
    private func waiting(_ sample: SearchSample) async throws -> [String] {
        try await sample.desk.store.read { db in
            try db.rows("SELECT case_id FROM case_to_index ORDER BY case_id").map { try $0.text(at: 0) }
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func whatAnActChangesIsFoundAfterIt(_ database: TestDatabase) async throws {
        let sample = try await SearchSample(on: database)
        let id = try await sample.desk.draft()
        try await sample.desk.act("submit", id)
        #expect(try await waiting(sample).isEmpty, "nobody but its own people knows of it")
        try await sample.desk.act("vouch", id)
        #expect(try await waiting(sample) == [id.text], "noted with the act")
        try await sample.desk.index()
        #expect(try await waiting(sample).isEmpty)
        let before = try await sample.desk.state(id)
        let refused = try await sample.desk.refusal { try await sample.desk.act("sign", id) }
        #expect(refused != nil)
        #expect(try await waiting(sample).isEmpty, "an act that is not done changes nothing")
        try await sample.desk.act("accept", id)
        try await sample.desk.index()
        let paper = try #require(try await sample.desk.state(id).papers.dropFirst(before.papers.count).first?.reference)
        #expect(try await sample.found(paper) == [id])
    }

    @Test(arguments: TestDatabase.allCases)
    func theIndexMadeAnewIsTheOneThatWasKept(_ database: TestDatabase) async throws {
        let sample = try await SearchSample(on: database)
        for act in ["vouch", "accept", "propose-approval", "sign", "issue"] {
            _ = try await sample.filed(through: act)
            try await sample.desk.worker.runDue(at: DeskSample.now)
            try await sample.desk.index()
        }
        let kept = try await sample.desk.indexedWords()
        #expect(kept.count == 5)
        try await sample.desk.store.write { db in
            try db.run("DELETE FROM case_text")
            try db.noteAllWords()
        }
        try await sample.desk.index()
        #expect(try await sample.desk.indexedWords() == kept)
    }

    @Test(arguments: TestDatabase.allCases)
    func ofWhatWasErasedNothingIsFound(_ database: TestDatabase) async throws {
        let sample = try await SearchSample(on: database)
        let (gone, stays) = (try await sample.filed(), try await sample.filed())
        let order = ErasureOrder(what: "request", orderedBy: "Cục trưởng C06", paper: "41/QĐ-C06 ngày 05/07/2021")
        try await sample.desk.store.write { db in
            let events = try db.entries(of: CaseEvent.stream(of: gone.id))
            _ = try db.erase(
                Set(events.map(\.position)), on: order, by: .machineOperator("lan"), at: DeskSample.now)
        }
        #expect(try await sample.desk.indexedWords().count == 1)
        try await sample.desk.store.write { try $0.noteAllWords() }
        try await sample.desk.index()
        #expect(try await sample.found(gone.requester.name) == [stays.id])
        #expect(try await sample.found(gone.code ?? "").isEmpty)
        #expect(try await sample.desk.indexedWords().count == 1)
    }

    /// Not even in the pages of the index, where deleted words could stay until others take their place.
    @Test func nothingOfItStaysInTheIndexOfSQLite() async throws {
        let sample = try await SearchSample(on: .sqlite)
        let state = try await sample.filed()
        _ = try await sample.filed()
        let word = "zyxwvut"
        try await sample.desk.store.write { db in
            try db.run("UPDATE case_text SET words = \(" \(word) ") WHERE case_id = \(state.id)")
        }
        func holds() async throws -> Bool {
            try await sample.desk.store.read { db in
                try db.rows("SELECT block FROM case_text_index_data").contains { row in
                    try row.blob(at: 0).contains(Array(word.utf8))
                }
            }
        }
        #expect(try await holds())
        try await sample.desk.store.write { try $0.eraseWords(of: state.id) }
        #expect(try await !holds())
    }

    /// Nobody's words keep the words of others out.
    @Test func aCaseThatCannotBeReadHoldsUpNoOther() async throws {
        let sample = try await SearchSample()
        let (broken, sound) = (try await sample.filed(), try await sample.filed())
        try await sample.desk.store.write { db in
            try db.run("DELETE FROM case_snapshot WHERE case_id = \(broken.id)")
            try db.dropTrigger("event_keeps_content", of: "event")
            try db.run("UPDATE event SET payload = '{}' WHERE stream = \(CaseEvent.stream(of: broken.id))")
            try db.noteAllWords()
        }
        let faults = try await sample.desk.otherWorker().indexSome().faults
        #expect(faults.count == 1)
        #expect(try await waiting(sample).isEmpty)
        #expect(try await sample.found(sound.requester.name) == [sound.id])
    }
}
