// A server of PostgreSQL with TLS and a standby: who is trusted, what a standby takes, whom a commit waits for.

import Basics
import Storage
import TestKit
import Testing

@testable import StoragePostgres

/// One after the other: what they set concerns the whole server.
@Suite(.serialized) struct PostgresPairTests {
    private static func inDatabase(_ body: (PostgresServer, String) async throws -> Void) async throws {
        let server = try await PostgresServer.pair
        let address = try await server.makeDatabase()
        try await body(server, address)
        try await server.removeDatabase(address)
    }

    private static func set(_ setting: String, on server: PostgresServer) async throws {
        try await server.administer("ALTER SYSTEM SET \(setting)")
        try await server.administer("SELECT pg_reload_conf()")
    }

    @Test func onlyTheServerThatIsTrustedIsSpokenTo() async throws {
        try await Self.inDatabase { server, address in
            let trusted = server.secureAddress(of: address, trusting: "server.crt")
            let store = try await PostgresStore.open(try DatabaseAddress(trusted))
            let isSecure = try await store.read { db in
                try db.one("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")?.bool(at: 0)
            }
            #expect(isSecure == true)
            try await store.close()
            let refused = [
                (server.secureAddress(of: address, trusting: "other.crt"), "certificate verify failed"),
                (server.secureAddress(of: address, host: "db.example.vn", trusting: "server.crt"), "does not match"),
                (server.secureAddress(of: address, trusting: "nothing.crt"), "nothing.crt"),
            ]
            for (wrong, reason) in refused {
                let error = await #expect(throws: StorageError.self) {
                    try await PostgresStore.open(try DatabaseAddress(wrong))
                }
                let text = PostgresSample.unavailable(error)
                #expect(text.contains(reason), "\(text)")
            }
        }
    }

    @Test func aStandbyIsReadAndTakesNothing() async throws {
        try await Self.inDatabase { server, address in
            let store = try await PostgresStore.open(try DatabaseAddress(address))
            try await PostgresSample.makeItems(store, count: 2)
            let place = try DatabaseAddress(server.standbyAddress(of: address))
            // It follows in its own time, the database itself included.
            var opened: PostgresStore?
            while opened == nil {
                opened = try? await PostgresStore.open(place)
                try await Task.sleep(for: .milliseconds(20))
            }
            let standby = try #require(opened)
            while await (try? StorageContract.count(standby)) != 2 { try await Task.sleep(for: .milliseconds(20)) }
            let error = await #expect(throws: StorageError.self) {
                try await standby.write { try $0.run("DELETE FROM item") }
            }
            #expect(PostgresSample.unavailable(error).contains("for reading only"))
            #expect(try await standby.integrityProblems() == [])
            let schema = try await store.schema()
            #expect(try await standby.schema() == schema)
            try await standby.close()
            try await store.close()
        }
    }

    private static func outcome(of id: Int, in store: PostgresStore) async -> String {
        do {
            try await store.write { db in
                try db.run("INSERT INTO item (id, name) VALUES (\(id), \("n\(id)"))")
            }
            return "done"
        } catch StorageError.unavailable(let text) {
            return text
        } catch {
            return "\(error)"
        }
    }

    /// Whoever waits for a standby that does not come is told so; nobody else waits, and all goes on when it comes.
    @Test func aCommitWaitsForAStandbyButNotForEver() async throws {
        try await Self.inDatabase { server, address in
            var bounds = PostgresBounds()
            bounds.commitSeconds = 0.5
            let store = try await PostgresStore.open(try DatabaseAddress(address), bounds)
            try await PostgresSample.makeItems(store)
            try await Self.set("synchronous_standby_names = 'nobody'", on: server)
            // The server takes a moment to go by it.
            var probe = 100
            while await Self.outcome(of: probe, in: store) == "done", probe < 1_000 { probe += 1 }
            let outcomes = await withTaskGroup(of: String.self) { group in
                for id in 0..<4 { group.addTask { await Self.outcome(of: id, in: store) } }
                return await group.reduce(into: [String]()) { $0.append($1) }
            }
            #expect(outcomes.allSatisfy { $0.contains("whether it was done is not known") }, "\(outcomes)")
            let done = try await store.read { try $0.one("SELECT count(*) FROM item WHERE id < 4")?.int(at: 0) }
            #expect(done == 4)
            try await Self.set("synchronous_standby_names = '*'", on: server)
            probe += 1
            while await Self.outcome(of: probe, in: store) != "done", probe < 2_000 { probe += 1 }
            #expect(probe < 2_000, "all goes on when the standby comes")
            try await Self.set("synchronous_standby_names = ''", on: server)
            // Nobody is left waiting on the server.
            let waiting = try await server.administer(
                "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'SyncRep'")
            #expect(waiting == "0")
            try await store.close()
        }
    }
}
