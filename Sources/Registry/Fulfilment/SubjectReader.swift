// Reads the persons of a request from a CSV file or from typed rows, with every fault named by line and column.

import Basics
public import Formats

/// What is wrong with one cell (or, without a column, one row) of a list of persons. The code is a translation key.
public struct SubjectProblem: Hashable, Sendable {
    public enum Code: Hashable, Sendable {
        case notReadable(CSVFault.Kind)
        case unknownColumn, missingColumn
        case missing, notAPersonalID, notADate, notAName
        /// The same number already stands on that line.
        case duplicate(line: Int)
        case tooMany(max: Int)
        case noRows
    }

    public let line: Int
    public let column: String?
    public let code: Code

    public init(line: Int, column: String?, code: Code) {
        self.line = line
        self.column = column
        self.code = code
    }
}

public enum SubjectReader {
    /// The columns every list must have.
    public static let keys: [PersonField] = [.personalID, .fullName, .birthDate]

    /// Reads a file; all or nothing: with any problem there are no subjects. `claims` are the fields of the service that
    /// may stand as further columns; at most `Limits.rowProblemsMax` problems are returned.
    public static func read(
        _ bytes: [UInt8], claims: [PersonField]
    ) -> (subjects: [Subject], problems: [SubjectProblem]) {
        let table: CSVTable
        do {
            table = try CSVReader.read(bytes, rowsMax: Limits.subjectsMax)
        } catch {
            return ([], error.places.map { SubjectProblem(line: $0.line, column: nil, code: .notReadable($0.kind)) })
        }
        return read(table, claims: claims)
    }

    /// The same for rows that were typed: the caller makes a table of them, the line being the row's number on the page.
    public static func read(
        _ table: CSVTable, claims: [PersonField]
    ) -> (subjects: [Subject], problems: [SubjectProblem]) {
        var problems = headerProblems(table.header, claims: claims)
        guard problems.isEmpty else { return ([], problems) }
        guard !table.rows.isEmpty else { return ([], [SubjectProblem(line: 1, column: nil, code: .noRows)]) }
        let columns = table.header.map { PersonField(rawValue: $0) }
        var subjects: [Subject] = []
        var lines: [PersonalID: Int] = [:]
        for row in table.rows {
            let before = problems.count
            let subject = subject(of: row, columns: columns, place: subjects.count + 1, problems: &problems)
            if let subject {
                if let line = lines.updateValue(row.line, forKey: subject.personalID) {
                    let column = PersonField.personalID.rawValue
                    problems.append(.init(line: row.line, column: column, code: .duplicate(line: line)))
                }
                if problems.count == before { subjects.append(subject) }
            }
            if problems.count >= Limits.rowProblemsMax { break }
        }
        return problems.isEmpty ? (subjects, []) : ([], problems)
    }

    private static func headerProblems(_ header: [String], claims: [PersonField]) -> [SubjectProblem] {
        let known = Set((keys + claims).map(\.rawValue))
        return header.filter { !known.contains($0) }
            .map { SubjectProblem(line: 1, column: $0, code: .unknownColumn) }
            + keys.map(\.rawValue).filter { !header.contains($0) }
            .map { SubjectProblem(line: 1, column: $0, code: .missingColumn) }
    }

    private static func subject(
        of row: CSVRow, columns: [PersonField?], place: Int, problems: inout [SubjectProblem]
    ) -> Subject? {
        var number: PersonalID?
        var name: String?
        var date: PartialDate?
        var claims: [PersonField: String] = [:]
        for (column, cell) in zip(columns, row.cells) {
            guard let column else { continue }
            let text = cell.trimmed
            var fault: SubjectProblem.Code?
            switch column {
            case .personalID:
                number = PersonalID(text)
                if number == nil { fault = text.isEmpty ? .missing : .notAPersonalID }
            case .fullName:
                name = text.isPlainText && !text.isEmpty ? text : nil
                if name == nil { fault = text.isEmpty ? .missing : .notAName }
            case .birthDate:
                date = PartialDate(text)
                if date == nil { fault = text.isEmpty ? .missing : .notADate }
            default:
                if !text.isPlainText { fault = .notAName } else if !text.isEmpty { claims[column] = text }
            }
            if let fault { problems.append(.init(line: row.line, column: column.rawValue, code: fault)) }
        }
        guard let number, let name, let date else { return nil }
        return Subject(row: place, personalID: number, fullName: name, birthDate: date, claims: claims)
    }
}

extension String {
    /// Whether it may be stored as a value: no control characters (tabs and line breaks too) and no `|`, which parts the
    /// elements of composed values.
    var isPlainText: Bool {
        !utf8.contains { $0 < 0x20 || $0 == 0x7F || $0 == UInt8(ascii: "|") }
    }
}
