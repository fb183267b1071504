// Lists of persons: every fault by row and column, nothing half taken.

import Basics
import Formats
import Testing

@testable import Forms

struct SubjectReadingTests {
    private static let header = ["personal_id", "full_name", "birth_date"]

    private func reading(_ claims: [ClaimColumn] = [], rowsMax: Int = Limits.subjectsMax) -> SubjectReading {
        SubjectReading(
            claims: claims, today: .test, rowsMax: rowsMax, isPossibleID: { !$0.hasPrefix("099") },
            isReadableClaim: { column, value in column != "blood_type" || ["A", "B", "AB", "O"].contains(value) })
    }

    private func read(_ rows: [[String]], _ claims: [ClaimColumn] = [], header: [String]? = nil) -> SubjectOutcome {
        reading(claims).read(file: file(header ?? Self.header + claims.map(\.key), rows))
    }

    private func file(_ header: [String], _ rows: [[String]]) -> [UInt8] {
        var writer = CSVWriter()
        for row in [header] + rows { writer.row(row) }
        return writer.bytes
    }

    @Test func takesGoodRowsInNormalForm() {
        let outcome = read(
            [
                [" 001085000123 ", "Nguye\u{0302}\u{0303}n Văn A", "5/7/1985", "A", ""],
                ["079190000001", "Trần B", "1990", "", "Hà Nội"],
            ],
            Self.optionalClaims)
        #expect(outcome.problems == [])
        #expect(
            outcome.rows == [
                SubjectRow(
                    personalID: "001085000123", fullName: "Nguyễn Văn A", birthDate: "1985-07-05",
                    claims: ["blood_type": "A"]),
                SubjectRow(
                    personalID: "079190000001", fullName: "Trần B", birthDate: "1990",
                    claims: ["current_residence": "Hà Nội"]),
            ])
    }

    // MARK: Enclosures

    private func readNaming(_ names: [String]) -> SubjectOutcome {
        let reading = SubjectReading(
            claims: [ClaimColumn("blood_type")], namesEnclosures: true, today: .test, isPossibleID: { _ in true })
        let rows = names.enumerated().map { ["079190" + padded($0, to: 6), "Trần B", "1990", $1, "A"] }
        return reading.read(file: file(Self.header + ["Enclosure", "blood_type"], rows))
    }

    @Test func aRowMayNameTheFileOfItsPerson() {
        let outcome = readNaming([" Đồng ý 1.pdf ", "", "a.pdf"])
        #expect(outcome.problems == [])
        #expect(outcome.rows.map(\.enclosure) == ["Đồng ý 1.pdf", nil, "a.pdf"])
        #expect(outcome.rows.map(\.claims) == Array(repeating: ["blood_type": "A"], count: 3))
    }

    @Test func theColumnMayBeMissingAndIsUnknownWhereNothingIsAskedForEachPerson() {
        let reading = SubjectReading(claims: [], namesEnclosures: true, today: .test, isPossibleID: { _ in true })
        #expect(reading.columns == Self.header + ["enclosure"])
        let row = ["079190000001", "Trần B", "1990"]
        #expect(reading.read(file: file(Self.header, [row])).rows.map(\.enclosure) == [nil])
        let typed = FieldValues(Dictionary(uniqueKeysWithValues: zip(reading.columns, (row + ["a.pdf"]).map { [$0] })))
        #expect(reading.read(typed: typed).rows.map(\.enclosure) == ["a.pdf"])
        let other = read([row + ["a.pdf"]], header: Self.header + ["enclosure"])
        #expect(other.problems.map(\.code) == ["problem.column-unknown"])
    }

    @Test func noMoreFilesAreNamedThanARequestTakes() {
        let names = (1...Limits.documentsMax).map { "\($0).pdf" }
        #expect(readNaming(names + ["1.PDF"]).problems == [], "one file may be about several persons")
        let outcome = readNaming(names + ["one more.pdf"])
        #expect(outcome.problems.map(\.code) == ["problem.enclosures-too-many"])
        #expect(outcome.problems.map(\.column) == ["enclosure"])
        #expect(outcome.problems.map(\.row) == [Limits.documentsMax + 2])
    }

    @Test func noMoreAreNamedByAListThatIsPutTogether() {
        let rows = (0...Limits.documentsMax).map {
            SubjectRow(personalID: "\($0)", fullName: "A", birthDate: "1990", enclosure: "\($0).pdf")
        }
        #expect(reading().problems(ofWhole: Array(rows.dropLast())) == [])
        #expect(reading().problems(ofWhole: rows).map(\.code) == ["problem.enclosures-too-many"])
        #expect(reading(rowsMax: 1).problems(ofWhole: Array(rows[0...1])).map(\.code) == ["problem.too-many-rows"])
    }

    @Test(arguments: [
        (String(repeating: "n", count: 256), "problem.too-long"), ("a\u{202E}b.pdf", "problem.control-character"),
        ("=1+1.pdf", "problem.name-sign"),
    ])
    func aNameThatNoFileHasIsAFault(name: String, code: String) {
        #expect(readNaming([name]).problems.map(\.code) == [code])
    }

    @Test func aRowWithoutAnyClaimIsNotTaken() {
        let outcome = read([["079190000001", "Trần B", "1990", "", ""]], Self.optionalClaims)
        #expect(outcome.problems.map(\.code) == ["problem.claim-missing"] && outcome.rows.isEmpty)
    }

    private static let optionalClaims = [
        ClaimColumn("blood_type", isRequired: false), ClaimColumn("current_residence", isRequired: false),
    ]

    @Test func headersComeInAnyOrderAndCase() {
        let outcome = read([["1990", "Trần B", "079190000001"]], header: ["Birth_Date", " full_name ", "PERSONAL_ID"])
        #expect(outcome.rows.map(\.personalID) == ["079190000001"])
    }

    @Test func headersAreCheckedAsAWhole() {
        let outcome = read([["x", "y", "z", "w"]], header: ["personal_id", "name", "father", "blood_type"])
        #expect(outcome.rows.isEmpty)
        #expect(
            outcome.problems.map { [$0.code, $0.column ?? "", String($0.row ?? 0)] } == [
                ["problem.column-unknown", "name", "1"], ["problem.column-unknown", "father", "1"],
                ["problem.column-unknown", "blood_type", "1"], ["problem.column-missing", "full_name", "1"],
                ["problem.column-missing", "birth_date", "1"],
            ])
        #expect(outcome.problems[0].parameters["expected"] == "personal_id, full_name, birth_date")
    }

    @Test func aColumnOfARequiredClaimMustBeThere() {
        let claims = [ClaimColumn("blood_type"), ClaimColumn("sex", isRequired: false)]
        let missing = read([["079190000001", "Trần B", "1990"]], claims, header: Self.header)
        #expect(
            missing.problems == [
                Problem("subjects_file", .columnMissing, ["column": "blood_type"], row: 1, column: "blood_type")
            ])
        let present = read([["079190000001", "Trần B", "1990", "O"]], claims, header: Self.header + ["blood_type"])
        #expect(present.rows.first?.claims == ["blood_type": "O"])
    }

    @Test(arguments: [
        (["12345", "A", "1990"], "problem.personal-id-digits", "personal_id"),
        (["", "A", "1990"], "problem.personal-id-digits", "personal_id"),
        (["0791900000012", "A", "1990"], "problem.personal-id-digits", "personal_id"),
        (["07919000000a", "A", "1990"], "problem.personal-id-digits", "personal_id"),
        (["٠٧٩١٩٠٠٠٠٠٠١", "A", "1990"], "problem.personal-id-digits", "personal_id"),
        (["099190000001", "A", "1990"], "problem.personal-id-structure", "personal_id"),
        (["079190000001", "  ", "1990"], "problem.name-missing", "full_name"),
        (["079190000001", "=HYPERLINK(\"http://evil\")", "1990"], "problem.name-sign", "full_name"),
        (["079190000001", " @SUM(1)", "1990"], "problem.name-sign", "full_name"),
        (["079190000001", "+cmd", "1990"], "problem.name-sign", "full_name"),
        (["079190000001", "-1", "1990"], "problem.name-sign", "full_name"),
        (["079190000001", "A\u{0}", "1990"], "problem.control-character", "full_name"),
        (["079190000001", String(repeating: "đ", count: 201), "1990"], "problem.too-long", "full_name"),
        (["079190000001", "A", ""], "problem.birth-date-form", "birth_date"),
        (["079190000001", "A", "31/02/1990"], "problem.birth-date-form", "birth_date"),
        (["079190000001", "A", "24/11/2026"], "problem.birth-date-in-future", "birth_date"),
        (["079190000001", "A", "2027"], "problem.birth-date-in-future", "birth_date"),
    ])
    func namesRowAndColumn(cells: [String], code: String, column: String) {
        let outcome = read([["001085000123", "Good", "1985"], cells])
        #expect(outcome.rows.isEmpty, "nothing is taken from a list with a fault")
        #expect(outcome.problems.map(\.code) == [code])
        #expect(outcome.problems.first?.row == 3)
        #expect(outcome.problems.first?.column == column)
    }

    @Test func aRowWithSeveralFaultsNamesThemAll() {
        let outcome = read([["1", "", "x", "Z"]], [ClaimColumn("blood_type", example: "A, B, AB, O")])
        #expect(outcome.problems.map(\.column) == ["personal_id", "full_name", "birth_date", "blood_type"])
        #expect(outcome.problems.last?.parameters == ["expected": "A, B, AB, O"])
    }

    @Test func claimsThatAreNeededMustBeGiven() {
        let outcome = read([["079190000001", "A", "1990", " "]], [ClaimColumn("blood_type")])
        #expect(outcome.problems == [Problem("subjects_file", .claimMissing, row: 2, column: "blood_type")])
    }

    @Test func theSamePersonTwiceNamesTheFirstRow() {
        let row = ["079190000001", "A", "1990"]
        let outcome = read([row, ["001085000123", "B", "1985"], row, row])
        #expect(outcome.problems.map(\.row) == [4, 5])
        #expect(outcome.problems.map(\.parameters) == [["first": "2"], ["first": "2"]])
    }

    @Test func rowsOfTheWrongWidthAreNamed() {
        let outcome = read([["079190000001", "A"]])
        #expect(
            outcome.problems == [
                Problem("subjects_file", .cellCount, ["count": "2", "expected": "3"], row: 2)
            ])
    }

    @Test func tooManyRowsAndNoneAreRefused() {
        let four = file(Self.header, (0..<4).map { ["07919000000\($0)", "A", "1990"] })
        #expect(reading(rowsMax: 3).read(file: four).problems.map(\.code) == ["problem.csv-too-many-rows"])
        #expect(reading(rowsMax: 4).read(file: four).rows.count == 4)
        #expect(read([]).problems.map(\.code) == ["problem.rows-missing"])
    }

    @Test func showsTheFirstProblemsAndSaysHowManyThereAre() {
        let outcome = read((0..<500).map { _ in ["1", "A", "1990"] })
        #expect(outcome.problems.count == Limits.rowProblemsMax)
        #expect(outcome.problemCount == 500)
        #expect(outcome.problems.last?.row == Limits.rowProblemsMax + 1)
    }

    @Test func typedRowsReadLikeAFile() {
        var typed = reading([ClaimColumn("blood_type")])
        typed.field = "subjects"
        let source = FieldValues([
            "personal_id": ["079190000001", "", "1"], "full_name": ["A", "", "B"], "birth_date": ["1990", "", "1991"],
            "blood_type": ["O", "", "A"],
        ])
        let outcome = typed.read(typed: source)
        #expect(outcome.problems == [Problem("subjects", .personalIDDigits, row: 3, column: "personal_id")])
        let many = FieldValues(["personal_id": Array(repeating: "", count: Limits.typedSubjectsMax + 1)])
        #expect(typed.read(typed: many).problems.map(\.code) == ["problem.too-many-rows"])
        #expect(typed.read(typed: FieldValues()).problems.map(\.code) == ["problem.rows-missing"])
    }

    @Test func aFileIsReadFromItsBytes() {
        let text = "\u{FEFF}personal_id;full_name;birth_date\r\n079190000001;\"Trần; B\";1990\r\n"
        let outcome = reading().read(file: Array(text.utf8))
        #expect(outcome.problems == [])
        #expect(outcome.rows == [SubjectRow(personalID: "079190000001", fullName: "Trần; B", birthDate: "1990")])
    }

    @Test(arguments: [
        ("", "problem.csv-empty"), ("personal_id,\"full", "problem.csv-unclosed-quote"),
        ("personal_id,full_name,birth_date\n1,a\"b,c", "problem.csv-stray-quote"),
        ("personal_id,,birth_date", "problem.column-missing"), ("a,a", "problem.column-twice"),
        ("personal_id,full_name,birth_date\n1,2", "problem.cell-count"),
        ("personal_id,full_name,birth_date\n1,2,3\n1,2,3\n1,2,3\n1,2,3", "problem.csv-too-many-rows"),
        ("personal_id,full_name,birth_date\n" + String(repeating: "x", count: 4_001), "problem.csv-cell-too-long"),
        ("personal_id,full_name,birth_date\n", "problem.rows-missing"),
    ])
    func faultsOfTheFileAreProblemsToo(text: String, code: String) {
        let outcome = reading(rowsMax: 3).read(file: Array(text.utf8))
        #expect(outcome.problems.map(\.code) == [code])
        #expect(outcome.rows.isEmpty)
        let broken = reading().read(file: Array("personal_id,full_name,birth_date\n".utf8) + [0xC3, 0x28])
        #expect(broken.problems.map(\.code) == ["problem.csv-not-utf8"])
    }

    @Test func aFullListIsTaken() {
        let rows = (0..<Limits.subjectsMax).map {
            ["079190" + padded($0, to: 6), "Nguyễn Thị Đào", "5/7/1990", "O"]
        }
        let file = file(Self.header + ["blood_type"], rows)
        let clock = ContinuousClock()
        let start = clock.now
        let outcome = reading([ClaimColumn("blood_type")]).read(file: file)
        // Printed, never judged: a machine under load would make a timed test lie.
        print("subjects: \(rows.count) rows in \(clock.now - start)")
        #expect(outcome.rows.count == Limits.subjectsMax)
        #expect(outcome.rows.last?.birthDate == "1990-07-05")
    }
}

struct BirthDateTests {
    @Test(arguments: [
        ("1985-07-05", "1985-07-05"), ("5/7/1985", "1985-07-05"), ("05/07/1985", "1985-07-05"),
        ("5-7-1985", "1985-07-05"), ("05.07.1985", "1985-07-05"), ("1985", "1985"), ("7/1985", "1985-07"),
        ("1985-07", "1985-07"), ("29/2/2024", "2024-02-29"), ("23/11/2026", "2026-11-23"), ("2026", "2026"),
    ])
    func givesTheNormalForm(text: String, expected: String) throws {
        #expect(try BirthDate.normalForm(text, today: .test) == expected)
    }

    @Test(arguments: [
        "", "85", "5/7/85", "1985/13/01", "29/2/2023", "5//1985", "5/7/1985/1", "abc", "1985-07-05T00:00", "1849",
        "0000",
        "5/007/1985", "١٩٨٥",
    ])
    func refusesWhatIsNoDate(text: String) {
        #expect(throws: BirthDate.Fault.form) { try BirthDate.normalForm(text, today: .test) }
    }

    @Test(arguments: ["2027", "24/11/2026", "12/2026"])
    func refusesTheFuture(text: String) {
        #expect(throws: BirthDate.Fault.inFuture) { try BirthDate.normalForm(text, today: .test) }
    }
}
