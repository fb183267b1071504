// CSV in and out: the corners of RFC 4180, what spreadsheets make of it, faults by line, and a seeded round trip.

import Basics
import Formats
import Testing

@Suite struct CSVTests {
    private func read(_ text: String, rowsMax: Int = 100) throws(CSVFault) -> CSVTable {
        try CSVReader.read(Array(text.utf8), rowsMax: rowsMax)
    }

    private func fault(_ text: String, rowsMax: Int = 100) -> [CSVFault.Place] {
        do {
            _ = try CSVReader.read(Array(text.utf8), rowsMax: rowsMax)
            return []
        } catch {
            return error.places
        }
    }

    @Test(arguments: [
        "a,b\n1,2\n", "a,b\r\n1,2\r\n", "a;b\n1;2", "\u{FEFF}a,b\n1,2", "a,b\r1,2\r", "\n\na , b\n\n1,2\n\n",
    ])
    func theUsualFormsOfAFileReadTheSame(text: String) throws {
        let table = try read(text)
        #expect(table.header == ["a", "b"])
        #expect(table.rows.map(\.cells) == [["1", "2"]])
    }

    @Test func rowsOfEndlessCellsAreRefusedAtTheBoundOfColumns() throws {
        let max = Limits.csvColumnsMax
        let names = (1...max).map { "c\($0)" }.joined(separator: ",")
        #expect(try read(names).header.count == max)
        let wide = (1...100_000).map { "c\($0)" }.joined(separator: ",")
        #expect(fault(wide) == [.init(line: 1, kind: .tooManyColumns(max: max))])
        #expect(fault("a,b\n1,2\n" + wide) == [.init(line: 3, kind: .tooManyColumns(max: max))])
    }

    @Test func quotedCellsHoldSeparatorsQuotesAndLineBreaksAndLinesStayRight() throws {
        let table = try read("a,b\r\n\"x, \"\"y\"\"\r\nz\",2\r\n3,\"\"\r\n")
        #expect(table.rows == [CSVRow(line: 2, cells: ["x, \"y\"\r\nz", "2"]), CSVRow(line: 4, cells: ["3", ""])])
    }

    @Test func theSeparatorIsWhatTheHeaderHasMoreOfQuotedOnesAside() throws {
        #expect(try read("\"a,a,a\";b\n1;2,5").rows[0].cells == ["1", "2,5"])
        #expect(try read("a,\"b;b;b\"\n1;0,2").rows[0].cells == ["1;0", "2"])
        #expect(try read("one\nx;y").rows[0].cells == ["x;y"])
    }

    @Test func textIsComposed() throws {
        let table = try read("tên\nNguye\u{0302}\u{0303}n\nHoà\ne\u{0323}\u{0302}")
        #expect(Array(table.rows[0].cells[0].utf8) == Array("Nguyễn".utf8))
        #expect(Array(table.rows[2].cells[0].utf8) == Array("ệ".utf8))
        #expect(Array(try read("te\u{0302}n\n1").header[0].utf8) == Array("tên".utf8))
    }

    @Test func everyRowOfAnotherWidthIsNamed() {
        let places = fault("a,b\n1,2\n1\n\"x\ny\",2\n1,2,3\n")
        #expect(
            places == [
                .init(line: 3, kind: .wrongWidth(expected: 2, found: 1)),
                .init(line: 6, kind: .wrongWidth(expected: 2, found: 3)),
            ])
    }

    @Test func faultsNameTheirLine() {
        #expect(fault("") == [.init(line: 1, kind: .empty)])
        #expect(fault("\r\n\r\n") == [.init(line: 1, kind: .empty)])
        #expect(fault("a,b\n1,2\n1,\"2\n\n") == [.init(line: 3, kind: .unclosedQuote)])
        #expect(fault("a,b\n1,2\n1,x\"2\n") == [.init(line: 3, kind: .strayQuote)])
        #expect(fault("a,b\n\"1\"x,2\n") == [.init(line: 2, kind: .strayQuote)])
        #expect(fault("a,a\n1,2\n") == [.init(line: 1, kind: .badHeader("a"))])
        #expect(fault("a,,c\n") == [.init(line: 1, kind: .badHeader(""))])
        #expect(fault("a\n1\n2\n3\n", rowsMax: 2) == [.init(line: 4, kind: .tooManyRows(max: 2))])
    }

    @Test func bytesThatAreNoUTF8AreRefusedByLine() {
        let wrong: [[UInt8]] = [
            [0xFF], [0xC3], [0xE1, 0xBA], [0xED, 0xA0, 0x80], [0xC0, 0x80], [0xF5, 0x80, 0x80, 0x80],
        ]
        for bytes in wrong {
            let file = Array("a\nok\n".utf8) + bytes + Array("\n".utf8)
            #expect(throws: CSVFault.self) { try CSVReader.read(file, rowsMax: 9) }
            do {
                _ = try CSVReader.read(file, rowsMax: 9)
            } catch {
                #expect(error.places == [.init(line: 3, kind: .notUTF8)])
            }
        }
    }

    @Test func aCellIsBounded() throws {
        let longest = String(repeating: "ệ", count: Limits.fieldCharactersMax)
        #expect(try read("a\n\(longest)").rows[0].cells[0] == longest)
        #expect(fault("a\n\(longest)x") == [.init(line: 2, kind: .cellTooLong(max: Limits.fieldCharactersMax))])
    }

    @Test func theListOfFaultyRowsIsBounded() {
        let text = "a,b\n" + String(repeating: "1\n", count: 5_000)
        #expect(fault(text, rowsMax: 9_999).count == Limits.rowProblemsMax)
    }

    @Test func theWriterQuotesWhatItMustAndNothingElse() {
        var writer = CSVWriter()
        writer.row(["a", "b c", "=1+1", "", "x,y", "x;y", "q\"q", "l\nl", "r\rr"])
        writer.row([""])
        writer.row(["¿"])
        let text = String(decoding: writer.bytes, as: UTF8.self)
        #expect(
            text == "a,b c,=1+1,,\"x,y\",\"x;y\",\"q\"\"q\",\"l\nl\",\"r\rr\"\r\n\"\"\r\n¿\r\n")
        #expect(CSVWriter(withBOM: true).bytes == [0xEF, 0xBB, 0xBF])
        #expect(writer.take().count == text.utf8.count)
        #expect(writer.bytes.isEmpty)
    }

    @Test(arguments: 0..<300)
    func whatIsWrittenReadsBackTheSame(seed: Int) throws {
        var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
        func below(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let alphabet = Array("ab ,;\"\n\r\t'=|ệđĐỔ漢😀\u{FEFF}#0").map(String.init)
        let width = 1 + below(5)
        let rows = (0..<below(8)).map { _ in
            (0..<width).map { _ in (0..<below(9)).map { _ in alphabet[below(alphabet.count)] }.joined().nfc }
        }
        var writer = CSVWriter(withBOM: seed % 2 == 0)
        writer.row((0..<width).map { "column\($0)" })
        for row in rows { writer.row(row) }
        let table = try CSVReader.read(writer.bytes, rowsMax: 10)
        #expect(table.rows.map { $0.cells.map { Array($0.utf8) } } == rows.map { $0.map { Array($0.utf8) } })
    }

    @Test(arguments: 0..<300)
    func noBytesMakeTheReaderStumble(seed: Int) {
        var state = UInt64(seed &+ 7)
        let alphabet = Array(",;\"\n\ra".utf8) + [0xC3, 0xA0, 0xE1, 0xBA, 0xCC, 0x80, 0xEF, 0xBB, 0xBF, 0]
        let bytes = (0..<200).map { _ -> UInt8 in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return alphabet[Int(state >> 33) % alphabet.count]
        }
        do {
            let table = try CSVReader.read(bytes, rowsMax: 50)
            #expect(table.rows.allSatisfy { $0.cells.count == table.header.count })
        } catch {
            #expect(error.places.allSatisfy { $0.line >= 1 })
            #expect(!error.places.isEmpty)
        }
    }
}
