// Logs for the tests of the ledger.

import Basics
import Casework
import Records
import Storage
import TestKit

enum LedgerSample {
    static let now = Timestamp(milliseconds: 1_625_450_400_000)

    /// A person who acts on the authority of another.
    static let deputy = ActorEnvelope(
        .account(id("0197d0a2-1c00-7a01-8203-040506070809")), by: .web,
        authority: id("0197d0a2-1c00-7a01-8203-04050607080a"))

    private static func id(_ text: String) -> AccountID {
        AccountID(text) ?? AccountID(at: now, random: Array(repeating: 0, count: 10))
    }

    /// The hashes of `entry(1)` and of `entry(2, by: deputy)` in stream `case:a`, computed once by an independent
    /// script (Python's hashlib over the bytes that docs/storage.md describes) with the salt 0, 1 … 15.
    static let knownHashes = [
        "cb45fa0e1a290acf596f628e40fda6494b04a82e797cb8f67ff8e6e326b9f0fd",
        "8fc59a8238f4334c7aae60a0ccafa4d02075cf47366ca18ae3876991d840d7dc",
    ]

    static func entry(_ number: Int, by actor: ActorEnvelope = Actor.system.envelope) -> LedgerEntry {
        LedgerEntry(
            type: "noted", version: 1, at: now.adding(seconds: number), actor: actor,
            payload: "{\"n\":\(number),\"text\":\"Đã ký\"}", salt: Array(0..<16))
    }

    /// A migrated store with `entries` entries: odd ones in `case:a`, even ones in `case:b`.
    static func store(entries: Int = 0) async throws -> any Store {
        let store = try await migratedStore(now: now)
        for number in 0..<entries {
            try await store.write { db in
                try db.append([entry(number + 1)], to: number.isMultiple(of: 2) ? "case:a" : "case:b")
            }
        }
        return store
    }
}

extension LedgerReport {
    var isSound: Bool { fault == nil }
}
