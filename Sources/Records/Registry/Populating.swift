// `registry generate`, `registry import`, `registry export`: people in bulk. Each is itself an entry of the log.

public import Basics
public import Casework
import Formats
public import Foundation
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

/// How far an import is: first all rows are looked at, then the good ones go in.
public enum PopulationProgress: Sendable {
    /// From 0 to 1.
    case checked(part: Double)
    case loaded(Int, of: Int)
}

/// Why an import was refused as a whole.
public struct ImportRefusal: Error, Hashable, Sendable {
    /// At most `Limits.rowProblemsMax`.
    public let problems: [PersonRowProblem]
    public let badRows: Int
}

extension Store {
    /// Adds the synthetic population. Numbers that are there already are left alone, so that a run that was broken off
    /// can be repeated. People are committed in batches, each made while the one before is written; memory stays
    /// constant. `progress` gets how many are done.
    public func generatePopulation(
        _ population: SyntheticPopulation, seed: UInt64, by actor: Actor, at moment: Timestamp,
        progress: (_ done: Int) throws -> Void = { _ in }
    ) async throws -> PopulationReport {
        let load = try await begin("generated:\(seed)", validFrom: SyntheticPopulation.day, by: actor, at: moment)
        var report = PopulationReport()
        var (people, batch) = await Self.next(population.makeIterator(), of: load)
        while batch.count > 0 {
            let (rest, written) = (people, batch)
            async let following = Self.next(rest, of: load)
            let known = try await write { db in try load.addMissing(written, db).count }
            report.added += batch.count - known
            report.unchanged += known
            try progress(report.added + report.unchanged)
            (people, batch) = await following
        }
        let done = report
        try await end(load)
        try await write { db in
            let payload = Populated(count: population.count, seed: String(seed), report: done)
            try db.askForCounts(afterLoadAt: moment)
            try db.append(
                [try LedgerEntry(type: "populated", at: moment, actor: actor, payload: payload)], to: "registry")
        }
        return report
    }

    private static func next(
        _ start: SyntheticPopulation.Iterator, of load: PopulationLoad
    ) async -> (rest: SyntheticPopulation.Iterator, batch: LoadedPeople) {
        var rest = start
        let pieces = (0..<Batches.committed / Batches.prepared).map { _ in
            var piece: [PersonRecord] = []
            piece.reserveCapacity(Batches.prepared)
            while piece.count < Batches.prepared, let person = rest.next() { piece.append(person) }
            return piece
        }
        var batch = LoadedPeople()
        let read = await pieces.concurrently { people in
            var piece = PeoplePiece(load)
            // In their place: a copy of a record is a copy of forty texts.
            for index in people.indices { piece.add(people[index]) }
            return piece
        }
        for piece in read { batch.add(piece) }
        return (rest, batch)
    }

    /// Loads a file of citizens. Unless `keepGood`, one bad row refuses the whole file before anything is written. The
    /// file is read once: people that were checked are kept (`PeopleSpool`) until all of it is, and go in from there.
    /// They are committed in batches: a run that was broken off is repeated with the same file, and passes over what is
    /// there already. People who are there and differ get a new version. `bad` gets the bad rows as a CSV file, piece
    /// by piece, each with its line and the reasons, before anything else is done; `progress` how far it is.
    /// - Parameter folder: Where people are kept meanwhile.
    /// - Throws: `ImportRefusal` where nothing was loaded.
    public func importPopulation(
        _ source: ByteSource, _ known: ImportKnowledge, keepGood: Bool, by actor: Actor, at moment: Timestamp,
        keptIn folder: String = FileManager.default.temporaryDirectory.path,
        bad: (_ piece: [UInt8]) throws -> Void = { _ in },
        progress: (PopulationProgress) throws -> Void = { _ in }
    ) async throws -> (report: PopulationReport, problems: [PersonRowProblem]) {
        let communes = try await read { db in try db.communes() }
        let file = try PopulationFile(source, known, communes, on: moment.date)
        let spool = try PeopleSpool(in: folder)
        while let batch = try await file.nextBatch() {
            if !batch.bad.isEmpty { try bad(batch.bad) }
            for people in batch.people { try spool.add(people) }
            try progress(.checked(part: batch.part))
        }
        let (goodRows, badRows, problems) = (await file.goodRows, await file.badRows, await file.problems)
        guard badRows == 0 || keepGood else { throw ImportRefusal(problems: problems, badRows: badRows) }
        let digest = await file.digest.hex
        let load = try await begin("import:\(digest)", validFrom: moment.date, by: actor, at: moment)
        var report = PopulationReport(refused: badRows)
        try spool.rewind()
        let queue = PeopleQueue(spool, for: load)
        var batch = try await queue.nextBatch()
        while let written = batch {
            async let following = queue.nextBatch()
            let (added, changed) = try await write { db in try load.addOrChange(written, db) }
            report.added += added
            report.changed += changed
            report.unchanged += written.count - added - changed
            try progress(.loaded(report.added + report.changed + report.unchanged, of: goodRows))
            batch = try await following
        }
        let done = report
        try await end(load)
        try await write { db in
            let payload = Imported(digest: digest, report: done)
            try db.askForCounts(afterLoadAt: moment)
            try db.append(
                [try LedgerEntry(type: "imported", at: moment, actor: actor, payload: payload)], to: "registry")
        }
        return (report, problems)
    }

    /// Opens a load, and says so in the log.
    private func begin(
        _ source: String, validFrom date: LocalDate, by actor: Actor, at moment: Timestamp
    ) async throws -> PopulationLoad {
        try await write { db in
            let isFirst = try db.one("SELECT 1 FROM person LIMIT 1") == nil
            if isFirst { try db.dropPersonIndexes() } else { try db.makePersonIndexes() }
            let change = try db.beginChange(source, by: actor, at: moment)
            try db.append(
                [try LedgerEntry(type: "load-begun", at: moment, actor: actor, payload: LoadBegun(source: source))],
                to: "registry")
            return PopulationLoad(change: change, validFrom: date, isFirst: isFirst)
        }
    }

    private func end(_ load: PopulationLoad) async throws {
        if load.isFirst { try await write { try $0.makePersonIndexes() } }
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
    /// People in one commit of a load: a second of work, so that others' acts wait no longer.
    static let committed = 20_000
    /// People that are made ready together, on whichever core is free.
    static let prepared = 5_000
    /// Pieces of a file that are read before somebody asks for them.
    static let piecesAhead = 6
    /// Rows that go in together.
    static let inserted = 4_096
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

private struct LoadBegun: Encodable {
    let source: String
}

private struct Imported: Encodable {
    let digest: String
    let report: PopulationReport
}

private struct Exported: Encodable {
    let count: Int
}

extension Connection {
    /// People by number, for writing them all out.
    fileprivate func people(after number: Int64, limit: Int) throws -> [PersonRecord] {
        let selection = PersonSelection()
        return try rows(
            """
            SELECT \(selection.sql) FROM \(selection.tables)
            WHERE p.personal_id > \(number) ORDER BY p.personal_id LIMIT \(limit)
            """
        ).map(selection.person)
    }
}
