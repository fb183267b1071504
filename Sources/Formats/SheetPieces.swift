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
            var place = walked
            defer { walked = place }
            while place < bytes.count {
                let byte = bytes[place]
                // Nearly every byte is neither a quotation mark nor a line end, which all stand before this one.
                guard byte <= UInt8(ascii: "\"") else {
                    place += 1
                    continue
                }
                if byte == UInt8(ascii: "\r"), place + 1 == bytes.count, !isAtEnd { return }
                place += 1
                if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
                let isPair = byte == UInt8(ascii: "\r") && place < bytes.count && bytes[place] == UInt8(ascii: "\n")
                guard byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r"), !isPair else { continue }
                lineEnds += 1
                if !isQuoted { lastRow = (place, lineEnds) }
            }
        }
    }

    private mutating func take(_ end: Int, _ ends: Int) -> SheetPiece {
        // What is left is a part of a row, and the piece some megabytes that are not to be copied.
        let left = Array(rest[end...])
        rest.removeSubrange(end...)
        let piece = SheetPiece(bytes: rest, line: line)
        rest = left
        line += ends
        // A CR that waits for its LF may be given out before it was walked over.
        walked = max(0, walked - end)
        lineEnds -= ends
        lastRow = nil
        return piece
    }
}
