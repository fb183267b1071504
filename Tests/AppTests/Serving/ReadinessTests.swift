// Whether the server says that it can work.

import Records
import Storage
import StorageSQLite
import TestKit
import Testing
import Web

@testable import App

@Suite struct ReadinessTests {
    /// Reads, and writes as long as it is told to.
    private actor Disk {
        var isFull = false
        var writes = 0
        func fill() { isFull = true }
        func write() throws {
            writes += 1
            if isFull { throw StorageError.unavailable("the disk is full") }
        }
    }

    private struct DiskStore: StoreAround {
        let disk: Disk
        let inner: any Store

        func write<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
            try await disk.write()
            return try await inner.write(body)
        }
    }

    private func store() async throws -> (DiskStore, Disk) {
        let inner = try SQLiteStore.temporary()
        _ = try await MigrationRunner.migrate(inner, Migrations.all, now: Present.moment())
        let disk = Disk()
        return (DiskStore(disk: disk, inner: inner), disk)
    }

    @Test func aServerThatCannotWriteIsNotReady() async throws {
        let (store, disk) = try await store()
        #expect(await Readiness(store: store, clock: Present.moment).state().isReady)
        await disk.fill()
        #expect(await !Readiness(store: store, clock: Present.moment).state().isReady, "though it can still read")
        try await store.close()
    }

    @Test func whoAsksOftenWritesOnce() async throws {
        let (store, disk) = try await store()
        // The clock stands: how long a hundred askers take on a busy machine is not the matter.
        let moment = ContinuousClock.now
        let readiness = Readiness(store: store, clock: Present.moment, now: { moment })
        await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<100 { group.addTask { await readiness.state().isReady } }
            for await isReady in group { #expect(isReady) }
        }
        await disk.fill()
        #expect(await readiness.state().isReady, "what was found a moment ago")
        #expect(await disk.writes == 1)
        try await store.close()
    }
}
