// Lists as people save them from a spreadsheet: what is passed over, where the header is, what is no list at all.

import Basics
import Formats
import Testing

@Suite struct SheetRowsTests {
    private static func meaning(_ heading: String) -> SheetHeading {
        switch heading.lowercased() {
        case "id", "số": .column("id")
        case "name", "tên": .column("name")
        case "day": .column("day")
        case "stt": .ignored
        default: .unknown
        }
    }

    private func read(_ bytes: [UInt8]) throws(CSVFault) -> (header: [String], rows: [SheetRow]) {
        var file = try SheetRows(bytes, meaning: Self.meaning)
        var rows: [SheetRow] = []
        while let row = try file.next() { rows.append(row) }
        return (file.header, rows)
    }

    private func kind(_ bytes: [UInt8]) -> CSVFault.Kind? {
        do {
            _ = try read(bytes)
            return nil
        } catch {
            return error.places.first?.kind
        }
    }

    @Test(arguments: [
        "id,name\n1,2\n", "id,name\r\n1,2\r\n,\r\n,\r\n", "id,name\n,\n , \n1,2\n\n,,,\n", "id,name,,\n1,2,,\n",
        "id,,name\n1,,2", ",id,name\n,1,2", "sep=;\nid;name\n1;2", "sep=,\r\nid,name\r\n1,2", "SEP=\t\nid\tname\n1\t2",
        "\"sep=;\"\nid;name\n1;2", "\u{FEFF}sep=;\nid;name\n1;2", "id\tname\n1\t2\n", "sep=|\nid|name\n1|2",
        "DANH SÁCH\nid,name\n1,2", "Danh sách nhân viên,,\n\"Hà Nội, ngày 1\",,\n,,\nSTT,Số,Tên\n1,1,2\n,,",
        "name;id\n2;1", "id,name\n1,2,,,", "Danh sách: a; b; c\nid,name\n1,2", "id;name\n1;2\n;;;;",
    ])
    func theUsualFormsReadTheSame(text: String) throws {
        let (header, rows) = try read(Array(text.utf8))
        #expect(Set(header) == ["id", "name"])
        #expect(rows.count == 1 && rows[0].nameless == nil)
        #expect(Dictionary(uniqueKeysWithValues: zip(header, rows[0].cells)) == ["id": "1", "name": "2"])
    }

    @Test func linesAreThoseOfTheFile() throws {
        let (_, rows) = try read(Array("sep=;\nDANH SÁCH\n\nid;name\n;\n1;2\n\n3;\"x\ny\"\n4;5".utf8))
        #expect(rows.map(\.line) == [6, 8, 10])
    }

    @Test func whatStandsWithoutAHeadingIsTold() throws {
        #expect(try read(Array("id,name,,\n1,2,,x".utf8)).rows.map(\.nameless) == [3])
        #expect(try read(Array("id,,name\n1,x,2".utf8)).rows.map(\.nameless) == [1])
        #expect((0...27).map(SheetRows.letter).suffix(3) == ["Z", "AA", "AB"])
    }

    @Test func rowsOfAnotherWidthAreHandedOnAsTheyAre() throws {
        #expect(try read(Array("id,name,day\n1,2\n1\n1,2,3,4".utf8)).rows.map(\.cells.count) == [2, 1, 4])
    }

    @Test func aHeadingThatStandsTwiceIsAFaultInWhateverWords() {
        #expect(kind(Array("id,Số\n1,2".utf8)) == .badHeader("Số"))
    }

    @Test func whereNoHeadingIsKnownTheFirstRowIsTheHeader() throws {
        #expect(try read(Array("a,b\n1,2".utf8)).header == ["a", "b"])
        #expect(kind([]) == .empty && kind(Array("\r\n\n".utf8)) == .empty && kind(Array("sep=;".utf8)) == .empty)
    }

    @Test(arguments: [true, false], [true, false])
    func textInUTF16IsRead(isBig: Bool, hasMark: Bool) throws {
        let units: [UInt16] = (hasMark ? [0xFEFF] : []) + Array("Id\tTên\r\n1\tNguyễn\r\n".utf16)
        let bytes = units.flatMap { unit -> [UInt8] in
            let (high, low) = (UInt8(unit >> 8), UInt8(unit & 255))
            return isBig ? [high, low] : [low, high]
        }
        #expect(try read(bytes).rows.map(\.cells) == [["1", "Nguyễn"]])
        #expect(kind(Array(bytes.dropLast())) == .notUTF8)
        #expect(kind([0xFF, 0xFE, 0x00, 0xD8, 0x41, 0x00]) == .notUTF8)
    }

    @Test func otherFilesAreNamed() {
        let zip: [UInt8] = [0x50, 0x4B, 3, 4, 20, 0]
        let ole: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
        let word = "WordDocument".utf8.flatMap { [$0, UInt8(0)] }
        let files: [([UInt8], ForeignFormat)] = [
            (zip + Array("xl/workbook.xml".utf8), .xlsx), (zip + Array("word/document.xml".utf8), .docx),
            (zip + Array("mimetypeapplication/vnd.oasis.opendocument.spreadsheet".utf8), .ods), (zip, .zip),
            (ole, .xls), (ole + word, .doc), (Array("%PDF-1.7\n".utf8), .pdf), (Array("{\\rtf1".utf8), .rtf),
            (Array("\u{FEFF} \n<html><table>".utf8), .markup), ([0xFF, 0xD8, 0xFF, 0xE0], .picture),
        ]
        for (bytes, format) in files { #expect(kind(bytes) == .foreign(format)) }
        #expect(kind(Array("Windows-1258: id,T".utf8) + [0xEA, 0x6E]) == .notUTF8)
    }

    @Test(arguments: 0..<200)
    func noBytesMakeTheReaderStumble(seed: Int) {
        var state = UInt64(seed &+ 11)
        let alphabet = Array(",;\t\"\n\ridname=sep".utf8) + [0xC3, 0xA0, 0xEF, 0xBB, 0xBF, 0, 0xFF, 0xFE]
        let bytes = (0..<120).map { _ -> UInt8 in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return alphabet[Int(state >> 33) % alphabet.count]
        }
        do {
            let (_, rows) = try read(bytes)
            #expect(rows.allSatisfy { row in row.cells.count <= Limits.csvColumnsMax && row.line >= 1 })
        } catch {
            #expect(!error.places.isEmpty)
        }
    }
}
