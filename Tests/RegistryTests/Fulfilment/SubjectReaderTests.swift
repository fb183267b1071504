// Lists of persons from files: all or nothing, every fault by line and column.

import Basics
import Formats
import Registry
import Testing

@Suite struct SubjectReaderTests {
    private func read(
        _ text: String, claims: [PersonField] = [.bloodType]
    ) -> (subjects: [Subject], problems: [SubjectProblem]) {
        SubjectReader.read(Array(text.utf8), claims: claims)
    }

    @Test func `A good file`() throws {
        let (subjects, problems) = read(
            "\u{FEFF}full_name;personal_id;birth_date;blood_type\r\n Trần Thị Bé ;001185000001;5/7/1985;AB+\r\n"
                + "Lê A;001085000002;1960;\r\n")
        #expect(problems == [])
        #expect(subjects.map(\.row) == [1, 2])
        #expect(subjects[0].fullName == "Trần Thị Bé" && subjects[0].claims == [.bloodType: "AB+"])
        #expect(subjects[1].birthDate == PartialDate("1960") && subjects[1].claims.isEmpty)
    }

    @Test func `Each fault has its line and column, and nothing is half taken`() {
        let (subjects, problems) = read(
            "personal_id,full_name,birth_date,blood_type\n001185000001,A,1985,\n12,B,1985,\n,C,x,\n"
                + "001185000001,,1985,\n001185000009,A|B,1985,\n001185000001,A,1985,\n")
        #expect(subjects.isEmpty)
        #expect(
            problems == [
                .init(line: 3, column: "personal_id", code: .notAPersonalID),
                .init(line: 4, column: "personal_id", code: .missing),
                .init(line: 4, column: "birth_date", code: .notADate),
                .init(line: 5, column: "full_name", code: .missing),
                .init(line: 6, column: "full_name", code: .notAName),
                .init(line: 7, column: "personal_id", code: .duplicate(line: 2)),
            ])
    }

    @Test func `The header must have the keys and nothing unknown`() {
        #expect(
            read("personal_id,name,religion\n1,2,3\n").problems == [
                .init(line: 1, column: "name", code: .unknownColumn),
                .init(line: 1, column: "religion", code: .unknownColumn),
                .init(line: 1, column: "full_name", code: .missingColumn),
                .init(line: 1, column: "birth_date", code: .missingColumn),
            ])
        #expect(
            read("personal_id,full_name,birth_date\n").problems == [.init(line: 1, column: nil, code: .noRows)])
        #expect(
            read("personal_id,full_name\n\"1,2\n").problems
                == [.init(line: 2, column: nil, code: .notReadable(.unclosedQuote))])
    }

    @Test func `Twenty thousand rows`() throws {
        var writer = CSVWriter()
        writer.row(["personal_id", "full_name", "birth_date"])
        for number in 0..<Limits.subjectsMax {
            let id = try #require(PersonalID(place: 1, sex: .male, birthYear: 1985, serial: number))
            writer.row([id.description, "Nguyễn Văn Hòa", "1985-07-05"])
        }
        let (subjects, problems) = SubjectReader.read(writer.bytes, claims: [])
        #expect(problems == [] && subjects.count == Limits.subjectsMax)
        writer.row(["001085999999", "A", "1985"])
        #expect(
            SubjectReader.read(writer.bytes, claims: []).problems.first?.code
                == .notReadable(.tooManyRows(max: Limits.subjectsMax)))
    }
}
