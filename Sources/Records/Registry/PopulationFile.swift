// The file of `registry import`.

import Basics
import Formats
import Registry

/// A file of citizens, read row by row.
struct PopulationFile {
    private var rows: SheetRows
    /// The next rows, cut while those before them are read; `nil` before the first.
    private var following: [SheetRow]?
    private let table: PersonTable
    private var lines: [PersonalID: Int] = [:]
    private(set) var problems: [PersonRowProblem] = []
    private(set) var badRows = 0
    private(set) var goodRows = 0
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
    func check() async throws -> (problems: [PersonRowProblem], badRows: Int, goodRows: Int, badFile: [UInt8]) {
        var copy = self
        copy.bad = FaultyRows(titles: rows.titles)
        while try await copy.nextBatch() != nil {}
        return (copy.problems, copy.badRows, copy.goodRows, copy.bad?.bytes ?? [])
    }

    /// The good ones of the next rows, in pieces; `nil` at the end. Bad ones are noted. A file that breaks off inside a
    /// cell is no file.
    mutating func nextBatch() async throws -> [[PersonRecord]]? {
        do {
            let (cut, rest) = try following.map { ($0, rows) } ?? PopulationFile.cut(rows)
            guard !cut.isEmpty else { return nil }
            async let next = PopulationFile.cut(rest)
            let table = table
            let read = await cut.pieces(of: Batches.prepared).concurrently { table.people(of: $0) }
            let pieces = read.map { take($0, from: cut) }
            (following, rows) = try await next
            return pieces
        } catch let fault as CSVFault {
            throw ImportRefusal(problems: PopulationFile.problems(fault), badRows: badRows)
        }
    }

    private static func cut(_ start: SheetRows) throws(CSVFault) -> (rows: [SheetRow], rest: SheetRows) {
        var (rest, some) = (start, [SheetRow]())
        some.reserveCapacity(Batches.committed)
        while some.count < Batches.committed, let row = try rest.next() { some.append(row) }
        return (some, rest)
    }

    /// The people of some rows whose numbers are new in the file.
    private mutating func take(_ read: PeopleOfRows, from rows: [SheetRow]) -> [PersonRecord] {
        var faults = read.faults
        var twice: [Int] = []
        for (index, place) in read.places.enumerated() {
            let (line, number) = (rows[place].line, read.people[index].personalID)
            if let first = lines.updateValue(line, forKey: number) {
                lines[number] = first
                let reason = "the number stands on line \(first) already"
                let problem = PersonRowProblem(line: line, column: "personal_id", reason: reason)
                faults.append((place, PersonTableFault(problems: [problem])))
                twice.append(index)
            }
        }
        for (place, fault) in faults.sorted(by: { $0.place < $1.place }) { note(fault.problems, rows[place]) }
        goodRows += read.people.count - twice.count
        guard !twice.isEmpty else { return read.people }
        let left = Set(twice)
        return read.people.indices.filter { !left.contains($0) }.map { read.people[$0] }
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
