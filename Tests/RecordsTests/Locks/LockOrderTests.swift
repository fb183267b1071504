// Bodies lock rows in one order, the head of the log last: two that are at work at once never wait in a circle.

import Basics
import Casework
import Storage
import StoragePostgres
import Synchronization
import TestKit
import Testing

import struct Forms.Answers

@testable import Records

/// How often something was done.
private final class Count: Sendable {
    private let number = Mutex(0)
    func more() { number.withLock { $0 += 1 } }
    var value: Int { number.withLock { $0 } }
}

/// The order itself is looked at under every test of the records that runs on PostgreSQL (`WatchedStore`).
@Suite struct LockOrderTests {
    private func taken(_ statements: String..., parents: [String: [String]] = [:]) -> LocksTaken {
        statements.reduce(into: LocksTaken()) { $0.note($1, parents: parents) }
    }

    private let hold = "SELECT 1 FROM case_row WHERE id = $1 FOR UPDATE"
    private let head = "SELECT position, hash FROM ledger_head WHERE id = 1 FOR UPDATE"

    @Test func statementsLockTheirTable() {
        let texts = [
            hold, "INSERT INTO counter (name, value) VALUES ($1, 1)", "UPDATE task SET due_on = $1",
            "DELETE FROM timer\nWHERE case_id = $1", "SELECT pg_advisory_xact_lock(1) IS NULL",
            "SELECT 1 FROM case_row", "SELECT item_key FROM outbox LIMIT 1 FOR UPDATE SKIP LOCKED",
        ]
        #expect(texts.map { RowLock($0)?.table } == ["case_row", "counter", "task", "timer", "turn", nil, nil])
    }

    @Test func whatComesAfterTheHeadIsNamed() {
        var order = LockOrder()
        #expect(order.faults(of: taken(hold, head, "INSERT INTO event (x) VALUES (1)")) == [])
        let late = taken(hold, head, "UPDATE case_row SET version = 1")
        #expect(order.faults(of: late) == ["case_row is locked after ledger_head"])
    }

    @Test func twoOrdersAreNamedThroughOthersToo() {
        var order = LockOrder()
        #expect(order.faults(of: taken("UPDATE a SET x = 1", "UPDATE b SET x = 1", head)) == [])
        #expect(order.faults(of: taken("UPDATE b SET x = 1", "UPDATE c SET x = 1", head)) == [])
        #expect(
            order.faults(of: taken("UPDATE c SET x = 1", "INSERT INTO d (x) VALUES (1)", head, parents: ["d": ["a"]]))
                == ["a is locked after c, and elsewhere before it"])
        #expect(order.faults(of: taken("UPDATE c SET x = 1", "UPDATE b SET x = 1")) == [], "nothing of it is logged")
    }

    /// Two servers on one database, each with a desk, a worker and accounts of its own.
    @Test func twoServersAtWorkNeverWaitInACircle() async throws {
        let address = try await PostgresServer.shared.makeDatabase()
        let stores = [
            try await PostgresStore.open(try DatabaseAddress(address)),
            try await PostgresStore.open(try DatabaseAddress(address)),
        ]
        _ = try await MigrationRunner.migrate(stores[0], Migrations.all, now: RegistrySample.now)
        let first = try await DeskSample(populated: true, in: try await WatchedStore(stores[0]))
        let servers = [first, first.server(in: try await WatchedStore(stores[1]))]
        let shared = try await first.draft()
        let done = Count()
        await withTaskGroup(of: Void.self) { group in
            for (number, server) in servers.enumerated() {
                for lane in 0..<3 {
                    group.addTask {
                        for _ in 0..<3 {
                            await Self.attempt(done) { try await Self.job(server, shared, lane: number * 3 + lane) }
                        }
                    }
                }
                group.addTask {
                    for _ in 0..<20 {
                        await Self.attempt(done) { try await server.worker.runDue(at: DeskSample.now) }
                        await Self.attempt(done) { try await server.desk.refreshDueDays(at: DeskSample.now) }
                    }
                }
                group.addTask { await Self.attempt(done) { try await Self.signIns(server) } }
            }
        }
        #expect(done.value > 50)
        let report = try await DatabaseAudit(servers[0].store).verifyLog()
        #expect(report.isSound)
        #expect(try await servers[0].store.read { try $0.differencesFromLog() } == [])
        // A server process counts for all when it ends.
        for store in stores { try await store.close() }
        let deadlocks = try await PostgresServer.shared.administer(
            "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()", in: address)
        #expect(deadlocks == "0")
        try await PostgresServer.shared.removeDatabase(address)
    }

    /// What a rule or somebody else's turn refuses is no fault here.
    private static func attempt(_ done: Count, _ work: () async throws -> Void) async {
        do {
            try await work()
            done.more()
        } catch is Rejection {
        } catch StorageError.conflict {
        } catch {
            Issue.record(error)
        }
    }

    /// A request from the draft to the signed decision, and in between one change of a draft that all change.
    private static func job(_ server: DeskSample, _ shared: CaseID, lane: Int) async throws {
        let id = try await server.draft()
        try await server.attach(to: id)
        try await server.desk.save(
            page: "purpose", Answers(["purpose_text": .text("Lần \(lane)")]), of: shared, by: DeskSample.filer,
            at: DeskSample.now)
        try await server.bring(id, through: "issue")
    }

    private static func signIns(_ server: DeskSample) async throws {
        let accounts = Accounts(store: server.store, passwords: try Passwords(cost: .cheapest))
        let new = NewAccount(
            username: "an.\(Hex.encode(Random.bytes(4)))", name: "Nguyễn Văn An", roles: [.filer],
            organization: Samples.notary.id)
        let id = try await accounts.addAccount(
            new, password: "con đường về nhà", by: .system, now: DeskSample.now)
        for password in ["con đường về nhà", "sai", "con đường về nhà"] {
            _ = try await accounts.signIn(
                username: new.username, password: password, addressDigest: Accounts.digest(ofAddress: "192.0.2.1"),
                browser: nil, replacing: nil, now: DeskSample.now)
        }
        try await accounts.disable(id, by: .system, now: DeskSample.now)
        try await accounts.purge(now: DeskSample.now)
    }
}
