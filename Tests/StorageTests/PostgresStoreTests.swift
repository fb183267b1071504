// What is particular to the PostgreSQL driver: durability, refusals, bounds, waiting.

import Basics
import Foundation
import Storage
import TestKit
import Testing

@testable import StoragePostgres

@Suite struct PostgresStoreTests {
    private static func setting(_ name: String) -> Query { "SELECT current_setting(\(name))" }

    // MARK: Settings

    @Test func everyConnectionKeepsItsSettings() async throws {
        try await PostgresSample.inDatabase { address in
            let server = try await PostgresServer.shared
            try await server.administer(
                "DO $$BEGIN EXECUTE format('ALTER DATABASE %I SET synchronous_commit = off', current_database()); END$$",
                in: address)
            let store = try await PostgresStore.open(try DatabaseAddress(address))
            let expected = [
                "synchronous_commit": "on", "lock_timeout": "5s", "statement_timeout": "2min",
                "idle_in_transaction_session_timeout": "1min", "client_encoding": "UTF8",
            ]
            for (name, value) in expected {
                let query = Self.setting(name)
                let writing = try await store.write { try $0.one(query)?.text(at: 0) }
                #expect(writing == (name == "synchronous_commit" ? "off" : value), "\(name)")
                #expect(try await store.read { try $0.one(query)?.text(at: 0) } == value, "\(name)")
            }
            let isolation = Self.setting("transaction_isolation")
            #expect(try await store.read { try $0.one(isolation)?.text(at: 0) } == "repeatable read")
            #expect(try await store.write { try $0.one(isolation)?.text(at: 0) } == "read committed")
            try await store.close()
        }
    }

    @Test func strongerDurabilityIsLeft() async throws {
        try await PostgresSample.inDatabase { address in
            let store = try await PostgresStore.open(
                try DatabaseAddress(address + "&options=-csynchronous_commit%3Dremote_apply"))
            let query = Self.setting("synchronous_commit")
            #expect(try await store.read { try $0.one(query)?.text(at: 0) } == "remote_apply")
            try await store.close()
        }
    }

    /// The commit itself lets the locks go at once; the flush behind it keeps the caller until the disk has all.
    @Test func aWriteReturnsOnceItsCommitIsFlushed() async throws {
        try await PostgresSample.inStore { store, _ in
            try await StorageContract.makeItems(store)
            for id in 0..<50 {
                let place = try await store.write { db in
                    try db.run("INSERT INTO item (id, name) VALUES (\(id), \("n\(id)"))")
                    return try db.one("SELECT pg_current_wal_insert_lsn()::text")?.text(at: 0) ?? ""
                }
                let isFlushed = try await store.read { db in
                    try db.one("SELECT pg_current_wal_flush_lsn() > CAST(CAST(\(place) AS TEXT) AS pg_lsn)")?.bool(
                        at: 0)
                }
                #expect(isFlushed == true)
            }
        }
    }

    // MARK: Opening

    @Test(arguments: [("SQL_ASCII", "C"), ("UTF8", "C.UTF-8")])
    func databaseThatOrdersOtherwiseIsRefused(_ encoding: String, _ locale: String) async throws {
        try await PostgresSample.inDatabase(encoding: encoding, locale: locale) { address in
            let error = await #expect(throws: StorageError.self) {
                try await PostgresStore.open(try DatabaseAddress(address))
            }
            let text = PostgresSample.unavailable(error)
            #expect(text.contains(encoding) && text.contains("LOCALE 'C'"))
        }
    }

    @Test func databaseOfAnotherProgramIsRefused() async throws {
        try await PostgresSample.inDatabase { address in
            let server = try await PostgresServer.shared
            try await server.administer("CREATE TABLE invoice (id bigint)", in: address)
            let place = try DatabaseAddress(address).place
            #expect(place.hasPrefix(try await server.administer("SELECT current_database()", in: address)))
            await #expect(
                throws: StorageError.unavailable("\(place) belongs to another program: it has a table invoice")
            ) { try await PostgresStore.open(try DatabaseAddress(address)) }
        }
    }

    @Test func databaseOfOursIsOpenedAgain() async throws {
        try await PostgresSample.inDatabase { address in
            let migration = Migration(1, "first") { words in ["CREATE TABLE item (id \(words.int64) PRIMARY KEY)"] }
            for expected in [["first"], []] {
                let store = try await PostgresStore.open(try DatabaseAddress(address))
                let applied = try await MigrationRunner.migrate(store, [migration], now: Timestamp(milliseconds: 1))
                #expect(applied == expected)
                try await store.close()
            }
        }
    }

    @Test(arguments: [
        "postgresql://u:s3cret@h:1/d?no_such_option=s3cret", "mysql://u:s3cret@h/d", "host=h password=s3cret",
        "postgresql://u:s3cret@[broken/d", "postgresql://u:s3cret@127.0.0.1:1/d?sslmode=disable",
    ])
    func passwordIsInNoError(_ address: String) async throws {
        let error = await #expect(throws: StorageError.self) {
            try await PostgresStore.open(try DatabaseAddress(address, password: "s3cret"))
        }
        let text = PostgresSample.unavailable(error)
        #expect(!text.contains("s3cret"))
    }

    @Test func readOnlyIsSaidWhoeverDecidedIt() async throws {
        try await PostgresSample.inStore { store, address in
            let stores = [
                try await PostgresStore.open(
                    try DatabaseAddress(address + "&options=-cdefault_transaction_read_only%3Don")),
                try await PostgresStore.openReadOnly(try DatabaseAddress(address)),
            ]
            try await StorageContract.makeItems(store, count: 2)
            for reading in stores {
                #expect(try await StorageContract.count(reading) == 2)
                let error = await #expect(throws: StorageError.self) {
                    try await reading.write { try $0.run("DELETE FROM item") }
                }
                #expect(PostgresSample.unavailable(error).contains("for reading only"))
                try await reading.close()
            }
            #expect(try await StorageContract.count(store) == 2)
        }
    }

    /// A check of a whole database takes longer than any page may.
    @Test func whoOnlyReadsHasTimeAndAServerHasNot() async throws {
        try await PostgresSample.inStore { store, address in
            let checking = try await PostgresStore.openReadOnly(try DatabaseAddress(address))
            for (store, bound) in [(checking, "0"), (store, "2min")] {
                let query = Self.setting("statement_timeout")
                #expect(try await store.read { try $0.one(query)?.text(at: 0) } == bound)
            }
            try await checking.close()
        }
    }

    // MARK: Bounds

    @Test func whoComesBeyondTheBoundIsRefusedAndReadersAreServed() async throws {
        try await PostgresSample.inStore(PostgresBounds(connections: 2, writesWaiting: 3)) { store, _ in
            try await StorageContract.makeItems(store)
            let gate = Gate()
            let holders = [
                await PostgresSample.hold(store, until: gate), await PostgresSample.hold(store, until: gate),
            ]
            #expect(try await StorageContract.count(store) == 0, "writers hold up no reader")
            let outcomes = await withTaskGroup(of: Bool.self) { group in
                for id in 0..<6 {
                    group.addTask {
                        do {
                            try await store.write { db in
                                try db.run("INSERT INTO item (id, name) VALUES (\(id), \("n\(id)"))")
                            }
                            return true
                        } catch StorageError.busy {
                            return false
                        } catch {
                            Issue.record(error)
                            return false
                        }
                    }
                }
                // Those refused come back at once; then the others may go on.
                var outcomes: [Bool] = []
                for await outcome in group {
                    outcomes.append(outcome)
                    if outcomes.count == 3 { for _ in holders { gate.open() } }
                }
                return outcomes
            }
            #expect(outcomes.count { $0 } == 3)
            for holder in holders { try await holder.value }
            #expect(try await StorageContract.count(store) == 3)
        }
    }

    private func connections(to address: String) async throws -> Int {
        let text = try await PostgresServer.shared.administer(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
            in: address)
        return try #require(Int(text))
    }

    @Test func connectionsThatNobodyNeedsAreClosed() async throws {
        try await PostgresSample.inStore(PostgresBounds(idleSeconds: 0.05)) { store, address in
            try await StorageContract.makeItems(store, count: 1)
            while try await connections(to: address) > 0 { try await Task.sleep(for: .milliseconds(20)) }
            #expect(try await StorageContract.count(store) == 1)
        }
    }

    @Test func closingClosesEveryConnection() async throws {
        try await PostgresSample.inDatabase { address in
            let store = try await PostgresStore.open(try DatabaseAddress(address))
            try await StorageContract.makeItems(store, count: 1)
            try await store.close()
            while try await connections(to: address) > 0 { try await Task.sleep(for: .milliseconds(20)) }
        }
    }

    @Test func preparedStatementsStayFew() async throws {
        try await PostgresSample.inStore { store, _ in
            let known = try await store.read { db in
                for number in 0..<(Limits.preparedStatementsMax + 50) {
                    _ = try db.one(Query(raw: "SELECT \(number)"))
                }
                return try db.one("SELECT count(*) FROM pg_prepared_statements")?.int(at: 0) ?? .max
            }
            #expect(known > 0 && known <= Limits.preparedStatementsMax)
        }
    }

    // MARK: Waiting

    @Test func rowHeldByAStrangerIsBusy() async throws {
        try await PostgresSample.inStore { store, _ in
            try await StorageContract.makeItems(store, count: 1)
            let gate = Gate()
            let stranger = await PostgresSample.hold(store, until: gate) { db in
                _ = try db.one("SELECT id FROM item WHERE id = 0\(db.dialect.lock)")
            }
            let error = await #expect(throws: StorageError.self) {
                try await store.write { db in
                    _ = try db.one("SELECT set_config('lock_timeout', '50', true)")
                    try db.run("UPDATE item SET amount = 1 WHERE id = 0")
                }
            }
            PostgresSample.expectBusy(error)
            gate.open()
            try await stranger.value
            try await store.write { try $0.run("UPDATE item SET amount = 1 WHERE id = 0") }
        }
    }

    @Test func statementThatTakesTooLongIsBusy() async throws {
        try await PostgresSample.inStore { store, _ in
            let error = await #expect(throws: StorageError.self) {
                try await store.read { db in
                    _ = try db.one("SELECT set_config('statement_timeout', '50', true)")
                    _ = try db.one("SELECT pg_sleep(600) IS NULL")
                }
            }
            PostgresSample.expectBusy(error)
        }
    }

    @Test func bodiesThatWaitForOneAnotherBothSucceed() async throws {
        try await PostgresSample.inStore { store, _ in
            try await StorageContract.makeItems(store, count: 2)
            let hasBegun = [Gate(), Gate()]
            try await withThrowingTaskGroup(of: Void.self) { group in
                for me in 0..<2 {
                    group.addTask {
                        try await store.write { db in
                            try db.run("UPDATE item SET amount = amount + 1 WHERE id = \(me)")
                            hasBegun[me].open()
                            hasBegun[1 - me].wait()
                            // Stays open: a body that is run again goes through.
                            hasBegun[1 - me].open()
                            try db.run("UPDATE item SET amount = amount + 1 WHERE id = \(1 - me)")
                        }
                    }
                }
                try await group.waitForAll()
            }
            let amounts = try await store.read { db in
                try db.rows("SELECT amount FROM item").map { try $0.int(at: 0) }
            }
            #expect(amounts == [2, 2])
        }
    }
}
