// A list that people keep in a spreadsheet, read from the CSV file that it was saved as.

import Basics

/// What the heading of a column stands for.
public enum SheetHeading: Hashable, Sendable {
    /// The column of that name.
    case column(String)
    /// A column that is there for people alone, such as the running number.
    case ignored
    case unknown
}

/// One row under the header.
public struct SheetRow: Hashable, Sendable {
    /// The line of the file that it begins on.
    public let line: Int
    /// The cells in the order of `SheetRows.header`; fewer or more when the row is not as wide.
    public let cells: [String]
    /// A column of the file, from 0, whose heading is empty and which has something in this row.
    public let nameless: Int?
}

/// The rows of such a list, one by one. Rows and columns without anything in them are passed over, wherever they are;
/// the header is looked for under a line `sep=;` and under lines with a title; columns are parted by `,`, `;` or tabs;
/// text is UTF-8 or, with tabs as spreadsheets save it, UTF-16.
public struct SheetRows: Sendable {
    /// The names of the columns that count, as `meaning` gave them; what it does not know as it stands.
    public private(set) var header: [String] = []
    /// The same columns with their headings as they stand in the file.
    public private(set) var titles: [String] = []
    /// The line of the header.
    public let headerLine: Int
    private var scanner: CSVScanner
    /// Where the columns of `header` stand.
    private var places: [Int] = []
    private var nameless: [Int] = []
    private let width: Int
    /// Whether the columns of `header` are all there are.
    private let isWhole: Bool

    /// Finds the header; throws what makes the file no list at all.
    public init(_ file: [UInt8], meaning: (String) -> SheetHeading) throws(CSVFault) {
        let bytes = try SheetRows.utf8(file)
        guard let found = try SheetRows.header(in: bytes, meaning) else {
            throw CSVFault(places: [.init(line: 1, kind: .empty)])
        }
        scanner = found.scanner
        headerLine = found.row.line
        let cells = found.row.cells.map(\.trimmed)
        width = cells.lastIndex { !$0.isEmpty }.map { $0 + 1 } ?? cells.count
        var seen: Set<String> = []
        for (place, cell) in cells.enumerated() {
            if cell.isEmpty {
                nameless.append(place)
                continue
            }
            let name: String
            switch meaning(cell) {
            case .ignored: continue
            case .column(let known): name = known
            case .unknown: name = cell
            }
            guard seen.insert(name).inserted else { throw scanner.fault(.badHeader(cell), line: headerLine) }
            header.append(name)
            titles.append(cell)
            places.append(place)
        }
        isWhole = places == Array(0..<width)
    }

    /// The rows of a further piece of the same file, which has the header of this one.
    public func rows(of piece: SheetPiece) -> SheetRows {
        var rows = self
        rows.scanner = CSVScanner(piece.bytes, separator: scanner.separator, line: piece.line)
        return rows
    }

    /// The next row that has anything in it, or `nil` at the end. After a fault there is nothing more to be read.
    public mutating func next() throws(CSVFault) -> SheetRow? {
        while let row = try scanner.nextRow(width: width) {
            guard let last = row.cells.lastIndex(where: \.hasContent) else { continue }
            // Of most files every column counts.
            var cells = row.cells
            if !isWhole || cells.count > width {
                cells = places.prefix { $0 < row.cells.count }.map { row.cells[$0] }
                if last >= width, last > nameless.last ?? 0 { cells += row.cells[width...last] }
            }
            let stray = nameless.first { $0 < row.cells.count && row.cells[$0].hasContent }
            return SheetRow(line: row.line, cells: cells, nameless: stray)
        }
        return nil
    }

    /// The letter that spreadsheets give a column: A, B … Z, AA.
    public static func letter(ofColumn index: Int) -> String {
        var (rest, letters) = (index, "")
        repeat {
            letters = String(UnicodeScalar(UInt8(65 + rest % 26))) + letters
            rest = rest / 26 - 1
        } while rest >= 0
        return letters
    }

    // MARK: The header

    private struct Found {
        var scanner: CSVScanner
        var row: CSVRow
        var known = 0
    }

    /// The row with the most known headings among the first ones, by the separator that shows them; the first row when
    /// none is known, so that the reader can say what is wrong with it.
    private static func header(
        in bytes: [UInt8], _ meaning: (String) -> SheetHeading
    ) throws(CSVFault) -> Found? {
        let named = CSVScanner.named(bytes)
        let starts = named.map { [$0] } ?? CSVScanner.separators.map { CSVScanner(bytes, separator: $0) }
        var best: Found?
        for start in starts {
            var scanner = start
            for _ in 0..<Limits.csvTitleRowsMax {
                // What cannot be read this way may be readable with another separator, or is told below.
                guard let row = try? scanner.nextRow() else { break }
                let known = Set(row.cells.map { meaning($0.trimmed) }.filter { $0 != .unknown && $0 != .ignored })
                if known.count > best?.known ?? 0 { best = Found(scanner: scanner, row: row, known: known.count) }
            }
        }
        if let best { return best }
        var scanner = named ?? CSVScanner(bytes)
        guard let first = try scanner.nextRow() else { return nil }
        return Found(scanner: scanner, row: first)
    }

    // MARK: The bytes

    /// The text in UTF-8; files that are no text are refused by what they are.
    private static func utf8(_ bytes: [UInt8]) throws(CSVFault) -> [UInt8] {
        if let format = ForeignFormat(of: bytes) {
            throw CSVFault(places: [.init(line: 1, kind: .foreign(format))])
        }
        guard let order = byteOrder(bytes) else { return bytes }
        let start = order.hasMark ? 2 : 0
        let units = stride(from: start, to: bytes.count - 1, by: 2).map { index -> UInt16 in
            let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
            return order.isBig ? first << 8 | second : second << 8 | first
        }
        guard bytes.count.isMultiple(of: 2), let text = String(validating: units, as: UTF16.self) else {
            throw CSVFault(places: [.init(line: 1, kind: .notUTF8)])
        }
        return Array(text.utf8)
    }

    /// Whether the file is in UTF-16, by its beginning.
    static func isUTF16(_ bytes: [UInt8]) -> Bool { byteOrder(bytes) != nil }

    /// Whether the text is in UTF-16, and in which order: by its mark, or by a first character of ASCII.
    private static func byteOrder(_ bytes: [UInt8]) -> (isBig: Bool, hasMark: Bool)? {
        guard bytes.count >= 2 else { return nil }
        switch (bytes[0], bytes[1]) {
        case (0xFF, 0xFE): return (false, true)
        case (0xFE, 0xFF): return (true, true)
        case (1..., 0): return (false, false)
        case (0, 1...): return (true, false)
        default: return nil
        }
    }
}

extension String {
    /// Whether there is anything but space in it. Most cells are empty or begin with a printed character of ASCII.
    fileprivate var hasContent: Bool {
        guard let first = utf8.first else { return false }
        return (0x21...0x7E).contains(first) || !trimmed.isEmpty
    }
}
