// A file that is read piece by piece says what it says when it is read whole, wherever it was cut.

import Basics
import Formats
import TestKit
import Testing

@Suite struct SheetPiecesTests {
    private static func meaning(_ heading: String) -> SheetHeading {
        ["id", "name", "note"].contains(heading) ? .column(heading) : .unknown
    }

    /// All rows, or what is wrong with the file, as read in blocks of those sizes.
    private func read(_ bytes: [UInt8], blocks: @escaping () -> Int) throws -> (rows: [SheetRow], pieces: Int) {
        var place = 0
        var pieces = SheetPieces {
            let end = min(bytes.count, place + max(1, blocks()))
            defer { place = end }
            return Array(bytes[place..<end])
        }
        var (rows, count) = ([SheetRow](), 1)
        let layout = try SheetRows(try pieces.next()?.bytes ?? [], meaning: Self.meaning)
        var some = layout
        while let row = try some.next() { rows.append(row) }
        while let piece = try pieces.next() {
            some = layout.rows(of: piece)
            while let row = try some.next() { rows.append(row) }
            count += 1
        }
        return (rows, count)
    }

    private func whole(_ bytes: [UInt8]) throws -> [SheetRow] {
        var (rows, file) = ([SheetRow](), try SheetRows(bytes, meaning: Self.meaning))
        while let row = try file.next() { rows.append(row) }
        return rows
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func whereverItIsCut(seed: UInt64) throws {
        var dice = SplitMix64(seed: seed)
        let end = ["\n", "\r\n", "\r"][dice.below(3)]
        let cells = [
            "", "1", "Nguyễn Văn A", "\"a, b\"", "\"two\(end)lines\"", "\"he said \"\"no\"\"\"", "\"\(end)\"", "đ",
        ]
        var text = "\u{FEFF}id,name,note" + end
        for _ in 0..<dice.within(1...40) {
            let row = (0..<3).map { _ in cells[dice.below(cells.count)] }.joined(separator: ",")
            text += row + (dice.perMille(100) ? end + end : end)
        }
        if dice.perMille(500) { text.removeLast() }
        let bytes = Array(text.utf8)
        // The header must lie in the first piece, as it does in blocks of megabytes.
        var isFirst = true
        let (rows, pieces) = try read(bytes) {
            defer { isFirst = false }
            return isFirst ? 30 : dice.within(1...60)
        }
        #expect(rows == (try whole(bytes)))
        #expect(pieces > 1 || bytes.count < 120)
    }

    @Test func utf16IsReadWhole() throws {
        let text = "id\tname\tnote\n1\tĐỗ Thị\t2\n3\tA\t4\n"
        let bytes: [UInt8] =
            [0xFF, 0xFE] + text.utf16.flatMap { unit -> [UInt8] in [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
        let (rows, pieces) = try read(bytes) { 7 }
        #expect(rows == (try whole(bytes)) && rows.count == 2 && pieces == 1)
    }

    @Test func whatNeverEndsIsToldWithItsLine() throws {
        let bytes = Array("id,name,note\n1,2,3\n4,\"5,6\n".utf8) + [UInt8](repeating: 0x61, count: 9_000_000)
        let fault = #expect(throws: CSVFault.self) { try read(bytes) { 1_000_000 } }
        #expect(fault?.places == [.init(line: 3, kind: .unclosedQuote)])
    }

    /// The CR at the end of a block waits for its LF even where the piece before is too long to be a row.
    @Test func aPieceThatIsTooLongMayEndInHalfALineEnd() throws {
        let start = Array("id,name\r\n".utf8)
        let long = [UInt8(ascii: "\"")] + [UInt8](repeating: 0x61, count: Limits.sheetRowBytesMax)
        var blocks = [start, long + Array("\r".utf8), Array("\nb\"\r\n1,A\r\n".utf8)]
        let all = blocks.flatMap(\.self)
        var (pieces, given) = (SheetPieces { blocks.isEmpty ? [] : blocks.removeFirst() }, [UInt8]())
        while let piece = try pieces.next() { given += piece.bytes }
        #expect(given == all)
    }

    @Test func anEmptyFileHasNoPiece() throws {
        var pieces = SheetPieces { [] }
        #expect(try pieces.next() == nil)
        #expect(try pieces.next() == nil)
    }
}
