// Appending to the log and reading it back.

import Basics
import Casework
import Records
import Storage
import Testing

@Suite struct LedgerTests {
    @Test func entriesComeBackInOrderAndLinked() async throws {
        let store = try await LedgerSample.store()
        let entries = [LedgerSample.entry(1), LedgerSample.entry(2), LedgerSample.entry(3)]
        let place = try await store.write { try $0.append(entries, to: "case:a", expecting: 0) }
        try await store.write { try $0.append([LedgerSample.entry(9)], to: "case:b", expecting: 0) }
        let stored = try await store.read { try $0.entries(of: "case:a") }
        #expect(stored.map(\.payload) == entries.map(\.payload))
        for (entry, one) in zip(entries, stored) {
            let salt = try #require(one.salt)
            #expect(one.payloadDigest == Digest(of: salt + Array(entry.payload.utf8)))
        }
        #expect(stored.map(\.type) == entries.map(\.type) && stored.map(\.version) == entries.map(\.version))
        #expect(stored.map(\.at) == entries.map(\.at) && stored.map(\.actor) == entries.map(\.actor))
        #expect(stored.map(\.seq) == [1, 2, 3])
        #expect(stored.map(\.position) == [1, 2, 3])
        #expect(stored[0].previousHash == LedgerAnchor.start.hash)
        #expect(stored[1].previousHash == stored[0].hash)
        #expect(place == LedgerAnchor(position: 3, hash: stored[2].hash))
        let later = try await store.read { try $0.entries(of: "case:a", after: 2) }
        #expect(later.map(\.seq) == [3])
        let all = try await store.read { try $0.ledgerEntries(after: 1, limit: 10) }
        #expect(all.map(\.stream) == ["case:a", "case:a", "case:b"])
        #expect(all.last?.previousHash == stored[2].hash)
        try await store.close()
    }

    @Test func hashIsTheOneWrittenDown() async throws {
        // The canonical bytes are for ever. If this fails, old logs will look forged: undo the change.
        let store = try await LedgerSample.store()
        try await store.write { db in
            try db.append(
                [LedgerSample.entry(1), LedgerSample.entry(2, by: LedgerSample.deputy)], to: "case:a", expecting: 0)
        }
        let hashes = try await store.read { try $0.entries(of: "case:a").map(\.hash.hex) }
        #expect(hashes == LedgerSample.knownHashes)
        try await store.close()
    }

    @Test func entriesKeepWhoOnWhoseAuthorityAndHow() async throws {
        let store = try await LedgerSample.store()
        let actors: [ActorEnvelope] =
            [Actor.system.envelope, LedgerSample.deputy, ActorEnvelope(.machineOperator("lan"), by: .command)]
            + ActorEnvelope.Channel.allCases.map { ActorEnvelope(.unknown, by: $0) }
        try await store.write { db in
            try db.append(actors.map { LedgerSample.entry(1, by: $0) }, to: "access")
        }
        #expect(try await store.read { try $0.entries(of: "access").map(\.actor) } == actors)
        #expect(try await DatabaseAudit(store).verifyLog().ledger.isSound)
        try await store.close()
    }

    @Test func whoIsLateIsToldSo() async throws {
        let store = try await LedgerSample.store()
        try await store.write { try $0.append([LedgerSample.entry(1)], to: "case:a", expecting: 0) }
        for wrong in [0, 2, -1] {
            await #expect(throws: StorageError.conflict("case:a stands at 1, the caller knew \(wrong)")) {
                try await store.write { try $0.append([LedgerSample.entry(2)], to: "case:a", expecting: wrong) }
            }
        }
        #expect(try await store.read { try $0.lastSeq(of: "case:a") } == 1)
        #expect(try await store.read { try $0.lastSeq(of: "case:none") } == 0)
        try await store.close()
    }

    @Test func ofTwoWhoKnowTheSameOneWins() async throws {
        let store = try await LedgerSample.store()
        let outcomes = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<20 {
                group.addTask {
                    do {
                        try await store.write { db in
                            try db.append([LedgerSample.entry(number)], to: "case:a", expecting: 0)
                        }
                        return true
                    } catch StorageError.conflict {
                        return false
                    } catch {
                        Issue.record(error)
                        return false
                    }
                }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(outcomes == 1)
        let report = try await DatabaseAudit(store).verifyLog().ledger
        #expect(report.isSound && report.entries == 1)
        try await store.close()
    }

    @Test func parallelStreamsMakeOneSoundChain() async throws {
        let store = try await LedgerSample.store()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for stream in 0..<16 {
                group.addTask {
                    for seq in 0..<25 {
                        try await store.write { db in
                            try db.append([LedgerSample.entry(seq)], to: "case:\(stream)", expecting: seq)
                        }
                        // Some fail after appending: the chain must not remember them.
                        await #expect(throws: StorageError.busy("changed my mind")) {
                            try await store.write { db in
                                try db.append([LedgerSample.entry(99)], to: "case:\(stream)")
                                throw StorageError.busy("changed my mind")
                            }
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        let report = try await DatabaseAudit(store).verifyLog().ledger
        #expect(report.isSound)
        #expect(report.entries == 400)
        #expect(report.head.position == 400)
        #expect(try await store.read { try $0.ledgerHead() } == report.head)
        try await store.close()
    }

    @Test func logRefusesUpdateAndDelete() async throws {
        let store = try await LedgerSample.store(entries: 2)
        for query in [
            "UPDATE event SET actor = 'x'", "UPDATE event SET payload_digest = hash",
            "UPDATE event SET payload = '{}'", "UPDATE event SET payload = NULL", "UPDATE event SET salt = NULL",
            "UPDATE event SET payload = NULL, salt = NULL, seq = 9",
            "DELETE FROM event WHERE position = 2",
        ] as [Query] {
            let error = await #expect(throws: StorageError.self) { try await store.write { try $0.run(query) } }
            #expect(error?.isConstraint(.trigger) == true)
        }
        try await store.close()
    }

    @Test func payloadIsEncodedWithItsKeysInOrder() throws {
        struct Payload: Encodable {
            var b: String
            var a: Int
        }
        let entry = try LedgerEntry(
            type: "t", at: Timestamp(milliseconds: 5), actor: .system, payload: Payload(b: "x/y", a: 1))
        #expect(entry.payload == #"{"a":1,"b":"x/y"}"#)
        #expect(entry.actor == Actor.system.envelope)
    }
}
