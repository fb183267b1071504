// `registry generate`, `registry import`, `registry export`: people in bulk. Each is itself an entry of the log.

public import Basics
public import Casework
import Formats
public import Registry
public import Storage

/// What a bulk load did.
public struct PopulationReport: Hashable, Codable, Sendable {
    /// New people, changed ones, those already so, and rows not taken.
    public var added = 0
    public var changed = 0
    public var unchanged = 0
    public var refused = 0

    public init(added: Int = 0, changed: Int = 0, unchanged: Int = 0, refused: Int = 0) {
        self.added = added
        self.changed = changed
        self.unchanged = unchanged
        self.refused = refused
    }
}

/// What reading a file of citizens goes by.
public struct ImportKnowledge: Sendable {
    public var provinces: Provinces
    public var headings: ColumnHeadings

    public init(provinces: Provinces, headings: ColumnHeadings = ColumnHeadings()) {
        self.provinces = provinces
        self.headings = headings
    }
}

/// Why an import was refused as a whole.
public struct ImportRefusal: Error, Hashable, Sendable {
    /// At most `Limits.rowProblemsMax`.
    public let problems: [PersonRowProblem]
    public let badRows: Int
}

extension Store {
    /// Adds the synthetic population. Numbers that are there already are left alone, so that a run that was broken off
    /// can be repeated. People are committed in batches; memory stays constant.
    public func generatePopulation(
        _ population: SyntheticPopulation, seed: UInt64, by actor: Actor, at moment: Timestamp
    ) async throws -> PopulationReport {
        var people = population.makeIterator()
        var report = PopulationReport()
        while report.added + report.unchanged < population.count {
            let start = people
            let (next, added, unchanged) = try await write { db in
                var people = start
                var (added, unchanged) = (0, 0)
                while added + unchanged < Batches.committed {
                    let batch = (0..<Batches.lookedUp).compactMap { _ in people.next() }
                    if batch.isEmpty { break }
                    let known = try db.known(batch.map(\.personalID))
                    try db.insert(
                        batch.lazy.filter { !known.contains($0.personalID) }, validFrom: SyntheticPopulation.day,
                        at: moment)
                    added += batch.count - known.count
                    unchanged += known.count
                }
                return (people, added, unchanged)
            }
            people = next
            report.added += added
            report.unchanged += unchanged
        }
        let done = report
        try await write { db in
            let payload = Populated(count: population.count, seed: String(seed), report: done)
            try db.append(
                [try LedgerEntry(type: "populated", at: moment, actor: actor, payload: payload)], to: "registry")
        }
        return report
    }

    /// Loads a file of citizens in one transaction. Unless `keepGood`, one bad row refuses the whole file. People who
    /// are there already and differ get a new version. `bad` gets the bad rows as a CSV file, each with its line and
    /// the reasons, before anything else is done.
    public func importPopulation(
        _ bytes: [UInt8], _ known: ImportKnowledge, keepGood: Bool, by actor: Actor, at moment: Timestamp,
        bad: (_ file: [UInt8]) throws -> Void = { _ in }
    ) async throws -> (report: PopulationReport, problems: [PersonRowProblem]) {
        let check = try PopulationFile(bytes, known, on: moment.date).check()
        if check.badRows > 0 { try bad(check.badFile) }
        guard check.badRows == 0 || keepGood else {
            throw ImportRefusal(problems: check.problems, badRows: check.badRows)
        }
        let digest = Digest(of: bytes).hex
        let report = try await write { db in
            var report = PopulationReport()
            report.refused = check.badRows
            var file = try PopulationFile(bytes, known, on: moment.date)
            while let batch = try file.nextBatch() {
                try db.load(batch, reason: "import:\(digest)", at: moment, &report)
            }
            let payload = Imported(digest: digest, report: report)
            try db.append(
                [try LedgerEntry(type: "imported", at: moment, actor: actor, payload: payload)], to: "registry")
            return report
        }
        return (report, check.problems)
    }

    /// Writes all citizens, or the first `limit` by number, as CSV through `write`. The log entry comes first.
    public func exportPopulation(
        limit: Int? = nil, onlyLiving: Bool = false, by actor: Actor, at moment: Timestamp,
        _ write: (_ piece: [UInt8]) throws -> Void
    ) async throws -> Int {
        try await self.write { db in
            let count = try db.populationCount()
            let payload = Exported(count: min(count, limit ?? count))
            try db.append(
                [try LedgerEntry(type: "exported", at: moment, actor: actor, payload: payload)], to: "registry")
        }
        var writer = CSVWriter()
        writer.row(PersonTable.header)
        var last: Int64 = -1
        var exported = 0
        while true {
            let after = last
            let people = try await read { db in try db.people(after: after, limit: Batches.exported) }
            let wanted = people.filter { !onlyLiving || $0.lifeEnd == nil }.prefix((limit ?? .max) - exported)
            for person in wanted { writer.row(PersonTable.cells(of: person)) }
            try write(writer.take())
            exported += wanted.count
            guard let newest = people.last, people.count == Batches.exported, exported < limit ?? .max else {
                return exported
            }
            last = newest.personalID.value
        }
    }
}

/// Sizes of the pieces in which people are loaded and written out.
enum Batches {
    /// People in one commit of the generator. Each commit rewrites most pages of the name index, so few and big ones;
    /// the journal grows to about 120 MB meanwhile.
    static let committed = 100_000
    /// Held in memory at once while exporting.
    static let exported = 2_000
    /// Looked up in one statement.
    static let lookedUp = 512
}

private struct Populated: Encodable {
    let count: Int
    let seed: String
    let report: PopulationReport
}

private struct Imported: Encodable {
    let digest: String
    let report: PopulationReport
}

private struct Exported: Encodable {
    let count: Int
}

/// A file of citizens, read row by row.
private struct PopulationFile {
    private var rows: SheetRows
    private let table: PersonTable
    private var lines: [PersonalID: Int] = [:]
    private(set) var problems: [PersonRowProblem] = []
    private(set) var badRows = 0
    /// The file of the bad rows, while it is wanted.
    private var bad: FaultyRows?

    init(_ bytes: [UInt8], _ known: ImportKnowledge, on date: LocalDate) throws {
        do {
            rows = try SheetRows(bytes, meaning: known.headings.meaning)
            table = try PersonTable(
                header: rows.header, line: rows.headerLine, provinces: known.provinces, on: date)
        } catch let fault as CSVFault {
            throw ImportRefusal(problems: PopulationFile.problems(fault), badRows: 0)
        } catch let fault as PersonTableFault {
            throw ImportRefusal(problems: fault.problems, badRows: 0)
        }
    }

    /// Reads it to its end for what is wrong with it.
    func check() throws -> (problems: [PersonRowProblem], badRows: Int, badFile: [UInt8]) {
        var copy = self
        copy.bad = FaultyRows(titles: rows.titles)
        while try copy.nextBatch() != nil {}
        return (copy.problems, copy.badRows, copy.bad?.bytes ?? [])
    }

    /// The next good rows, or `nil` at the end. Bad ones are noted. A file that breaks off inside a cell is no file.
    mutating func nextBatch() throws -> [PersonRecord]? {
        var batch: [PersonRecord] = []
        do {
            while batch.count < Batches.lookedUp, let row = try rows.next() {
                do {
                    let person = try table.person(of: row)
                    if let line = lines.updateValue(row.line, forKey: person.personalID) {
                        lines[person.personalID] = line
                        let reason = "the number stands on line \(line) already"
                        note([.init(line: row.line, column: "personal_id", reason: reason)], row)
                    } else {
                        batch.append(person)
                    }
                } catch {
                    note(error.problems, row)
                }
            }
        } catch {
            throw ImportRefusal(problems: PopulationFile.problems(error), badRows: badRows)
        }
        return batch.isEmpty ? nil : batch
    }

    private mutating func note(_ found: [PersonRowProblem], _ row: SheetRow) {
        badRows += 1
        if bad != nil {
            let reasons = found.map { [$0.column, $0.reason].compactMap { $0 }.joined(separator: ": ") }
            bad?.add(line: row.line, cells: row.cells, reasons: reasons.joined(separator: "; "))
        }
        problems += found.prefix(Limits.rowProblemsMax - problems.count)
    }

    private static func problems(_ fault: CSVFault) -> [PersonRowProblem] {
        fault.places.map { PersonRowProblem(line: $0.line, reason: "\($0.kind)") }
    }
}

extension Connection {
    /// Which of the numbers are in the registry.
    fileprivate func known(_ ids: [PersonalID]) throws -> Set<PersonalID> {
        var known: Set<PersonalID> = []
        for start in stride(from: 0, to: ids.count, by: Batches.lookedUp) {
            let some = ids[start..<min(start + Batches.lookedUp, ids.count)].map(\.value)
            try forEach("SELECT personal_id FROM person WHERE personal_id IN (\(list: some))") { row in
                if let id = PersonalID(value: try row.int64(at: 0)) { known.insert(id) }
            }
        }
        return known
    }

    fileprivate func load(
        _ batch: [PersonRecord], reason: String, at moment: Timestamp, _ report: inout PopulationReport
    ) throws {
        let known = try known(batch.map(\.personalID))
        try insert(batch.lazy.filter { !known.contains($0.personalID) }, validFrom: moment.date, at: moment)
        report.added += batch.count - known.count
        for person in batch where known.contains(person.personalID) {
            if try change(person, validFrom: moment.date, reason: reason, at: moment) {
                report.changed += 1
            } else {
                report.unchanged += 1
            }
        }
    }

    /// People by number, for writing them all out.
    fileprivate func people(after number: Int64, limit: Int) throws -> [PersonRecord] {
        let selection = PersonSelection()
        return try rows(
            "SELECT \(selection.sql) FROM person WHERE personal_id > \(number) ORDER BY personal_id LIMIT \(limit)"
        ).map(selection.person)
    }
}
