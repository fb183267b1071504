// A list too long to be held in memory, cut into pieces of whole rows.

import Basics

/// Some whole rows of a CSV file, which can be read without the others.
public struct SheetPiece: Sendable {
    public let bytes: [UInt8]
    /// The line of the file on which they begin.
    public let line: Int
}

/// The pieces of a CSV file, one by one. A quoted cell may hold line ends, so quotation marks are counted on the way. A
/// file in UTF-16 is one piece, and no large one.
public struct SheetPieces {
    private let read: () throws -> [UInt8]
    /// What is read and not yet given out.
    private var rest: [UInt8] = []
    /// The line on which `rest` begins.
    private var line = 1
    private var isFirst = true
    private var isAtEnd = false

    // Of `rest`: how far it was walked over, in what state, and where the last row in it ends.
    private var walked = 0
    private var isQuoted = false
    private var lineEnds = 0
    private var lastRow: (end: Int, lineEnds: Int)?

    /// - Parameter read: Gives the next bytes of the file each time, none at its end.
    public init(_ read: @escaping () throws -> [UInt8]) { self.read = read }

    /// The next rows, or `nil` at the end. What is too long to be a row is given out as it is, so that its reader says
    /// what is wrong with it.
    public mutating func next() throws -> SheetPiece? {
        while !isAtEnd {
            let more = try read()
            isAtEnd = more.isEmpty
            rest += more
            if isFirst, SheetRows.isUTF16(rest) { try readToTheEnd() }
            isFirst = false
            walk()
            if let lastRow { return take(lastRow.end, lastRow.lineEnds) }
            if rest.count > Limits.sheetRowBytesMax { return take(rest.count, lineEnds) }
        }
        return rest.isEmpty ? nil : take(rest.count, lineEnds)
    }

    private mutating func readToTheEnd() throws {
        while !isAtEnd {
            guard rest.count <= Limits.sheetUTF16BytesMax else {
                throw CSVFault(places: [.init(line: 1, kind: .notUTF8)])
            }
            let more = try read()
            isAtEnd = more.isEmpty
            rest += more
        }
        walked = rest.count
    }

    /// Walks over what is new. A CR that is the last byte waits for the one behind it, which may be its LF.
    private mutating func walk() {
        rest.withUnsafeBufferPointer { bytes in
            while walked < bytes.count {
                let byte = bytes[walked]
                if byte == UInt8(ascii: "\r"), walked + 1 == bytes.count, !isAtEnd { return }
                walked += 1
                if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
                let isPair = byte == UInt8(ascii: "\r") && walked < bytes.count && bytes[walked] == UInt8(ascii: "\n")
                guard byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r"), !isPair else { continue }
                lineEnds += 1
                if !isQuoted { lastRow = (walked, lineEnds) }
            }
        }
    }

    private mutating func take(_ end: Int, _ ends: Int) -> SheetPiece {
        let piece = SheetPiece(bytes: Array(rest[..<end]), line: line)
        rest.removeFirst(end)
        line += ends
        walked -= end
        lineEnds -= ends
        lastRow = nil
        return piece
    }
}
