// Payloads leave the log by order only, and the chain stays whole.

import Basics
import Casework
import Foundation
import Storage
import StorageSQLite
import TestKit
import Testing

@testable import Records

@Suite struct ErasureTests {
    private let order = ErasureOrder(
        what: "note of the clerk", orderedBy: "Cục trưởng C06", paper: "41/QĐ-C06 ngày 05/07/2021")
    private let now = LedgerSample.now.adding(seconds: 60)
    private let clerk = Actor.machineOperator("lan")

    @Test func erasedPayloadsAreGoneAndTheChainIsSound() async throws {
        let store = try await LedgerSample.store(entries: 6)
        let before = try await store.read { try $0.ledgerEntries(after: 0, limit: 10) }
        let place = try await store.write { try $0.erase([2, 5], on: order, by: clerk, at: now) }
        let after = try await store.read { try $0.ledgerEntries(after: 0, limit: 10) }
        #expect(after.map { $0.payload == nil } == [false, true, false, false, true, false, false])
        #expect(after.map { $0.salt == nil } == after.map { $0.payload == nil }, "what it said cannot be tried")
        #expect(after.prefix(6).map(\.hash) == before.map(\.hash))
        #expect(after.prefix(6).map(\.payloadDigest) == before.map(\.payloadDigest))
        let entry = try #require(after.last)
        #expect(entry.type == "erased" && entry.stream == "erasure" && entry.seq == 1)
        #expect(entry.actor == clerk.envelope && entry.at == now)
        #expect(
            entry.payload == #"{"entries":[{"position":2,"seq":1,"stream":"case:b"},"#
                + #"{"position":5,"seq":3,"stream":"case:a"}],"order":{"orderedBy":"Cục trưởng C06","#
                + #""paper":"41/QĐ-C06 ngày 05/07/2021","what":"note of the clerk"}}"#)
        let report = try await DatabaseAudit(store, anchors: before.map(\.anchor)).verifyLog().ledger
        #expect(report.isSound && report.entries == 7 && report.erased == 2)
        #expect(report.head == place)
        try await store.close()
    }

    @Test func readingAnErasedPayloadSaysSoPlainly() async throws {
        let store = try await LedgerSample.store(entries: 1)
        try await store.write { try $0.erase([1], on: order, by: clerk, at: now) }
        let stored = try #require(try await store.read { try $0.entries(of: "case:a").first })
        let error = #expect(throws: StorageError.self) { try stored.requirePayload() }
        #expect(error == .erased("what entry 1 of the log (noted) said was taken away by order"))
        try await store.close()
    }

    @Test func nothingIsErasedWithoutAWholeOrder() async throws {
        let store = try await LedgerSample.store(entries: 3)
        let head = try await store.read { try $0.ledgerHead() }
        func refusal(_ positions: Set<Int64>, _ change: (inout ErasureOrder) -> Void = { _ in }) async throws
            -> ErasureRefusal?
        {
            var order = order
            change(&order)
            let sent = order
            return await #expect(throws: ErasureRefusal.self) {
                try await store.write { try $0.erase(positions, on: sent, by: clerk, at: now) }
            }
        }
        #expect(try await refusal([]) == .count(0))
        #expect(try await refusal(Set(1...Int64(Limits.erasedEntriesMax + 1))) == .count(Limits.erasedEntriesMax + 1))
        #expect(try await refusal([1]) { $0.what = " " } == .orderIncomplete)
        #expect(try await refusal([1]) { $0.orderedBy = "" } == .orderIncomplete)
        #expect(try await refusal([1]) { $0.paper = "\n" } == .orderIncomplete)
        #expect(try await refusal([1, 4]) == .noSuchEntry(position: 4))
        #expect(try await refusal([0]) == .noSuchEntry(position: 0))
        #expect(try await store.read { try $0.ledgerHead() } == head)
        try await store.write { try $0.erase([1], on: order, by: clerk, at: now) }
        #expect(try await refusal([1, 2]) == .alreadyErased(position: 1))
        #expect(try await refusal([4]) == .isErasure(position: 4))
        #expect(try await DatabaseAudit(store).verifyLog().ledger.erased == 1)
        try await store.close()
    }

    /// A log of six entries, of which the second was erased, and what somebody did to it then.
    private static let tamperings: [(Query, LedgerFault.Kind, Int64)] = [
        ("UPDATE event SET payload = NULL, salt = NULL WHERE position = 7", .missing, 2),
        ("UPDATE event SET payload = NULL, salt = NULL WHERE position = 3", .missing, 3),
        ("DELETE FROM event WHERE position = 7", .missing, 2),
        ("UPDATE event SET payload = '{}' WHERE position = 7", .missing, 2),
        ("UPDATE event SET payload = '{\"n\":1,\"text\":\"Đã ký\"}' WHERE position = 2", .payload, 2),
        // A fault between an erased entry and its order does not make the erased one bad.
        ("UPDATE event SET type = 'x' WHERE position = 4", .hash, 4),
        ("UPDATE event SET type = 'x' WHERE position = 1", .hash, 1),
    ]

    @Test(arguments: tamperings.indices) func tamperingWithErasuresIsFound(index: Int) async throws {
        let (statement, kind, position) = Self.tamperings[index]
        let store = try await LedgerSample.store(entries: 6)
        try await store.write { db in
            try db.erase([2], on: order, by: clerk, at: now)
            for trigger in ["event_keeps_rows", "event_keeps_content", "event_loses_none"] {
                try db.dropTrigger(trigger, of: "event")
            }
            try db.run(statement)
        }
        #expect(try await DatabaseAudit(store).verifyLog().ledger.fault == LedgerFault(position: position, kind: kind))
        try await store.close()
    }

    @Test func aPayloadThatCameBackIsFound() async throws {
        let store = try await LedgerSample.store(entries: 3)
        let kept = try #require(try await store.read { try $0.ledgerEntries(after: 1, limit: 1).first })
        try await store.write { db in
            try db.erase([2], on: order, by: clerk, at: now)
            try db.dropTrigger("event_keeps_content", of: "event")
            try db.run("UPDATE event SET payload = \(kept.payload), salt = \(kept.salt) WHERE position = 2")
        }
        #expect(try await DatabaseAudit(store).verifyLog().ledger.fault == LedgerFault(position: 4, kind: .erasure))
        try await store.close()
    }

    @Test func anOrderForAnotherEntryAccountsForNothing() async throws {
        let store = try await LedgerSample.store(entries: 3)
        try await store.write { db in
            let entry = try LedgerEntry(
                type: "erased", at: now, actor: clerk,
                payload: Erasure(entries: [.init(position: 2, stream: "case:b", seq: 2)], order: order))
            try db.append([entry], to: "erasure")
            try db.run("UPDATE event SET payload = NULL, salt = NULL WHERE position = 2")
        }
        #expect(try await DatabaseAudit(store).verifyLog().ledger.fault == LedgerFault(position: 2, kind: .missing))
        try await store.close()
    }

    /// The pages of the file are overwritten: what was erased by order is not to be found with a tool for files.
    @Test func erasedBytesAreNotInTheFile() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "trinhky-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }  // the system clears what is left
        let path = folder.appending(path: "store.sqlite").path
        let store = try SQLiteStore.open(path: path)
        _ = try await MigrationRunner.migrate(store, Migrations.all, now: now)
        let secret = "a sentence that nobody may read again"
        for text in [secret, String(repeating: secret, count: 500)] {
            let entry = LedgerEntry(
                type: "noted", at: now, actor: Actor.system.envelope, payload: "{\"text\":\"\(text)\"}")
            try await store.write { try $0.append([entry], to: "case:a") }
        }
        try await store.write { try $0.erase([1, 2], on: order, by: clerk, at: now) }
        try await store.close()
        let bytes = try Data(contentsOf: URL(filePath: path))
        #expect(bytes.range(of: Data("41/QĐ-C06".utf8)) != nil)
        #expect(bytes.range(of: Data("nobody may read".utf8)) == nil)
    }
}
