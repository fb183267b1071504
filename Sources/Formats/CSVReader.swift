// Comma-separated values (RFC 4180) as spreadsheets write them: with or without BOM, `,` or `;`, LF or CRLF.

import Basics

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
        case tooManyRows(max: Int)
        case cellTooLong(max: Int)
        /// A header cell is empty or stands twice.
        case badHeader(String)
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

/// Walks over the bytes once; every separator of CSV is ASCII, so text is decoded only cell by cell.
private struct CSVScanner: Sendable {
    private static let quote = UInt8(ascii: "\"")
    private static let lineFeed = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")

    private let bytes: [UInt8]
    private let separator: UInt8
    private var position: Int
    private var line = 1

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        separator = CSVScanner.separator(of: bytes)
    }

    /// Spreadsheets of countries with a decimal comma write `;`. The header decides: whichever it has more of.
    private static func separator(of bytes: [UInt8]) -> UInt8 {
        var commas = 0
        var semicolons = 0
        var isQuoted = false
        var hasBegun = false
        for byte in bytes {
            if byte == quote { isQuoted.toggle() }
            if isQuoted { continue }
            let isLineEnd = byte == lineFeed || byte == carriageReturn
            if isLineEnd, hasBegun { break }
            hasBegun = hasBegun || !isLineEnd
            if byte == UInt8(ascii: ",") { commas += 1 }
            if byte == UInt8(ascii: ";") { semicolons += 1 }
        }
        return semicolons > commas ? UInt8(ascii: ";") : UInt8(ascii: ",")
    }

    func fault(_ kind: CSVFault.Kind, line: Int) -> CSVFault {
        CSVFault(places: [.init(line: line, kind: kind)])
    }

    /// The next row that has any character, or `nil` at the end.
    /// - Parameter width: How many cells the header has; `nil` for the header itself.
    mutating func nextRow(width: Int? = nil) throws(CSVFault) -> CSVRow? {
        skipEmptyLines()
        guard position < bytes.count else { return nil }
        let start = line
        var cells: [String] = []
        cells.reserveCapacity(width ?? 8)
        while true {
            guard cells.count < Limits.csvColumnsMax else {
                let expected = width ?? Limits.csvColumnsMax
                throw fault(.wrongWidth(expected: expected, found: cells.count + 1), line: start)
            }
            cells.append(try nextCell())
            guard position < bytes.count else { break }
            if bytes[position] == separator {
                position += 1
            } else {
                skipLineEnd()
                break
            }
        }
        return CSVRow(line: start, cells: cells)
    }

    private mutating func skipEmptyLines() {
        while position < bytes.count, isLineEnd(bytes[position]) { skipLineEnd() }
    }

    private func isLineEnd(_ byte: UInt8) -> Bool {
        byte == CSVScanner.lineFeed || byte == CSVScanner.carriageReturn
    }

    /// Steps over LF, CRLF or a lone CR.
    private mutating func skipLineEnd() {
        let isReturn = bytes[position] == CSVScanner.carriageReturn
        position += 1
        if isReturn, position < bytes.count, bytes[position] == CSVScanner.lineFeed { position += 1 }
        line += 1
    }

    private mutating func nextCell() throws(CSVFault) -> String {
        if position < bytes.count, bytes[position] == CSVScanner.quote { return try quotedCell() }
        let start = position
        while position < bytes.count {
            let byte = bytes[position]
            if byte == separator || isLineEnd(byte) { break }
            if byte == CSVScanner.quote { throw fault(.strayQuote, line: line) }
            position += 1
        }
        return try text(bytes[start..<position], line: line)
    }

    private mutating func quotedCell() throws(CSVFault) -> String {
        let startLine = line
        position += 1
        var start = position
        var pieces: [UInt8] = []
        while position < bytes.count {
            let byte = bytes[position]
            if isLineEnd(byte) {
                skipLineEnd()
            } else if byte != CSVScanner.quote {
                position += 1
            } else if position + 1 < bytes.count, bytes[position + 1] == CSVScanner.quote {
                pieces.append(contentsOf: bytes[start...position])
                position += 2
                start = position
            } else {
                let rest = bytes[start..<position]
                position += 1
                if position < bytes.count, bytes[position] != separator, !isLineEnd(bytes[position]) {
                    throw fault(.strayQuote, line: line)
                }
                return try pieces.isEmpty ? text(rest, line: startLine) : text((pieces + rest)[...], line: startLine)
            }
        }
        throw fault(.unclosedQuote, line: startLine)
    }

    private func text(_ slice: ArraySlice<UInt8>, line: Int) throws(CSVFault) -> String {
        guard let text = String(validating: slice, as: UTF8.self) else { throw fault(.notUTF8, line: line) }
        if slice.count > Limits.fieldCharactersMax, text.unicodeScalars.count > Limits.fieldCharactersMax {
            throw fault(.cellTooLong(max: Limits.fieldCharactersMax), line: line)
        }
        return CSVScanner.isComposed(slice) ? text : text.nfc
    }

    /// Whether the text is surely in NFC already: nothing but letters below U+0300 and U+1E80...U+1EFF, where
    /// Vietnamese stands. It spares nearly every cell the normalisation, which costs more than all the rest.
    private static func isComposed(_ slice: ArraySlice<UInt8>) -> Bool {
        var index = slice.startIndex
        while index < slice.endIndex {
            let byte = slice[index]
            if byte < 0x80 {
                index += 1
            } else if byte < 0xCC {
                index += 2
            } else if byte == 0xE1, slice[index + 1] == 0xBA || slice[index + 1] == 0xBB {
                index += 3
            } else {
                return false
            }
        }
        return true
    }
}
