// Somebody changes the file with a tool of their own, and the check sees it.

import Basics
import Records
import Storage
import TestKit
import Testing

@Suite struct LedgerTamperingTests {
    /// One way to tamper with a log of ten entries, and what must be found.
    struct Tampering: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var statements: [Query]
        var position: Int64
        var kinds: Set<LedgerFault.Kind>

        init(_ description: String, _ statements: [Query], finds kinds: Set<LedgerFault.Kind>, at position: Int64) {
            testDescription = description
            self.statements = statements
            self.position = position
            self.kinds = kinds
        }
    }

    private static func zeroes(_ count: Int) -> [UInt8] { Array(repeating: 0, count: count) }

    static let tamperings: [Tampering] = [
        Tampering("payload", ["UPDATE event SET payload = '{\"n\":8}' WHERE position = 4"], finds: [.payload], at: 4),
        Tampering(
            "digest", ["UPDATE event SET payload_digest = \(zeroes(32)) WHERE position = 4"], finds: [.hash], at: 4),
        Tampering("salt", ["UPDATE event SET salt = \(zeroes(16)) WHERE position = 4"], finds: [.payload], at: 4),
        Tampering("salt taken away", ["UPDATE event SET salt = NULL WHERE position = 4"], finds: [.payload], at: 4),
        Tampering(
            "payload without its salt taken away", ["UPDATE event SET payload = NULL WHERE position = 4"],
            finds: [.payload], at: 4),
        Tampering(
            "payload taken away", ["UPDATE event SET payload = NULL, salt = NULL WHERE position = 4"],
            finds: [.missing], at: 4),
        Tampering(
            "payload taken away before a change",
            [
                "UPDATE event SET payload = NULL, salt = NULL WHERE position = 4",
                "UPDATE event SET type = 'x' WHERE position = 7",
            ],
            finds: [.missing], at: 4),
        Tampering("one letter's case", ["UPDATE event SET type = 'Noted' WHERE position = 1"], finds: [.hash], at: 1),
        Tampering("actor", ["UPDATE event SET actor = 'unknown' WHERE position = 2"], finds: [.hash], at: 2),
        Tampering("no actor", ["UPDATE event SET actor = 'System' WHERE position = 2"], finds: [.malformed], at: 2),
        Tampering(
            "authority",
            ["UPDATE event SET authority = '0197d0a2-1c00-7a01-8203-040506070809' WHERE position = 2"], finds: [.hash],
            at: 2),
        Tampering("channel", ["UPDATE event SET channel = 'web' WHERE position = 2"], finds: [.hash], at: 2),
        Tampering("moment", ["UPDATE event SET at_ms = at_ms + 1 WHERE position = 10"], finds: [.hash], at: 10),
        Tampering("type", ["UPDATE event SET type = 'signed' WHERE position = 5"], finds: [.hash], at: 5),
        Tampering("version", ["UPDATE event SET version = 2 WHERE position = 5"], finds: [.hash], at: 5),
        Tampering(
            "stream", ["UPDATE event SET stream = 'case:c' WHERE position = 9"], finds: [.hash, .sequence], at: 9),
        Tampering("seq", ["UPDATE event SET seq = 50 WHERE position = 9"], finds: [.hash, .sequence], at: 9),
        Tampering("hash", ["UPDATE event SET hash = \(zeroes(32)) WHERE position = 6"], finds: [.hash], at: 6),
        Tampering("link", ["UPDATE event SET previous_hash = \(zeroes(32)) WHERE position = 6"], finds: [.link], at: 6),
        Tampering(
            "short hash", ["UPDATE event SET hash = \(zeroes(1)) WHERE position = 6"], finds: [.malformed], at: 6),
        Tampering("removed first", ["DELETE FROM event WHERE position = 1"], finds: [.gap, .sequence], at: 1),
        Tampering("removed in between", ["DELETE FROM event WHERE position = 5"], finds: [.gap, .sequence], at: 5),
        Tampering("removed last", ["DELETE FROM event WHERE position = 10"], finds: [.head], at: 10),
        Tampering("removed the end", ["DELETE FROM event WHERE position > 7"], finds: [.head], at: 8),
        Tampering("removed all", ["DELETE FROM event"], finds: [.head], at: 1),
        Tampering(
            "closed a gap",
            [
                "DELETE FROM event WHERE position = 5", "UPDATE event SET position = -position WHERE position > 5",
                "UPDATE event SET position = -position - 1 WHERE position < 0",
            ],
            finds: [.link], at: 5),
        Tampering(
            "swapped two",
            [
                "UPDATE event SET position = 0 WHERE position = 3", "UPDATE event SET position = 3 WHERE position = 4",
                "UPDATE event SET position = 4 WHERE position = 0",
            ],
            finds: [.link], at: 3),
        Tampering(
            "added behind the end",
            [
                """
                INSERT INTO event SELECT 11, stream, seq + 2, type, version, at_ms, actor, authority, channel, payload,
                    salt, payload_digest, hash, hash
                FROM event WHERE position = 10
                """
            ],
            finds: [.hash, .sequence], at: 11),
        Tampering(
            "added before the start",
            [
                """
                INSERT INTO event SELECT 0, 'case:c', 1, type, version, at_ms, actor, authority, channel, payload, salt,
                    payload_digest, previous_hash, hash
                FROM event WHERE position = 1
                """
            ],
            finds: [.malformed], at: 0),
        Tampering("another head", ["UPDATE ledger_head SET hash = \(zeroes(32))"], finds: [.head], at: 10),
        Tampering("no head", ["DELETE FROM ledger_head"], finds: [.head], at: 10),
        Tampering("older head", ["UPDATE ledger_head SET position = 9"], finds: [.head], at: 10),
    ]

    private func unguard(_ store: any Store) async throws {
        try await store.write { db in
            for trigger in ["event_keeps_rows", "event_keeps_content", "event_loses_none"] {
                try db.dropTrigger(trigger, of: "event")
            }
        }
    }

    @Test(arguments: tamperings)
    func isFound(_ tampering: Tampering) async throws {
        let store = try await LedgerSample.store(entries: 10)
        #expect(try await DatabaseAudit(store).verifyLog().ledger.isSound)
        try await unguard(store)
        for statement in tampering.statements { try await store.write { try $0.run(statement) } }
        let fault = try await DatabaseAudit(store).verifyLog().ledger.fault
        #expect(fault?.position == tampering.position)
        #expect(fault.map { tampering.kinds.contains($0.kind) } == true, "\(String(describing: fault))")
        try await store.close()
    }

    /// Whoever has the file can make all hashes anew. Only a place noted elsewhere tells.
    @Test func wholeNewChainIsFoundByAnAnchor() async throws {
        let store = try await LedgerSample.store(entries: 10)
        let anchors = try await store.read { db in
            try db.ledgerEntries(after: 0, limit: 10).filter { [2, 8].contains($0.position) }
                .map { LedgerAnchor(position: $0.position, hash: $0.hash) }
        }
        #expect(try await DatabaseAudit(store, anchors: anchors).verifyLog().ledger.isSound)
        let old = try await store.read { try $0.ledgerEntries(after: 0, limit: 10) }
        try await unguard(store)
        try await store.write { db in
            try db.run("DELETE FROM event")
            try db.run("DELETE FROM ledger_head")
            for stored in old {
                let entry = LedgerEntry(
                    type: stored.type, at: stored.at, actor: stored.actor,
                    payload: stored.position == 5 ? "{}" : stored.payload ?? "", salt: stored.salt ?? [])
                try db.append([entry], to: stored.stream)
            }
        }
        #expect(try await DatabaseAudit(store).verifyLog().ledger.isSound)
        let fault = try await DatabaseAudit(store, anchors: anchors).verifyLog().ledger.fault
        #expect(fault?.position == 8)
        #expect(fault?.kind == .anchor)
        let beyond = LedgerAnchor(position: 12, hash: anchors[0].hash)
        let missing = try await DatabaseAudit(store, anchors: [beyond]).verifyLog().ledger.fault
        #expect(missing?.position == 11)
        #expect(missing?.kind == .lost)
        try await store.close()
    }

    @Test func emptyLogIsSound() async throws {
        let store = try await LedgerSample.store()
        let report = try await DatabaseAudit(store).verifyLog().ledger
        #expect(report.isSound)
        #expect(report.entries == 0)
        #expect(report.head == .start)
        try await store.close()
    }
}
