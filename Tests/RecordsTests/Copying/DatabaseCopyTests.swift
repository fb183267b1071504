// Everything moves from one kind of database into the other and back, and is the same.

import Basics
import Casework
import Storage
import StorageSQLite
import Synchronization
import TestKit
import Testing

@testable import Records

@Suite struct DatabaseCopyTests {
    /// A database with a case that was answered, one that waits, a long draft, and accounts.
    private func filled(on database: TestDatabase) async throws -> any Store {
        let sample = try await DeskSample(populated: true)
        let answered = try await sample.draft()
        try await sample.attach(to: answered)
        try await sample.bring(answered, through: "issue")
        try await sample.worker.runDue(at: DeskSample.now)
        try await sample.bring(try await sample.draft(), through: "accept")
        let accounts = Accounts(store: sample.store, passwords: try Passwords(cost: .cheapest))
        let new = NewAccount(
            username: "lan.nguyen", name: "Nguyễn Thị Lan", roles: [.clerk], organization: nil,
            office: DeskSample.office, position: Position(title: "CÁN BỘ"))
        try await accounts.addAccount(new, password: "một câu dài bất kỳ", by: .system, now: DeskSample.now)
        guard database != (try TestDatabase.usual) else { return sample.store }
        let other = try await migratedStore(on: database, now: DeskSample.now)
        _ = try await DatabaseCopy(from: sample.store, to: other).run()
        return other
    }

    private func content(_ store: any Store) async throws -> [String: [Row]] {
        try await store.read { db in
            var content: [String: [Row]] = [:]
            for table in CopiedTable.all + [CopiedTable.head] {
                let key = table.key.map { "\"\($0)\"" }.joined(separator: ", ")
                content[table.name] = try db.rows("SELECT * FROM \(raw: "\"\(table.name)\" ORDER BY \(key)")")
            }
            return content
        }
    }

    @Test(arguments: [(TestDatabase.sqlite, TestDatabase.postgres), (.postgres, .sqlite), (.sqlite, .sqlite)])
    func whatWasThereIsThereAgain(from first: TestDatabase, to second: TestDatabase) async throws {
        let source = try await filled(on: first)
        let target = try await migratedStore(on: second, now: DeskSample.now)
        let (rows, report) = try await DatabaseCopy(from: source, to: target).run()
        let (before, after) = (try await content(source), try await content(target))
        #expect(rows == before.values.reduce(0) { $0 + $1.count } && rows > 500)
        for (name, rows) in before { #expect(after[name] == rows, "\(name)") }
        #expect(report.isSound && !report.isQuick)
        let waiting = try await target.read { db in try db.one("SELECT count(*) FROM case_to_index")?.int(at: 0) }
        #expect(waiting == 2, "every case that was filed is indexed anew")
        let entry = LedgerEntry(
            type: "opened", at: DeskSample.now, actor: ActorEnvelope(.system, by: .command), payload: "{}")
        try await target.write { db in try db.append([entry], to: "access") }
        #expect(try await DatabaseAudit(target).verifyLog().isSound)
    }

    @Test func everyTableOfTheServerIsCopied() async throws {
        let store = try await migratedStore(on: .sqlite, now: DeskSample.now)
        let tables = try await store.read { db in
            try db.rows("SELECT name FROM sqlite_schema WHERE type = 'table'").map { try $0.text(at: 0) }
        }
        let copied = CopiedTable.all.map(\.name) + [CopiedTable.head.name]
        // What SQLite keeps of an index of words are tables as well.
        let left = tables.filter { !copied.contains($0) && !$0.hasPrefix("case_text_index") }
        #expect(Set(left) == ["schema_migration", "case_text", "case_to_index"])
        for table in CopiedTable.all + [CopiedTable.head] {
            let key = try await store.read { db in
                // Its primary key, or where it has none its unique one.
                let columns: Query = """
                    SELECT name FROM pragma_table_info(\(table.name)) WHERE pk > 0 ORDER BY pk
                    """
                let unique: Query = """
                    SELECT c.name FROM pragma_index_list(\(table.name)) i, pragma_index_info(i.name) c
                    WHERE i."unique" = 1 AND i.origin <> 'pk' ORDER BY c.seqno
                    """
                let found = try db.rows(columns)
                return try (found.isEmpty ? db.rows(unique) : found).map { try $0.text(at: 0) }
            }
            #expect(table.key == key, "\(table.name)")
        }
    }

    @Test func whoIsReferredToComesFirst() async throws {
        let source = try await migratedStore(on: .sqlite, now: DeskSample.now)
        try await source.write { db in
            try db.insert(Samples.bank, now: DeskSample.now)
            try db.insert(Samples.notary, now: DeskSample.now)
            for (low, high) in [(Samples.bank.id, Samples.notary.id), (Samples.notary.id, Samples.bank.id)]
            where low < high {
                try db.run("UPDATE organization SET superior_id = \(high) WHERE id = \(low)")
            }
            for id in [Samples.bank.id, Samples.notary.id] {
                try db.record(.organizations, of: id.text, by: .system, at: DeskSample.now)
            }
        }
        let target = try await migratedStore(on: .sqlite, now: DeskSample.now)
        _ = try await DatabaseCopy(from: source, to: target).run()
        let before = try await content(source)
        #expect(try await content(target)["organization"] == before["organization"])
    }

    @Test func whatIsNotEmptyStaysAsItIs() async throws {
        let source = try await filled(on: .sqlite)
        let target = try await migratedStore(on: .sqlite, now: DeskSample.now)
        try await target.write { db in try db.insert(Samples.bank, now: DeskSample.now) }
        let before = try await content(target)
        await #expect(throws: CopyRefusal.targetIsNotEmpty(table: "organization")) {
            try await DatabaseCopy(from: source, to: target).run()
        }
        #expect(try await content(target) == before)
    }

    @Test func aCopyThatWasBrokenOffIsKnown() async throws {
        let source = try await filled(on: .sqlite)
        let target = try await migratedStore(on: .sqlite, now: DeskSample.now)
        #expect(try await target.read { try $0.isCopyBrokenOff() } == false)
        await #expect(throws: CopyRefusal.sourceChanged) {
            try await DatabaseCopy(from: Restless(source), to: target).run()
        }
        #expect(try await target.read { try $0.isCopyBrokenOff() })
        #expect(try await source.read { try $0.isCopyBrokenOff() } == false)
    }

    @Test func anUnsoundSourceGivesNoSoundCopy() async throws {
        let source = try await filled(on: .sqlite)
        try await source.write { db in try db.run("UPDATE case_row SET stage = 'closed' WHERE stage <> 'closed'") }
        let target = try await migratedStore(on: .sqlite, now: DeskSample.now)
        do {
            _ = try await DatabaseCopy(from: source, to: target).run()
            Issue.record("the copy was taken for sound")
        } catch CopyRefusal.unsound(let report) {
            #expect(report.findings.first?.table == "case_row")
        }
    }
}

/// A store in which somebody writes once, after the head of the log was read for the first time.
private final class Restless: StoreAround {
    let inner: any Store
    private let reads = Mutex(0)

    init(_ inner: any Store) { self.inner = inner }

    func read<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        let result = try await inner.read(body)
        let number = reads.withLock { count in
            count += 1
            return count
        }
        guard number == 2 else { return result }
        let entry = LedgerEntry(
            type: "opened", at: DeskSample.now, actor: ActorEnvelope(.system, by: .web), payload: "{}")
        try await inner.write { db in try db.append([entry], to: "access") }
        return result
    }
}
