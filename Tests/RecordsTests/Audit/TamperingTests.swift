// Somebody changes a table with a tool of their own: the check names it, or docs/storage.md says why it cannot.

import Basics
import Casework
import Forms
import Foundation
import Registry
import Statistics
import Storage
import TestKit
import Testing

@testable import Records

@Suite struct TamperingTests {
    /// A database with cases at every stage that leaves rows, made once and copied for each change.
    private static let template = Task { () throws -> String in
        try await TamperedDatabase.make { store in
            _ = try await MigrationRunner.migrate(store, Migrations.all, now: RegistrySample.now)
            try await fill(try await DeskSample(populated: true, in: store))
        }
    }

    /// The same with nothing that guards its rows.
    private static let unguarded = Task { () throws -> String in
        try await TamperedDatabase.make { store in
            _ = try await MigrationRunner.migrate(store, Migrations.all, now: RegistrySample.now)
            try await fill(try await DeskSample(populated: true, in: store))
            try await TamperedDatabase.unguard(store)
        }
    }

    private static func fill(_ sample: DeskSample) async throws {
        let accounts = Accounts(store: sample.store, passwords: try Passwords(cost: .cheapest))
        for name in ["lan.nguyen", "huy.tran"] {
            let new = NewAccount(
                username: name, name: name, roles: [.clerk], organization: nil, office: DeskSample.office,
                position: Position(title: "CÁN BỘ"))
            let id = try await accounts.addAccount(
                new, password: "một câu dài bất kỳ", by: .system, now: DeskSample.now)
            let person = Actor(account: id, name: name, roles: [.clerk], office: DeskSample.office)
            try await accounts.offerSecondFactor(to: id, now: DeskSample.now)
            let secret = try await accounts.secondFactor(of: person, now: DeskSample.now)?.offered?.bytes ?? []
            let code = OneTimeCode.code(secret, step: OneTimeCode.step(at: DeskSample.now))
            _ = try await accounts.setSecondFactor(code: code, by: person, now: DeskSample.now)
        }
        for last in ["issue", "issue", "accept", "request-supplement"] {
            let id = try await sample.draft()
            try await sample.attach(to: id)
            if last == "request-supplement" {
                try await sample.bring(id, through: "vouch")
                try await sample.act(last, id)
            } else {
                try await sample.bring(id, through: last)
            }
            try await sample.worker.runDue(at: DeskSample.now)
            let state = try await sample.state(id)
            guard let release = state.release else { continue }
            let (desk, content) = (ResultDesk(store: sample.store), Array("\(release)".utf8))
            try await desk.keep(
                Digest(of: content), of: release, as: .csv, by: DeskSample.filer, at: DeskSample.now)
            guard let result = try await desk.open(state, as: .pdf, by: DeskSample.filer, at: DeskSample.now) else {
                continue
            }
            let pdf = try await desk.drawPDF(of: result, by: DeskSample.filer, at: DeskSample.now) {
                AsyncThrowingStream { continuation in
                    continuation.yield(content)
                    continuation.finish()
                }
            }
            for try await _ in pdf {}
        }
        // A server that calls.
        _ = try await AssertionSample(in: sample).call()
        // An agency that had a table of counts.
        _ = try await TableSample(in: sample).make([.sex])
        // A long draft, of which there is a snapshot.
        let long = try await sample.draft()
        for number in 0..<Limits.eventsPerSnapshot {
            try await sample.desk.save(
                page: "purpose", Answers(["purpose_text": .text("Lần \(number)")]), of: long, by: DeskSample.filer,
                at: DeskSample.now)
        }
        // A request whose list names a file.
        let person = try RegistrySample.people()[0]
        _ = try await sample.fingerDraft([(person, InventedFingers.probe(of: person.personalID))])
        try await payTwice(sample)
        // Work that waits: an approval that the worker has not carried out yet.
        try await sample.bring(try await sample.draft(), through: "issue")
        try await beginLongRelease(sample)
        try await ask(sample)
    }

    /// A requester who was asked something.
    private static func ask(_ sample: DeskSample) async throws {
        let id = try await sample.draft()
        try await sample.bring(id, through: "accept")
        try await sample.desk.remark(
            .remark, on: id, by: Samples.person(.clerk, at: DeskSample.office),
            input: FieldValues(["remark": ["Ai là người nhận kết quả?"], "audience": ["asked"]]), at: DeskSample.now)
    }

    /// A fee that was paid, and money that then paid none.
    private static func payTwice(_ sample: DeskSample) async throws {
        let fees = try FeeSample(in: sample)
        let state = try await fees.record(try await fees.answered())
        _ = try await fees.take(FeeSample.claims(state))
    }

    /// A long list that is being answered: its release is begun, and one block of it is there.
    private static func beginLongRelease(_ sample: DeskSample) async throws {
        let people = try DeskSample.rows(RegistrySample.citizens)
        let id = try await sample.draft()
        try await sample.replaceSubjects((0...Limits.releaseBlockRows).map { people[$0 % people.count] }, of: id)
        try await sample.bring(id, through: "issue")
        let state = try await sample.state(id)
        let service = try ShippedProcedure.loaded().service(state.service)
        try await sample.store.write { db in
            let grant = try DecisionGrant.grant(
                state, service, id: GrantID(at: DeskSample.now, random: Random.bytes(10)))
            let rows = try db.open(grant)
            let open = try db.begin(
                ReleaseID(at: DeskSample.now, random: Random.bytes(10)), under: grant.id, at: DeskSample.now)
            let kept = try db.keep(open)
            let fulfilment = try db.fulfilment(of: open, comparedBy: sample.procedures.placeNames)
            if let block = try db.answerBlock(of: fulfilment, after: nil, at: DeskSample.now) {
                try db.store(block, of: open.id)
            }
            try db.record(rows + kept, of: id.text, by: .system, at: DeskSample.now)
        }
    }

    @Test func aDatabaseThatNobodyTouchedIsSound() async throws {
        let database = try await TamperedDatabase(copyOf: try await Self.template.value)
        let report = try await DatabaseAudit(database.store).verify(schema: try await KnownSchema.of(database.store))
        #expect(report.isSound, "\(report)")
        #expect(report.ledger.entries > 100)
        try await database.remove()
    }

    static let tables = [
        "account", "act_receipt", "assertion_call", "attachment", "begun_release", "case_fee", "case_office",
        "case_row", "case_snapshot", "charged_marginal", "client_key", "counter",
        "data_grant", "data_release", "disclosure", "filed_request", "finger_probe", "held_payment",
        "incoming_document", "office",
        "organization", "outbox", "outgoing_document", "paper", "paper_version", "recovery_code", "release_block",
        "release_row", "remark_wait", "result_file",
        "schema_migration", "second_factor", "signing_authority", "subject", "task", "text", "timer",
    ]

    @Test func everyTableIsTriedOrSaysWhyNot() async throws {
        let database = try await TamperedDatabase(copyOf: try await Self.template.value)
        // What SQLite keeps of an index of words are tables as well, whose table is tried.
        let all = try await database.tables().filter { !$0.hasPrefix("case_text_index") }
        let excused = try Self.excuses().filter { $0.hasSuffix(".*") }.map { String($0.dropLast(2)) }
        // The log itself has its own tests (LedgerTamperingTests).
        #expect(all == Set(Self.tables + excused + ["event", "ledger_head"]))
        try await database.remove()
    }

    @Test(arguments: tables)
    func aChangedColumnIsNamed(_ table: String) async throws {
        let excuses = try Self.excuses()
        let template = try await Self.unguarded.value
        let whole = try await TamperedDatabase(copyOf: template)
        let columns = try await whole.columns(of: table)
        try await whole.remove()
        #expect(!columns.isEmpty)
        for column in columns {
            let database = try await TamperedDatabase(copyOf: template)
            let isChanged = try await database.change(table, column)
            #expect(isChanged, "no change of \(table).\(column) could be made")
            let report = try await DatabaseAudit(database.store).verify(schema: try await database.store.schema())
            if excuses.contains("\(table).\(column)") {
                #expect(report.isSound, "\(table).\(column) proves something after all: \(report.findings)")
            } else {
                #expect(report.findings.contains { $0.table == table }, "\(table).\(column): \(report.findings)")
            }
            try await database.remove()
        }
    }

    /// Without its snapshot a case is read from its first event: nothing is lost with it.
    @Test(arguments: tables.filter { $0 != "case_snapshot" })
    func aRowTakenAwayIsNamed(_ table: String) async throws {
        let database = try await TamperedDatabase(copyOf: try await Self.unguarded.value)
        #expect(try await database.removeRow(of: table) == 1)
        let report = try await DatabaseAudit(database.store).verify(schema: try await database.store.schema())
        #expect(report.findings.contains { $0.table == table }, "\(table): \(report.findings)")
        try await database.remove()
    }

    @Test func triggersAndTablesThatWereChangedAreNamed() async throws {
        let database = try await TamperedDatabase(copyOf: try await Self.template.value)
        try await database.store.write { try $0.dropTrigger("event_keeps_rows", of: "event") }
        let report = try await DatabaseAudit(database.store).verify(schema: try await KnownSchema.of(database.store))
        #expect(report.findings.map(\.table) == ["schema"])
        #expect(report.findings.first?.row.contains("event_keeps_rows") == true)
        try await database.remove()
    }

    /// What docs/storage.md excuses: `table.column`, or `table.*`.
    private static func excuses() throws -> Set<String> {
        let text = try String(contentsOf: repositoryRoot.appending(path: "docs/storage.md"), encoding: .utf8)
        let section = try #require(text.split(separator: "| columns | why they prove nothing |").last)
        let rows = section.split(separator: "\n").prefix { $0.hasPrefix("|") }
        return Set(
            rows.flatMap { row in
                row.split(separator: "|")[0].matches(of: /`([a-z_]+\.[a-z_*]+)`/).map { String($0.1) }
            })
    }
}
