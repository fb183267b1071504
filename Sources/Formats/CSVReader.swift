// Comma-separated values (RFC 4180) as spreadsheets write them: with or without BOM, `,` or `;`, LF or CRLF.

public import Basics

/// A CSV file read whole: the header row, then every further row, all of the header's width.
public struct CSVTable: Hashable, Sendable {
    public let header: [String]
    public let rows: [CSVRow]

    public init(header: [String], rows: [CSVRow]) {
        self.header = header
        self.rows = rows
    }

    /// Where the column of that name stands.
    public func column(_ name: String) -> Int? { header.firstIndex(of: name) }
}

/// One row and the line of the file it begins on (1-based, the header usually stands on line 1), so that a fault can be
/// pointed at although quoted cells may hold line breaks.
public struct CSVRow: Hashable, Sendable {
    public let line: Int
    public let cells: [String]

    public init(line: Int, cells: [String]) {
        self.line = line
        self.cells = cells
    }
}

/// Why a CSV file was not read. Rows of the wrong width are all listed (up to `Limits.rowProblemsMax`); any other fault
/// ends the reading, since what follows it cannot be trusted.
public struct CSVFault: Error, Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        /// No header row at all.
        case empty
        case notUTF8
        /// A quoted cell that begins on this line never ends.
        case unclosedQuote
        /// Text between a closing quote and the next separator, or a quote inside an unquoted cell.
        case strayQuote
        case wrongWidth(expected: Int, found: Int)
        /// The row has more cells than any file of ours may have; it was not read on to see how many.
        case tooManyColumns(max: Int)
        case tooManyRows(max: Int)
        case cellTooLong(max: Int)
        /// A header cell is empty or stands twice.
        case badHeader(String)
        /// The file is of another kind.
        case foreign(ForeignFormat)
    }

    public struct Place: Hashable, Sendable {
        public let line: Int
        public let kind: Kind

        public init(line: Int, kind: Kind) {
            self.line = line
            self.kind = kind
        }
    }

    /// At least one; in the order of the file.
    public let places: [Place]

    /// What is wrong with a file of that name that should be readable.
    public func diagnostics(of file: String) -> [Diagnostic] {
        places.map { Diagnostic(file: file, line: $0.line, "not readable as CSV: \($0.kind)") }
    }
}

public enum CSVReader {
    /// Reads a file of at most `rowsMax` rows under its header. Texts come out in NFC; header cells also trimmed. Lines
    /// without any character are passed over, which is how most programs end a file.
    public static func read(_ bytes: [UInt8], rowsMax: Int) throws(CSVFault) -> CSVTable {
        var file = try CSVRows(bytes)
        var rows: [CSVRow] = []
        var wrong: [CSVFault.Place] = []
        while let row = try file.next() {
            guard rows.count < rowsMax else {
                throw CSVFault(places: [.init(line: row.line, kind: .tooManyRows(max: rowsMax))])
            }
            if let place = file.wrongWidth(of: row) {
                wrong.append(place)
                if wrong.count == Limits.rowProblemsMax { break }
            }
            rows.append(row)
        }
        guard wrong.isEmpty else { throw CSVFault(places: wrong) }
        return CSVTable(header: file.header, rows: rows)
    }
}

/// A CSV file read row by row, for files too long to be held as rows.
public struct CSVRows: Sendable {
    public let header: [String]
    private var scanner: CSVScanner

    public init(_ bytes: [UInt8]) throws(CSVFault) {
        scanner = CSVScanner(bytes)
        guard let first = try scanner.nextRow() else { throw scanner.fault(.empty, line: 1) }
        header = first.cells.map(\.trimmed)
        var seen = Set<String>()
        for name in header where name.isEmpty || !seen.insert(name).inserted {
            throw scanner.fault(.badHeader(name), line: first.line)
        }
    }

    /// The next row, of whatever width, or `nil` at the end. After a fault there is nothing more to be read.
    public mutating func next() throws(CSVFault) -> CSVRow? { try scanner.nextRow(width: header.count) }

    /// What is wrong with a row that is not as wide as the header.
    public func wrongWidth(of row: CSVRow) -> CSVFault.Place? {
        guard row.cells.count != header.count else { return nil }
        return .init(line: row.line, kind: .wrongWidth(expected: header.count, found: row.cells.count))
    }
}

extension CSVFault.Kind: CustomStringConvertible {
    /// In plain English, for operators.
    public var description: String {
        switch self {
        case .empty: "there is no row"
        case .notUTF8: "the text is not UTF-8; save the file as “CSV UTF-8”"
        case .unclosedQuote: "a quotation mark is opened and never closed"
        case .strayQuote: "a quotation mark stands in the wrong place"
        case .wrongWidth(let expected, let found): "\(found) cells where the header has \(expected)"
        case .tooManyColumns(let max): "more than \(max) columns"
        case .tooManyRows(let max): "more than \(max) rows"
        case .cellTooLong(let max): "a cell has more than \(max) characters"
        case .badHeader(let name): name.isEmpty ? "a column has no heading" : "the column “\(name)” stands twice"
        case .foreign(let format): "this is a \(format.rawValue) file; save it as “CSV UTF-8”"
        }
    }
}
