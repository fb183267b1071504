// Where things stand on paper, measured on the layout's own values.

import Casework
import Testing

@testable import Letters

struct LetterLayoutTests {
    private let portrait = PageGeometry.portrait

    @Test func marginsAreThoseOfTheDecree() {
        func millimetresOf(_ points: Double) -> Double { points * 25.4 / 72 }
        for page in [PageGeometry.portrait, .landscape, .slip] {
            #expect((20.0...25.0001).contains(millimetresOf(page.marginTop) + 0.00005))
            #expect((20.0...25.0001).contains(millimetresOf(page.marginBottom) + 0.00005))
            #expect((30.0...35.0001).contains(millimetresOf(page.marginLeft) + 0.00005))
            #expect((15.0...20.0001).contains(millimetresOf(page.marginRight) + 0.00005))
        }
        #expect(abs(millimetresOf(portrait.width) - 210) < 0.001)
        #expect(abs(millimetresOf(portrait.height) - 297) < 0.001)
    }

    @Test(arguments: LetterKit.kinds)
    func nothingStandsOutsideTheMargins(kind: PaperKind) throws {
        var hostile = try LetterSamples.full(kind, subjects: 40)
        hostile.requester.requester.name = String(repeating: "Công ty ", count: 40)
        hostile.signer.name = String(repeating: "W", count: 300)
        hostile.signer.title = String(repeating: "GIÁM ĐỐC ", count: 30)
        hostile.release.recipientMark = String(repeating: "Bản dành cho ", count: 60)
        for facts in [try LetterSamples.full(kind), try LetterSamples.bare(kind), hostile] {
            let document = try LetterKit.document(facts)
            let geometry = PageGeometry(of: document)
            for page in try LetterKit.printer.pages(document) {
                for item in page {
                    #expect(item.x >= geometry.marginLeft - 0.3, "\(item.text ?? "rule")")
                    #expect(
                        item.x + item.width <= geometry.width - geometry.marginRight + 0.5, "\(item.text ?? "rule")")
                    #expect(item.top >= 0)
                    #expect(item.bottom <= geometry.height)
                }
            }
        }
    }

    @Test func theHeadingHasTwoCentredBlocksAndRulesOfTheRightLength() throws {
        let page = try LetterKit.pages(LetterSamples.full(.approvalDecision))[0]
        let nation = try #require(page.line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"))
        let motto = try #require(page.line("Độc lập - Tự do - Hạnh phúc"))
        let superior = try #require(page.line("BỘ CÔNG AN"))
        let agency = try #require(page.line("CÔNG AN THÀNH PHỐ HÀ NỘI"))
        let number = try #require(page.line("Số: 05/QĐ-CAHN-PC06"))
        let date = try #require(page.line("Hà Nội, ngày 09 tháng 02 năm 2026"))
        func centre(_ item: PageItem) -> Double { item.x + item.width / 2 }

        #expect(abs(centre(nation) - centre(motto)) < 0.01)
        #expect(abs(centre(date) - centre(motto)) < 0.01)
        #expect(abs(centre(superior) - centre(agency)) < 0.01)
        #expect(abs(centre(number) - centre(agency)) < 0.01)
        #expect(agency.x + agency.width < nation.x)
        #expect(abs(superior.y - nation.y) < 0.01)
        #expect(abs(number.y - date.y) < 0.01)
        #expect(number.y > motto.y)

        let rules = page.filter { ($0.ruleWidth ?? 0) > 0 }.sorted { $0.y < $1.y }
        let mottoRule = try #require(rules.first { abs(centre($0) - centre(motto)) < 0.01 })
        let agencyRule = try #require(rules.first { abs(centre($0) - centre(agency)) < 0.01 })
        #expect(abs(mottoRule.width - motto.width) < 0.01)
        #expect((1.0 / 3...0.5).contains(agencyRule.width / agency.width))
        #expect(mottoRule.y > motto.y && mottoRule.y < motto.y + 10)
        #expect(agencyRule.y > agency.y && agencyRule.y < agency.y + 10)
    }

    @Test func bodyTextIsJustifiedWithAnIndentAndGaps() throws {
        let sentence = "Cơ sở dữ liệu quốc gia về dân cư được quản lý thống nhất từ trung ương đến địa phương. "
        let text = String(repeating: sentence, count: 6)
        let document = LetterKit.document([
            .paragraph(mark: nil, text: text), .paragraph(mark: nil, text: text + "Hết."),
        ])
        let page = try LetterKit.printer.pages(document)[0]
        let lines = page.filter { $0.text != nil }
        let owners = lines.compactMap { $0.setLine?.owner }
        let second = try #require(owners.lastIndex { $0 === owners[0] }) + 1
        #expect(second > 4 && lines.count >= 2 * second)
        #expect(abs(lines[0].x - portrait.marginLeft - 36) < 0.01)
        for line in lines[1..<second] { #expect(abs(line.x - portrait.marginLeft) < 0.01) }
        for line in lines[0..<second - 1] {
            #expect(abs(line.x + line.width - (portrait.width - portrait.marginRight)) < 0.01)
        }
        let step = lines[1].y - lines[0].y
        #expect((14 * 1.1...14 * 1.5).contains(step))
        #expect(lines[second].y - lines[second - 1].y - step >= 6)
    }

    @Test func sizesAreThoseOfTheDecree() {
        let style = LetterStyle(LetterKit.document([]))
        #expect((12...13).contains(style.nationalName.size) && style.nationalName.bold && !style.nationalName.italic)
        #expect((13...14).contains(style.motto.size) && style.motto.bold && !style.motto.italic)
        #expect((12...13).contains(style.superior.size) && !style.superior.bold)
        #expect((12...13).contains(style.agency.size) && style.agency.bold)
        #expect(style.number.size == 13 && !style.number.italic)
        #expect((13...14).contains(style.placeAndDate.size) && style.placeAndDate.italic)
        #expect((12...13).contains(style.subject.size))
        #expect((13...14).contains(style.body.size))
        #expect(style.distributionHeading.size == 12 && style.distributionHeading.italic)
        #expect(style.distribution.size == 11)
        #expect((13...14).contains(style.pageNumber.size))
    }

    @Test func pageNumbersStandCentredInTheTopMarginFromPageTwo() throws {
        let pages = try LetterKit.pages(LetterSamples.full(.dataSheet, subjects: 60))
        #expect(pages.count >= 3)
        let geometry = PageGeometry.landscape
        #expect(!pages[0].contains { $0.text == "1" && $0.y < geometry.marginTop })
        for (index, page) in pages.enumerated().dropFirst() {
            let number = try #require(page.first { $0.text == String(index + 1) && $0.y < geometry.marginTop })
            let centre = geometry.marginLeft + geometry.textWidth / 2
            #expect(abs(number.x + number.width / 2 - centre) < 0.01)
        }
    }

    @Test(arguments: 20..<70)
    func noPageBreakLeavesALineAlone(linesBefore: Int) throws {
        let long = String(repeating: "Công dân có quyền khai thác thông tin của mình theo quy định. ", count: 8)
        var blocks = (0..<linesBefore).map { LetterBlock.paragraph(mark: nil, text: "Đoạn \($0).") }
        blocks.append(.paragraph(mark: nil, text: long))
        let pages = try LetterKit.printer.pages(LetterKit.document(blocks))
        for page in pages {
            var counts: [ObjectIdentifier: Int] = [:]
            for line in page.compactMap(\.setLine) { counts[ObjectIdentifier(line.owner), default: 0] += 1 }
            let onThis = page.compactMap(\.setLine).filter { $0.text.contains("Công dân") || $0.text.contains("quy") }
            for line in onThis { #expect((counts[ObjectIdentifier(line.owner)] ?? 0) >= 2) }
        }
    }

    @Test(arguments: 15..<50)
    func aSignatureNeverStandsAlone(linesBefore: Int) throws {
        var blocks = (0..<linesBefore).map { LetterBlock.paragraph(mark: nil, text: "Đoạn \($0).") }
        let signature = LetterSignature(authority: "KT. GIÁM ĐỐC", title: "PHÓ GIÁM ĐỐC", remark: "", name: "Trần Ước")
        blocks.append(.closing(distribution: ["Như trên", "Lưu: VT"], signatures: [signature]))
        let pages = try LetterKit.printer.pages(LetterKit.document(blocks))
        let last = try #require(pages.last)
        #expect(last.line("KT. GIÁM ĐỐC") != nil && last.line("Trần Ước") != nil && last.line("- Lưu: VT.") != nil)
        #expect(last.filter { $0.text?.hasPrefix("Đoạn") ?? false }.count >= 2)
    }

    @Test func theDistributionListIsLevelWithTheSignature() throws {
        let page = try #require(try LetterKit.pages(LetterSamples.full(.refusal)).last)
        let title = try #require(page.line("KT. GIÁM ĐỐC"))
        let list = try #require(page.line("Nơi nhận:"))
        #expect(abs(title.y - list.y) < 4)
        #expect(list.x == portrait.marginLeft)
        #expect(title.x > portrait.marginLeft + portrait.textWidth / 2)
        let name = try #require(page.line("Đại tá Trần Thị Ước"))
        #expect(abs(name.x + name.width / 2 - title.x - title.width / 2) < 0.01)
        #expect(name.y - title.y > 60)
    }

    @Test func tableHeadersStandAgainOnEveryPage() throws {
        let pages = try LetterKit.pages(LetterSamples.full(.registerOutgoing, subjects: 60))
        #expect(pages.count > 3)
        #expect(pages[0].contains { $0.text == "SỔ ĐĂNG KÝ VĂN BẢN ĐI" } && !pages[0].contains { $0.text == "(10)" })
        for page in pages.dropFirst() {
            #expect(page.filter { $0.text == "(10)" }.count == 1)
            #expect(page.contains { $0.text?.hasPrefix("Ghi chú") ?? false })
        }
        let numbers = pages.flatMap { $0.compactMap(\.text) }.filter { $0.hasSuffix("/QĐ-CAHN-PC06") }
        #expect(numbers.count == 60)
    }

    @Test func datesAndNumbersAreNotTornInNarrowColumns() throws {
        let words = ["001190000001", "09/02/2026", "Nghiêng", "Quỳnh", "05/QĐ-CAHN-PC06"]
        let columns = (0..<15).map { index in
            LetterTable.Column(heading: "Trường \(index)", width: index == 0 ? 30 : 1, alignment: .left)
        }
        let row = columns.indices.map { words[$0 % words.count] }
        let table = LetterTable(columns: columns, rows: [row], hasColumnNumbers: false, columnsMax: nil)
        let document = LetterKit.document([.table(table)], kind: .dataSheet, orientation: .landscape)
        let texts = try LetterKit.printer.pages(document)[0].compactMap(\.text)
        for word in words { #expect(texts.filter { $0 == word }.count == 3, "\(word)") }
        #expect(try LetterKit.printer.pages(document)[0].compactMap(\.setLine).allSatisfy { $0.ascent >= 7 * 0.89 })
    }

    @Test func aCellHigherThanAPageFlowsOn() throws {
        let words = (0..<3000).map { "từ\($0)" }
        let table = LetterTable(
            columns: [
                .init(heading: "STT", width: 1, alignment: .centre),
                .init(heading: "Nội dung", width: 4, alignment: .left),
            ], rows: [["1", words.joined(separator: " ")], ["2", "hết"]], hasColumnNumbers: false, columnsMax: nil)
        let pages = try LetterKit.printer.pages(LetterKit.document([.table(table)]))
        let texts = pages.flatMap { $0.compactMap(\.text) }.joined(separator: " ").split(separator: " ")
        #expect(pages.count > 2)
        #expect(texts.filter { $0.hasPrefix("từ") }.map(String.init) == words)
        #expect(texts.contains("hết"))
        for page in pages {
            #expect(page.allSatisfy { $0.bottom <= portrait.height - portrait.marginBottom + 13 })
        }
    }

    @Test func anAnnexStartsAPageAndAnEmptyLetterHasOne() throws {
        let annex = LetterBlock.annex(name: "Phụ lục", abstract: "DANH SÁCH", reference: "(Kèm theo)")
        let pages = try LetterKit.printer.pages(LetterKit.document([.paragraph(mark: nil, text: "a"), annex]))
        #expect(pages.count == 2)
        #expect(try LetterKit.printer.pages(LetterKit.document([])).count == 1)
    }

    @Test func anAnnexIsNumberedByItself() throws {
        let line = LetterBlock.paragraph(mark: nil, text: "Nội dung.")
        let annex = LetterBlock.annex(name: "Phụ lục", abstract: "DANH SÁCH", reference: "(Kèm theo)")
        let blocks = Array(repeating: line, count: 80) + [annex] + Array(repeating: line, count: 80)
        let pages = try LetterKit.printer.pages(LetterKit.document(blocks))
        let numbers = pages.map { page in page.first { $0.y < portrait.marginTop }?.text ?? "" }
        #expect(numbers == ["", "2", "3", "", "2", "3"] || numbers == ["", "2", "", "2"], "\(numbers)")
    }

    @Test(arguments: [
        ("Hà Nội", "ngày 05 tháng 7 năm 2021"), ("Thành phố Hồ Chí Minh", "ngày 25 tháng 11 năm 2026"),
        ("Bà Rịa - Vũng Tàu", "ngày 25 tháng 12 năm 2026"),
    ])
    func placeAndDateStandOnOneLine(place: String, date: String) throws {
        let heading = LetterHeading(
            superior: "BỘ CÔNG AN", agency: "CÔNG AN THÀNH PHỐ HÀ NỘI", number: "Số: 05/QĐ-CAHN", subject: "",
            placeAndDate: "\(place), \(date)")
        let page = try LetterKit.printer.pages(LetterKit.document([.heading(heading)]))[0]
        #expect(page.line("\(place), \(date)") != nil)
        #expect(page.line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") != nil)
    }

    @Test func aPlaceTooLongForItsLinePartsBeforeTheDate() throws {
        let place = "Đặc khu hành chính kinh tế Vân Đồn - Quảng Ninh"
        let heading = LetterHeading(
            superior: "", agency: "CÔNG AN", number: "", subject: "",
            placeAndDate: "\(place), ngày 01 tháng 02 năm 2026")
        let lines = try LetterKit.printer.pages(LetterKit.document([.heading(heading)]))[0].compactMap(\.text)
        #expect(lines.contains("\(place),") && lines.contains("ngày 01 tháng 02 năm 2026"))
    }

    @Test func aWideTableIsSetPersonByPerson() throws {
        let columns = (0..<40).map { LetterTable.Column(heading: "Trường thông tin \($0)", width: 1, alignment: .left) }
        let rows = (1...3).map { person in
            [String(person), "00119000000\(person)", "Nguyễn Thị Ưu \(person)"] + (3..<40).map { "giá trị \($0)" }
        }
        let table = LetterTable(columns: columns, rows: rows, hasColumnNumbers: false, columnsMax: 11)
        let pages = try LetterKit.printer.pages(
            LetterKit.document([.table(table)], kind: .dataSheet, orientation: .landscape))
        let lines = pages.flatMap { $0.compactMap(\.text) }
        for person in 1...3 {
            #expect(lines.contains("\(person). 00119000000\(person) – Nguyễn Thị Ưu \(person)"))
        }
        #expect(
            lines.filter { $0 == "Trường thông tin 39" }.count == 3 && lines.filter { $0 == "giá trị 39" }.count == 3)
        #expect(pages.count <= 3, "one page a person at most")
        for page in pages {
            #expect(page.first?.text?.contains(" – Nguyễn Thị Ưu ") == true, "a page begins with whom it is about")
        }
        for page in pages { #expect(page.compactMap(\.setLine).allSatisfy { $0.ascent >= 11 * 0.89 }) }
    }

    @Test func aWordAsLongAsALineIsNotPulledApart() throws {
        let long = String(repeating: "a", count: 150)
        for text in ["Xem https://dvc.example.vn/\(long) để biết thêm thông tin về việc này.", long] {
            let page = try LetterKit.printer.pages(LetterKit.document([.paragraph(mark: nil, text: text)]))[0]
            for line in page.compactMap(\.setLine) {
                let plain = try LetterKit.printer.width(of: line.text, size: 14)
                #expect(line.width <= plain + 1, "\(line.text)")
            }
        }
    }

    @Test(arguments: [
        ("tại thành phố Hà Nội", ["Hà Nội"]), ("đến ngày 02 tháng 11 năm 2026.", ["ngày 02 tháng 11 năm 2026."]),
        ("có 03 người, mỗi người 01 lần", ["03 người,", "01 lần"]),
        ("theo khoản 1 Điều 9 Nghị định số 70/2024/NĐ-CP", ["khoản 1", "Điều 9", "số 70/2024/NĐ-CP"]),
        ("bà Nguyễn Thị Ưu ký", ["Nguyễn Thị Ưu"]), ("ỦY BAN NHÂN DÂN", []), ("Cơ sở dữ liệu", []),
        ("Hà Nội, Nghệ An", ["Hà Nội,", "Nghệ An"]),
    ])
    func wordsThatBelongTogetherAreTied(text: String, ties: [String]) {
        let bytes = Array(text.utf8)
        #expect(WordTies.ranges(in: text).map { String(decoding: bytes[$0], as: UTF8.self) } == ties)
    }

    @Test func documentNumbersAndCompoundsAreNotTorn() throws {
        let page = try LetterKit.pages(LetterSamples.full(.approvalDecision))[0]
        let lines = page.compactMap(\.text)
        for code in ["70/2024/NĐ-CP", "15/CV-VPCC", "G01.801.000-260205-0012"] {
            #expect(lines.contains { $0.contains(code) }, "\(code)")
        }
        let heading = try LetterKit.pages(LetterSamples.full(.request))[0].compactMap(\.text)
        #expect(heading.contains("VĂN PHÒNG CÔNG CHỨNG"))
    }
}
