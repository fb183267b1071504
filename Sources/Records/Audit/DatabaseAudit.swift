// Proving a whole database: the chain of the log, and every table that the log can be held against.

import Basics
import Casework
import Foundation
public import Storage

/// What a check of the database found.
public struct AuditReport: Sendable, Hashable {
    public var ledger: LedgerReport
    /// The first difference of each table; empty after a quick check.
    public var findings: [AuditFinding]
    public var isQuick: Bool

    public var isSound: Bool { ledger.fault == nil && findings.isEmpty }
}

/// How far a check is.
public struct AuditProgress: Sendable {
    public enum Part: String, Sendable { case log, cases }
    public var part: Part
    public var done: Int
    public var total: Int
}

/// Checks a whole database, for `trinhky audit verify`: needs the file alone, opened for reading only. What each column
/// proves, and which prove nothing and why, is said in docs/storage.md, "What audit verify proves".
public struct DatabaseAudit: Sendable {
    let store: any Store
    /// Places in the log that are known from elsewhere.
    var anchors: [LedgerAnchor] = []
    /// Called now and then, at most every thousand entries or hundred cases.
    var progress: @Sendable (AuditProgress) -> Void = { _ in }

    public init(
        _ store: any Store, anchors: [LedgerAnchor] = [],
        progress: @escaping @Sendable (AuditProgress) -> Void = { _ in }
    ) {
        self.store = store
        self.anchors = anchors
        self.progress = progress
    }

    /// The chain alone.
    public func verifyLog() async throws -> AuditReport {
        let ledger = try await store.read { [anchors, progress] db in
            try db.verifyLedger(anchors: anchors, progress: progress)
        }
        return AuditReport(ledger: ledger, findings: [], isQuick: true)
    }

    /// The chain and the tables, in one snapshot, and before them the file itself and its schema.
    /// - Parameter schema: every table, index and trigger by its name, as a new database of this program has them.
    public func verify(schema: [String: String]) async throws -> AuditReport {
        var findings = AuditFindings()
        for problem in try await store.integrityProblems() { findings.add("integrity", problem, .different) }
        let there = try await store.schema()
        findings.compare("schema", of: "", found: there, expected: schema)
        let (ledger, found) = try await store.read { [anchors, progress] db in
            (
                try db.verifyLedger(anchors: anchors, progress: progress),
                try db.differencesFromLog(progress: progress)
            )
        }
        findings.add(found)
        return AuditReport(ledger: ledger, findings: findings.all, isQuick: false)
    }
}

extension Connection {
    /// The first difference of each table from the log.
    func differencesFromLog(progress: (AuditProgress) -> Void = { _ in }) throws -> [AuditFinding] {
        var (findings, counts) = (AuditFindings(), AuditCounts())
        let total = try one("SELECT count(*) FROM case_row")?.int(at: 0) ?? 0
        try forEachRun { ids in
            for read in try CaseRun(ids, self).cases {
                let (found, seen) = audit(read)
                findings.add(found)
                counts.add(seen)
            }
            progress(AuditProgress(part: .cases, done: counts.cases, total: total))
        } unreadable: { stream in
            findings.add("event", stream, .different)
        }
        findings.add(
            try readable("data_release") {
                let (found, seen) = try differencesBesideCases()
                counts.add(seen)
                return found
            })
        findings.add(try counts.surplus(self))
        findings.add(try readable("case_snapshot", differencesOfSnapshots))
        findings.add(try readable("ledger_head", differencesOfLogClock))
        findings.add(try readable("account", differencesOfUnits))
        findings.add(try readable("counter", differencesOfCounters))
        findings.add(try readable("text") { try differencesOfTexts(counts) })
        findings.add(try readable("schema_migration", differencesOfMigrations))
        return findings.all
    }

    /// The cases of the log in the order of their ids, so many at once as fit in memory with their events.
    private func forEachRun(_ body: ([CaseID]) throws -> Void, unreadable: (String) -> Void) throws {
        var (ids, events): ([CaseID], Int) = ([], 0)
        try forEach(
            """
            SELECT stream, max(seq) FROM event WHERE stream > 'case:' AND stream < 'case;' GROUP BY stream
            ORDER BY stream
            """
        ) { row in
            let stream = try row.text(at: 0)
            guard let id = CaseID(String(stream.dropFirst("case:".count))) else { return unreadable(stream) }
            ids.append(id)
            events += try row.int(at: 1)
            guard ids.count >= Limits.auditedCasesAtOnce || events >= Limits.auditedEventsAtOnce else { return }
            try body(ids)
            (ids, events) = ([], 0)
        }
        if !ids.isEmpty { try body(ids) }
    }

    /// One case. What cannot be read at all is a difference too, and no reason to leave the others unchecked.
    private func audit(_ read: AuditedCase) -> ([AuditFinding], AuditCounts) {
        var audit = CaseAudit(read, self)
        do {
            try audit.check()
        } catch {
            return (audit.findings.all + [AuditFinding("event", read.id.text, .different)], audit.seen)
        }
        return (audit.findings.all, audit.seen)
    }

    /// What a part finds; a table that cannot be read is not what the log says.
    private func readable(_ table: String, _ part: () throws -> [AuditFinding]) throws -> [AuditFinding] {
        do {
            return try part()
        } catch StorageError.corrupt {
            return [AuditFinding(table, "a row that cannot be read", .different)]
        }
    }

    private func differencesOfSnapshots() throws -> [AuditFinding] {
        try firstUnsoundSnapshot().map { [AuditFinding("case_snapshot", $0.text, .different)] } ?? []
    }

    /// Accounts with their second factors, organisations and offices, and payments that are held: the log records them
    /// row by row.
    private func differencesOfUnits() throws -> [AuditFinding] {
        var findings = AuditFindings()
        let query: Query = """
            SELECT id FROM account UNION SELECT account_id FROM second_factor UNION SELECT account_id FROM recovery_code
            UNION SELECT id FROM organization UNION SELECT \(RecordedRows.payments)
            UNION SELECT substr(stream, 6) FROM event r WHERE stream > 'rows:' AND stream < 'rows;' AND seq = 1
                AND NOT EXISTS (SELECT 1 FROM event c WHERE c.stream = 'case:' || substr(r.stream, 6))
            """
        try forEach(query) { row in
            let owner = try row.text(at: 0)
            findings.add(try differences(of: RecordedTable.tables(of: owner), owner: owner))
        }
        return findings.all
    }

    /// Each counter stands at the highest number that was given: books have no gaps.
    private func differencesOfCounters() throws -> [AuditFinding] {
        var expected: [String: Int] = [:]
        for row in try rows("SELECT office, year, max(number) FROM incoming_document GROUP BY office, year") {
            expected["incoming/\(try row.text(at: 0))/\(try row.int(at: 1))"] = try row.int(at: 2)
        }
        for row in try rows("SELECT office, year, max(number) FROM outgoing_document GROUP BY office, year") {
            expected["outgoing/\(try row.text(at: 0))/\(try row.int(at: 1))"] = try row.int(at: 2)
        }
        try forEach("SELECT code FROM case_row WHERE code IS NOT NULL") { row in
            guard let (counter, number) = Books.counter(ofDossier: try row.text(at: 0)) else { return }
            expected[counter] = max(expected[counter] ?? 0, number)
        }
        var found: [String: Int] = [:]
        for row in try rows("SELECT name, value FROM counter") { found[try row.text(at: 0)] = try row.int(at: 1) }
        var findings = AuditFindings()
        findings.compare("counter", of: "", found: found, expected: expected)
        return findings.all
    }

    /// Kept texts are named by their digest, and what cases go by is there.
    private func differencesOfTexts(_ seen: AuditCounts) throws -> [AuditFinding] {
        var (findings, names) = (AuditFindings(), Set<String>())
        var needed = seen.services.union(seen.procedures)
        try forEach("SELECT digest, content FROM text") { row in
            let (name, content) = (try row.text(at: 0), try row.blob(at: 1))
            if Digest(of: content).hex != name { findings.add("text", name, .different) }
            names.insert(name)
            guard seen.procedures.contains(name) else { return }
            let files = ProcedureFiles.read(manifest: String(decoding: content, as: UTF8.self))
            if files == nil { findings.add("text", name, .different) }
            needed.formUnion((files ?? []).map(\.digest))
        }
        for name in needed.subtracting(names).sorted() { findings.add("text", name, .missing) }
        return findings.all
    }

    /// The schema was brought up to date by the steps of this program.
    private func differencesOfMigrations() throws -> [AuditFinding] {
        var (found, expected): ([String: String], [String: String]) = ([:], [:])
        for row in try rows("SELECT number, name, digest FROM schema_migration") {
            found[String(try row.int(at: 0))] = "\(try row.text(at: 1)) \(try row.digest(at: 2))"
        }
        for step in Migrations.all {
            expected[String(step.number)] = "\(step.name) \(step.digest(dialect))"
        }
        var findings = AuditFindings()
        findings.compare("schema_migration", of: "", found: found, expected: expected)
        return findings.all
    }

    /// The rows of that owner in these tables, held against what the log says last of each.
    private func differences(of tables: [RecordedTable], owner: String) throws -> [AuditFinding] {
        var findings = AuditFindings()
        let recorded = try recordedRows(of: owner)
        for table in tables {
            findings.compare(
                table, of: owner, found: try rows(table.rows(of: owner)).map { try RecordedRow(table, $0) },
                recorded: recorded[table] ?? [:])
        }
        return findings.all
    }
}

extension AuditFindings {
    /// Holds rows against the digests that the log has of them.
    mutating func compare(
        _ table: RecordedTable, of owner: String, found: [RecordedRow], recorded: [String: Digest]
    ) {
        let digests = Dictionary(found.map { ($0.key, $0.digest) }) { _, last in last }
        compare(table.rawValue, of: owner, found: digests, expected: recorded)
    }
}
