// What `audit verify` says of erased payloads.

import Basics
import Casework
import Records
import Storage
import StorageSQLite
import TestKit
import Testing

@Suite(.enabled(if: isProgramBuilt))
struct ErasureCommandTests {
    private func write(_ site: CommandSite, _ work: @escaping @Sendable (any Connection) throws -> Void) async throws {
        let store = try SQLiteStore.open(path: site.database)
        try await store.write(work)
        try await store.close()
    }

    @Test func erasedByOrderIsSoundAndCounted() async throws {
        try await CommandSite.with { site in
            _ = try await site.succeed("registry", "generate", "--citizens", "3", "--seed", "1")
            try await write(site) { db in
                try db.erase(
                    [1], on: ErasureOrder(what: "counts", orderedBy: "Cục trưởng", paper: "41/QĐ-C06"),
                    by: .machineOperator("lan"), at: Timestamp(milliseconds: 1_800_000_000_000))
            }
            #expect(
                try await site.succeed("audit", "verify").hasPrefix(
                    "sound: 3 entries (1 erased by order), every table as the log says, head 3:"))
        }
    }

    @Test func erasedWithoutAnOrderIsTheFirstBadEntry() async throws {
        try await CommandSite.with { site in
            _ = try await site.succeed("registry", "generate", "--citizens", "3", "--seed", "1")
            _ = try await site.succeed("registry", "export")
            try await write(site) { db in try db.run("UPDATE event SET payload = NULL, salt = NULL WHERE position = 1")
            }
            expectFailure(
                try await site.run("audit", "verify"),
                "entry 1 has lost its payload, and no later entry says on whose order")
        }
    }
}
