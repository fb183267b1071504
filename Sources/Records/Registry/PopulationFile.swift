// The file of `registry import`.

import Basics
import Formats
import Registry

/// A file of citizens, read piece by piece on all cores; the next pieces are read while the caller looks at those
/// before them.
actor PopulationFile {
    private struct ReadPiece: Sendable {
        /// Before any of its rows was read.
        let rows: SheetRows
        let bytes: Int
        /// The people in it, by number and line.
        var numbers: [(id: PersonalID, line: Int)] = []
        var people = PackedPeople()
        var faults: [(row: SheetRow, fault: PersonTableFault)] = []
    }

    /// Some of its people, and what else is to be told of the rows they are from.
    struct Batch: Sendable {
        var people: [PackedPeople] = []
        /// The bad rows among them as a part of a CSV file.
        var bad: [UInt8] = []
        /// How much of the file is read, from 0 to 1.
        var part = 0.0
    }

    private let layout: SheetRows
    private let table: PersonTable
    private var pieces: SheetPieces
    private let sum: DigestSum
    private let size: Int
    private var bytesRead = 0
    private var ahead: [Task<ReadPiece, any Error>] = []
    private var lines: [PersonalID: Int] = [:]
    /// At most `Limits.rowProblemsMax`.
    private(set) var problems: [PersonRowProblem] = []
    private(set) var badRows = 0
    private(set) var goodRows = 0
    /// The file of the bad rows.
    private var bad: FaultyRows

    init(_ source: ByteSource, _ known: ImportKnowledge, _ communes: Communes?, on date: LocalDate) throws {
        size = source.count
        let (read, sum) = (try source.open(), DigestSum())
        self.sum = sum
        var pieces = SheetPieces {
            let bytes = try read()
            sum.add(bytes)
            return bytes
        }
        do {
            let first = try pieces.next()?.bytes ?? []
            layout = try SheetRows(first, meaning: known.headings.meaning)
            table = try PersonTable(
                header: layout.header, line: layout.headerLine, provinces: known.provinces, communes: communes,
                on: date)
            bad = FaultyRows(titles: layout.titles)
            self.pieces = pieces
            ahead.append(PopulationFile.read(layout, by: table, bytes: first.count))
        } catch let fault as CSVFault {
            throw ImportRefusal(problems: PopulationFile.problems(fault), badRows: 0)
        } catch let fault as PersonTableFault {
            throw ImportRefusal(problems: fault.problems, badRows: 0)
        }
    }

    /// The digest of the file, as far as it is read.
    var digest: Digest { sum.digest }

    /// The next rows; `nil` at the end. A file that breaks off inside a cell is no file.
    func nextBatch() async throws -> Batch? {
        var (batch, rows) = (Batch(), 0)
        let badBefore = badRows
        do {
            while rows < Batches.committed {
                try lookAhead()
                guard !ahead.isEmpty else { break }
                let piece = try await ahead.removeFirst().value
                rows += piece.numbers.count + piece.faults.count
                bytesRead += piece.bytes
                batch.people.append(try take(piece))
            }
        } catch let fault as CSVFault {
            throw ImportRefusal(problems: PopulationFile.problems(fault), badRows: badRows)
        }
        if badRows > badBefore { batch.bad = bad.take() }
        batch.part = Double(bytesRead) / Double(max(1, size))
        return rows == 0 ? nil : batch
    }

    private func lookAhead() throws {
        while ahead.count < Batches.piecesAhead, let piece = try pieces.next() {
            ahead.append(PopulationFile.read(layout.rows(of: piece), by: table, bytes: piece.bytes.count))
        }
    }

    private static func read(
        _ rows: SheetRows, by table: PersonTable, bytes: Int
    ) -> Task<ReadPiece, any Error> {
        Task {
            var piece = ReadPiece(rows: rows, bytes: bytes)
            piece.faults = try table.read(rows) { person, line in
                piece.numbers.append((person.personalID, line))
                piece.people.add(person)
            }
            return piece
        }
    }

    /// The people of some rows whose numbers are new in the file.
    private func take(_ piece: ReadPiece) throws(CSVFault) -> PackedPeople {
        var (people, firsts): (PackedPeople, [Int: Int]) = (piece.people, [:])
        for (place, (id, line)) in piece.numbers.enumerated() {
            if let first = lines.updateValue(line, forKey: id) {
                lines[id] = first
                firsts[line] = first
                people.leftOut.insert(place)
            }
        }
        let faults = try piece.faults + repeated(firsts, in: piece.rows)
        for (row, fault) in faults.sorted(by: { $0.row.line < $1.row.line }) { note(fault.problems, row) }
        goodRows += piece.numbers.count - firsts.count
        return people
    }

    /// The rows whose numbers stood on other lines before, by their own lines. They were let go, and are read again.
    private func repeated(
        _ firsts: [Int: Int], in start: SheetRows
    ) throws(CSVFault) -> [(row: SheetRow, fault: PersonTableFault)] {
        guard !firsts.isEmpty else { return [] }
        var (rows, found) = (start, [(row: SheetRow, fault: PersonTableFault)]())
        while let row = try rows.next() {
            guard let first = firsts[row.line] else { continue }
            let reason = "the number stands on line \(first) already"
            let problem = PersonRowProblem(line: row.line, column: "personal_id", reason: reason)
            found.append((row, PersonTableFault(problems: [problem])))
        }
        return found
    }

    private func note(_ found: [PersonRowProblem], _ row: SheetRow) {
        badRows += 1
        let reasons = found.map { [$0.column, $0.reason].compactMap { $0 }.joined(separator: ": ") }
        bad.add(line: row.line, cells: row.cells, reasons: reasons.joined(separator: "; "))
        problems += found.prefix(Limits.rowProblemsMax - problems.count)
    }

    private static func problems(_ fault: CSVFault) -> [PersonRowProblem] {
        fault.places.map { PersonRowProblem(line: $0.line, reason: "\($0.kind)") }
    }
}
