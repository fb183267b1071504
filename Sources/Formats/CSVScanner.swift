// Cuts the bytes of a CSV file into rows and cells.

import Basics

/// Walks over the bytes once; every separator of CSV is ASCII, so text is decoded only cell by cell.
struct CSVScanner: Sendable {
    private static let quote = UInt8(ascii: "\"")
    private static let lineFeed = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")
    /// What spreadsheets put between cells; those of countries with a decimal comma write `;`.
    static let separators = [",", ";", "\t"].flatMap(\.utf8)

    private let bytes: [UInt8]
    let separator: UInt8
    private var position: Int
    private var line: Int

    /// Without a `separator` the first line decides: whichever of `,` and `;` it has more of.
    /// - Parameter line: The line of the file on which the bytes begin.
    init(_ bytes: [UInt8], separator: UInt8? = nil, line: Int = 1) {
        self.bytes = bytes
        self.line = line
        position = bytes.starts(with: byteOrderMark) ? byteOrderMark.count : 0
        self.separator = separator ?? CSVScanner.separator(of: bytes)
    }

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

    /// The separator that the first line names, as Excel reads and writes it (`sep=;`), and the scanner behind that
    /// line; `nil` when the first line is a row like every other.
    static func named(_ bytes: [UInt8]) -> CSVScanner? {
        let start = bytes.starts(with: byteOrderMark) ? byteOrderMark.count : 0
        let first = bytes[start...].prefix { $0 != lineFeed && $0 != carriageReturn }
        let quotes = first.first == quote && first.last == quote ? 1 : 0
        let words = first.dropFirst(quotes).dropLast(quotes)
        // A line `sep=,` may itself have been saved with separators behind it.
        guard words.count >= 5, String(decoding: words.prefix(4), as: UTF8.self).lowercased() == "sep=",
            let separator = words.dropFirst(4).first, separators.contains(separator) || separator == UInt8(ascii: "|")
        else { return nil }
        var scanner = CSVScanner(bytes, separator: separator)
        scanner.position = first.endIndex
        if scanner.position < bytes.count { scanner.skipLineEnd() }
        return scanner
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
                throw fault(.tooManyColumns(max: Limits.csvColumnsMax), line: start)
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
        position = plainEnd(from: start)
        if position < bytes.count, bytes[position] == CSVScanner.quote { throw fault(.strayQuote, line: line) }
        return try text(in: start..<position, line: line)
    }

    /// The next place that ends an unquoted cell, or has a quote, which none may have.
    private func plainEnd(from start: Int) -> Int {
        bytes.withUnsafeBufferPointer { bytes in
            var index = start
            while index < bytes.count {
                let byte = bytes[index]
                if byte == separator || isLineEnd(byte) || byte == CSVScanner.quote { break }
                index += 1
            }
            return index
        }
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
                let rest = start..<position
                position += 1
                if position < bytes.count, bytes[position] != separator, !isLineEnd(bytes[position]) {
                    throw fault(.strayQuote, line: line)
                }
                if pieces.isEmpty { return try text(in: rest, line: startLine) }
                return try (pieces + bytes[rest]).withUnsafeBufferPointer { bytes throws(CSVFault) in
                    try text(bytes, line: startLine)
                }
            }
        }
        throw fault(.unclosedQuote, line: startLine)
    }

    private func text(in range: Range<Int>, line: Int) throws(CSVFault) -> String {
        // Half of the cells of a file of people.
        if range.isEmpty { return "" }
        return try bytes.withUnsafeBufferPointer { bytes throws(CSVFault) in
            try text(UnsafeBufferPointer(rebasing: bytes[range]), line: line)
        }
    }

    private func text(_ cell: UnsafeBufferPointer<UInt8>, line: Int) throws(CSVFault) -> String {
        // Nearly every cell: `String(validating:as:)` makes out its types anew for each, and a file has millions.
        // Known text is surely UTF-8, which is not to be looked at once more.
        let known = CSVScanner.isKnownText(cell)
        let read =
            known ? unsafe String(copying: UTF8Span(unchecked: cell.span)) : String(validating: cell, as: UTF8.self)
        guard let text = read else { throw fault(.notUTF8, line: line) }
        if cell.count > Limits.fieldCharactersMax, text.unicodeScalars.count > Limits.fieldCharactersMax {
            throw fault(.cellTooLong(max: Limits.fieldCharactersMax), line: line)
        }
        return known ? text : text.nfc
    }

    /// Whether the bytes are surely UTF-8 and in NFC: nothing but ASCII and the letters of U+0080...U+02FF and
    /// U+1E80...U+1EFF, where Vietnamese stands. It spares nearly every cell the normalisation, which costs more than
    /// all the rest.
    private static func isKnownText(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let raw = UnsafeRawBufferPointer(bytes)
        var index = 0
        while index < bytes.count {
            if index + 8 <= bytes.count {
                // The letters of ASCII among the next eight at once; nothing but ASCII has no upper bit.
                let upper = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self).littleEndian
                let others = upper & 0x8080_8080_8080_8080
                index += others.trailingZeroBitCount / 8
                if others == 0 { continue }
            }
            let length: Int
            switch bytes[index] {
            case ..<0x80: length = 1
            case 0xC2...0xCB: length = 2
            case 0xE1 where index + 1 < bytes.count && (bytes[index + 1] == 0xBA || bytes[index + 1] == 0xBB):
                length = 3
            default: return false
            }
            guard index + length <= bytes.count else { return false }
            if length > 1, bytes[index + length - 1] & 0xC0 != 0x80 { return false }
            index += length
        }
        return true
    }
}
