// Tables as files and as charts.

import Basics
import Formats
import Registry
import Testing

@testable import Statistics

struct PrintedTableTests {
    private static let population = TestPopulation(seed: 4, sizes: [[400, 12]])

    private func table() throws -> PopulationTable {
        try Self.population.table(TableRequest([.commune, .sex], day: Samples.day))
    }

    @Test func filesHaveARowForEachCount() throws {
        var file = CSVWriter()
        let table = try table()
        table.write(to: &file, words: Samples.words)
        let read = try CSVReader.read(file.bytes, rowsMax: 100)
        #expect(read.header == ["commune", "L commune", "sex", "L sex", "Số người", "Ghi chú"])
        #expect(read.rows.count == 9)
        for (row, expected) in zip(read.rows, table.rows) {
            #expect(row.cells[0] == expected.values[0] ?? "")
            #expect(row.cells[1] == expected.values[0].map { "commune \($0)" } ?? "Tổng số")
            #expect(row.cells[2] == expected.values[1] ?? "")
            #expect(row.cells[4] == expected.count.map { "\($0)" } ?? "")
            #expect(row.cells[5] == (expected.count == nil ? "Không công bố" : ""))
        }
        #expect(read.rows.count { $0.cells[5] != "" } == 2)
    }

    @Test(arguments: ["=1+1", "+84", "-2", "@SUM(A1)", "\t=1", "\r=1", "＝1", "=\"a\",b\nc"])
    func noLabelIsAFormula(label: String) throws {
        let words = TableWords(
            dimension: { (label: label + "l\($0)", code: label + "c\($0)") }, value: { _, _ in label }, total: label,
            count: (head: label + "n", remark: label + "r"), withheld: label)
        var file = CSVWriter()
        try table().write(to: &file, words: words)
        let read = try CSVReader.read(file.bytes, rowsMax: 100)
        let labels =
            read.header + read.rows.flatMap { [$0.cells[1], $0.cells[3]] }
            + read.rows.map { $0.cells[5] }.filter { $0 != "" }
        #expect(labels.count > 20)
        // A reader takes white space off the ends of a cell; the apostrophe stands before it.
        #expect(labels.allSatisfy { $0.hasPrefix("'") })
        #expect(!file.bytes.split(separator: UInt8(ascii: ",")).contains { $0.first == UInt8(ascii: "=") })
    }

    @Test func noCodeIsAFormulaOrADay() {
        let codes = Dimension.allCases.flatMap { [$0.rawValue] + $0.codes }
        #expect(
            codes.allSatisfy { $0.utf8.allSatisfy { (48...57).contains($0) || (97...122).contains($0) || $0 == 45 } })
        #expect(codes.allSatisfy { $0.first != "-" })
        #expect(AgeBand.codes.allSatisfy { $0.hasPrefix("y") })
        #expect(AgeBand.codes.first == "y0-4")
        #expect(AgeBand.codes.suffix(2) == ["y95-99", "y100-plus"])
    }

    private func chart(_ bars: [BarChart.Bar], title: String = "Dân số", id: String = "c1") -> BarChart {
        BarChart(id: id, title: title, description: "Mô tả", bars: bars) { "và \($0) nhóm khác" }
    }

    private func bar(_ count: Int, _ label: String = "Nhóm") -> BarChart.Bar {
        BarChart.Bar(label: label, count: count, text: "\(count) người")
    }

    private func texts(_ element: XMLElement, _ name: String) -> [XMLElement] {
        element.children.flatMap { ($0.name == name ? [$0] : []) + texts($0, name) }
    }

    @Test func chartsAreWellFormedAndSayWhatTheyShow() throws {
        let root = try XMLReader.read(chart([bar(10), bar(5), bar(0)]).svg, file: "chart")
        #expect(root.name == "svg")
        #expect(root["role"] == "img")
        #expect(root["aria-labelledby"] == "c1-title c1-desc")
        #expect(root.children[0].name == "title")
        #expect(root.children[0]["id"] == "c1-title")
        #expect(root.children[0].text == "Dân số")
        #expect(root.children[1].name == "desc")
        #expect(root.children[1]["id"] == "c1-desc")
        #expect(texts(root, "rect").map { $0["width"] } == ["220", "110", "0"])
        #expect(texts(root, "g").map { $0.children[0].text } == ["Nhóm: 10 người", "Nhóm: 5 người", "Nhóm: 0 người"])
    }

    /// Markup, control characters and half a flag: the chart is well-formed, and the label is there as it was given.
    @Test(arguments: ["<script>alert(1)</script>", "a & b", "\"'><rect/>", "]]>", "\u{1}\u{FFFE}x", "&amp;", "🇻"])
    func labelsCannotBeMarkup(label: String) throws {
        let root = try XMLReader.read(
            BarChart(id: "c", title: label, description: label, bars: [bar(3, label)]) { _ in label }.svg, file: "chart"
        )
        #expect(texts(root, "script").isEmpty)
        #expect(texts(root, "rect").count == 1)
        let clean = label.unicodeScalars.map { $0.value < 32 || $0.value == 0xFFFE ? "\u{FFFD}" : String($0) }.joined()
        #expect(root.children[0].text == clean)
    }

    /// What the policy of the pages forbids, and what would take the reader elsewhere.
    @Test func chartsHaveNoStyleScriptOrLink() throws {
        let svg = String(decoding: chart((0..<40).map { bar($0) }).svg, as: UTF8.self)
        for word in [" style=", "<style", "<script", "href", " on", "url(", "<!", "<?"] { #expect(!svg.contains(word)) }
    }

    @Test func barsAreBoundedAndTheRestIsSaid() throws {
        let root = try XMLReader.read(chart((0..<57).map { bar($0) }).svg, file: "chart")
        #expect(texts(root, "rect").count == Limits.chartBarsMax)
        #expect(texts(root, "text").last?.text == "và 27 nhóm khác")
        let few = try XMLReader.read(chart((0..<30).map { bar($0) }).svg, file: "chart")
        #expect(texts(few, "text").allSatisfy { !$0.text.contains("khác") })
        _ = try XMLReader.read(chart([]).svg, file: "chart")
        #expect(texts(try XMLReader.read(chart([bar(0)]).svg, file: "chart"), "rect").map { $0["width"] } == ["0"])
    }

    @Test func longLabelsTakeLinesAndStayInTheirBounds() {
        let label =
            "Phường Hoàn Kiếm, thành phố Hà Nội, nam, đã kết hôn, hộ có bảy người trở lên, dân tộc Bru-Vân Kiều và khác"
        let lines = BarChart.lines(label)
        #expect(lines.count == 3)
        #expect(lines.allSatisfy { $0.count <= Limits.chartLineCharactersMax })
        #expect(lines[0] == "Phường Hoàn Kiếm, thành phố Hà")
        #expect(lines[2].hasSuffix("…"))
        #expect(BarChart.lines("Nam") == ["Nam"])
        #expect(BarChart.lines("") == [""])
        #expect(BarChart.lines(String(repeating: "ă", count: 80)).map(\.count) == [34, 34, 12])
        #expect(BarChart.lines(String(repeating: "ă", count: 400)).map(\.count) == [34, 34, 34])
        var dice = SplitMix64(seed: 5)
        for _ in 0..<2_000 {
            let text = (0..<dice.below(30)).map { _ in String(repeating: "ệ", count: 1 + dice.below(40)) }.joined(
                separator: " ")
            let lines = BarChart.lines(text)
            #expect((1...Limits.chartLabelLinesMax).contains(lines.count))
            #expect(lines.allSatisfy { $0.count <= Limits.chartLineCharactersMax })
            if lines.last?.hasSuffix("…") != true {
                #expect(lines.joined().filter { $0 != " " } == text.filter { $0 != " " })
            }
        }
    }

    /// No bar and no line of it stands on another, and all are within the picture.
    @Test func nothingOverlaps() throws {
        let bars = (0..<30).map { bar($0 * 17, String(repeating: "dài lắm ", count: $0)) }
        let root = try XMLReader.read(chart(bars).svg, file: "chart")
        let height = try #require(root["viewBox"]?.split(separator: " ").last.flatMap { Int($0) })
        var bottom = 0
        for group in texts(root, "g") {
            let lines = group.children.filter { $0.name == "text" }.dropLast().compactMap {
                $0["y"].flatMap { Int($0) }
            }
            let y = try #require(texts(group, "rect")[0]["y"].flatMap { Int($0) })
            #expect(try #require(lines.first) - 12 >= bottom)
            #expect(zip(lines, lines.dropFirst()).allSatisfy { $1 - $0 == 16 })
            #expect(y >= lines[lines.count - 1])
            bottom = y + 14
        }
        #expect(bottom <= height)
    }
}

extension XMLElement {
    fileprivate subscript(name: String) -> String? { attributes.first { $0.name == name }?.value }
}
