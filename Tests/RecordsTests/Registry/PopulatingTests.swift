// Generate, import, export: whole or not at all, and always in the log.

import Basics
import Casework
import Formats
import Foundation
import Records
import Registry
import Storage
import Testing

struct PopulatingTests {
    private func export(_ store: any Store, limit: Int? = nil) async throws -> [UInt8] {
        let pieces = Pieces()
        _ = try await store.exportPopulation(limit: limit, by: .system, at: RegistrySample.now) { pieces.append($0) }
        return pieces.all
    }

    /// Collects what an export writes.
    private final class Pieces {
        private(set) var all: [UInt8] = []
        func append(_ piece: [UInt8]) { all += piece }
    }

    @Test func whatIsGeneratedIsStoredWholeAndRepeatingItChangesNothing() async throws {
        let store = try await RegistrySample.store()
        let people = try RegistrySample.people()
        let stored = try await store.read { db in try people.map { try db.person($0.personalID) } }
        #expect(stored == people.map { $0 })
        let population = SyntheticPopulation(
            citizens: RegistrySample.citizens, seed: 7, provinces: try RegistrySample.provinces())
        let again = try await store.generatePopulation(population, seed: 7, by: .system, at: RegistrySample.now)
        #expect(again.added == 0 && again.unchanged == RegistrySample.citizens)
        #expect(try await store.read { try $0.populationCount() } == RegistrySample.citizens)
        let entries = try await store.read { try $0.entries(of: "registry") }
        #expect(entries.map(\.type) == ["populated", "populated"])
        try await store.close()
    }

    @Test func anExportBeginsWithThePromisedColumnsAndImportsAgainAsItWas() async throws {
        let store = try await RegistrySample.store()
        let bytes = try await export(store)
        let table = try CSVReader.read(bytes, rowsMax: 1_000)
        #expect(
            table.header.prefix(9).joined(separator: ",")
                == "personal_id,full_name,birth_date,sex,blood_type,permanent_residence,current_residence,spouse_id,household_id"
        )
        #expect(table.rows.count == RegistrySample.citizens)
        let ids = table.rows.map(\.cells[0])
        #expect(ids == ids.sorted())

        let other = try await RegistrySample.store(populated: false)
        let (report, problems) = try await other.importPopulation(
            bytes, try RegistrySample.known(), keepGood: false, by: .system, at: RegistrySample.now)
        #expect(report.added == RegistrySample.citizens && report.refused == 0 && problems == [])
        #expect(try await export(other) == bytes)
        let people = try RegistrySample.people()
        let stored = try await other.read { db in try people.map { try db.person($0.personalID) } }
        #expect(stored == people.map { $0 })
        let again = try await other.importPopulation(
            bytes, try RegistrySample.known(), keepGood: false, by: .system, at: RegistrySample.now)
        #expect(again.report.unchanged == RegistrySample.citizens && again.report.changed == 0)
        try await store.close()
        try await other.close()
    }

    @Test(arguments: [0, 1, 5, 600, 9_999])
    func anExportMayBeLimited(limit: Int) async throws {
        let store = try await RegistrySample.store()
        let rows = try CSVReader.read(try await export(store, limit: limit), rowsMax: 9_999).rows.count
        #expect(rows == min(limit, RegistrySample.citizens))
        let entries = try await store.read { try $0.entries(of: "registry") }
        #expect(entries.last?.type == "exported")
        #expect(entries.last?.payload == "{\"count\":\(rows)}")
        try await store.close()
    }

    private static let file = """
        personal_id,full_name,birth_date,sex,blood_type,spouse_id,permanent_residence
        001085000001,Nguyễn Văn A,1985-07-05,Nam,A+,,"Thôn 3, xã Tân Lập, tỉnh Gia Lai"
        001085000002,Trần Thị B,1985,Nữ,,,
        12,C,x,?,Q,5,
        001185000001,Trần Thị B,1985,Nữ,O,001085000001,
        001085000001,Nguyễn Văn A,1985-07-05,Nam,,,
        003085000001,Lê D,1985,Nam,,,
        """

    @Test func aBadRowRefusesTheFileWithLineColumnAndReason() async throws {
        let store = try await RegistrySample.store(populated: false)
        do {
            _ = try await store.importPopulation(
                Array(Self.file.utf8), try RegistrySample.known(), keepGood: false, by: .system,
                at: RegistrySample.now)
            Issue.record("the file was taken")
        } catch let refusal as ImportRefusal {
            #expect(refusal.badRows == 4)
            #expect(
                refusal.problems.map(\.description) == [
                    "line 3, personal_id: the fourth digit says the other sex", "line 4, personal_id: not 12 digits",
                    "line 4, birth_date: not a date", "line 4, sex: neither male nor female",
                    "line 6, personal_id: the number stands on line 2 already",
                    "line 7, personal_id: begins with no province or country",
                ])
        }
        #expect(try await store.read { try $0.populationCount() } == 0)
        #expect(try await store.read { try $0.entries(of: "registry") }.isEmpty)
        try await store.close()
    }

    @Test(arguments: [
        "sep=;\npersonal_id;full_name;birth_date;sex\n001085000001;Nguyễn Văn A;1985-07-05;Nam\n",
        "personal_id,full_name,birth_date,sex,\n001085000001,Nguyễn Văn A,1985-07-05,Nam,\n,,,,\n",
        "Số ĐDCN\tHọ và tên\tNgày, tháng, năm sinh\tGiới tính\n001085000001\tNguyễn\u{200B} Văn A\t1985-07-05\tNam\n",
    ])
    func filesAreReadAsSpreadsheetsSaveThem(text: String) async throws {
        let store = try await RegistrySample.store(populated: false)
        var known = try RegistrySample.known()
        let bytes = Array("column,heading\npersonal_id,Số ĐDCN\nfull_name,Họ và tên\n".utf8)
        known.headings = try #require(ColumnHeadings.load(bytes, file: "headings.csv").0)
        let (report, problems) = try await store.importPopulation(
            Array(text.utf8), known, keepGood: false, by: .system, at: RegistrySample.now)
        #expect(report.added == 1 && problems == [])
        let id = try #require(PersonalID("001085000001"))
        #expect(try await store.read { try $0.person(id) }?.fullName == "Nguyễn Văn A")
        try await store.close()
    }

    @Test(arguments: [
        ("PK\u{3}\u{4}xl/workbook.xml", "line 1: this is a .xlsx file; save it as “CSV UTF-8”"),
        ("a,\"b\n", "line 1: a quotation mark is opened and never closed"), ("", "line 1: there is no row"),
        ("\npersonal_id,full_name,birth_date\n", "line 2, sex: the column is missing"),
        (
            "personal_id,full_name,birth_date,sex,\n001085000001,A,1985,Nam,x\n",
            "line 2: column E has something here and no heading"
        ),
        (
            "personal_id,full_name,birth_date,sex\n001085000001,A\u{7},1985,Nam\n",
            "line 2, full_name: holds the character U+0007"
        ),
    ])
    func whatIsWrongIsToldInWords(text: String, words: String) async throws {
        let store = try await RegistrySample.store(populated: false)
        let known = try RegistrySample.known()
        let refusal = await #expect(throws: ImportRefusal.self) {
            try await store.importPopulation(
                Array(text.utf8), known, keepGood: false, by: .system, at: RegistrySample.now)
        }
        #expect(refusal?.problems.map(\.description) == [words])
        try await store.close()
    }

    @Test func goodRowsMayBeKept() async throws {
        let store = try await RegistrySample.store(populated: false)
        let (report, problems) = try await store.importPopulation(
            Array(Self.file.utf8), try RegistrySample.known(), keepGood: true, by: .system,
            at: RegistrySample.now)
        #expect(report == PopulationReport(added: 2, changed: 0, unchanged: 0, refused: 4))
        #expect(problems.count == 6)
        let wife = try #require(PersonalID("001185000001"))
        #expect(try await store.read { try $0.person(wife) }?.spouse?.personalID?.description == "001085000001")
        try await store.close()
    }

    @Test(arguments: [
        "", "personal_id,full_name\n1,2\n", "personal_id,full_name,birth_date,sex,shoe_size\n", "a,\"b\n",
    ])
    func aFileWithoutTheColumnsOrThatBreaksOffIsRefused(text: String) async throws {
        let store = try await RegistrySample.store(populated: false)
        let known = try RegistrySample.known()
        await #expect(throws: ImportRefusal.self) {
            try await store.importPopulation(
                Array(text.utf8), known, keepGood: true, by: .system, at: RegistrySample.now)
        }
        try await store.close()
    }

    @Test func aChangedRecordKeepsItsHistoryInBothTimes() async throws {
        let store = try await RegistrySample.store()
        let old = try RegistrySample.people()[0]
        var new = old
        new.currentResidence = Address(text: "Thôn 9, xã Mới, tỉnh Gia Lai", province: "52")
        var newest = new
        newest.phone = "0000999999"
        let (first, second) = (new, newest)
        let (day, later) = (RegistrySample.today, RegistrySample.now.adding(seconds: 86_400))
        let changes = try await store.write { db in
            [
                try db.change(first, validFrom: day, reason: "case:1", at: RegistrySample.now.adding(seconds: 60)),
                try db.change(second, validFrom: later.date, reason: "case:2", at: later),
                try db.change(second, validFrom: later.date, reason: "case:3", at: later),
            ]
        }
        #expect(changes == [true, true, false])
        let history = try await store.read { db in
            try db.rows(
                "SELECT payload, reason, valid_from, valid_to, version, superseded_ms FROM person_version ORDER BY version"
            )
        }
        let states = try history.map {
            try JSONDecoder().decode(PersonRecord.self, from: Data(try $0.text("payload").utf8))
        }
        #expect(states == [old, new])
        #expect(try history.map { try $0.text("reason") } == ["case:1", "case:2"])
        #expect(try history.map { try $0.date("valid_to") } == [day, later.date])
        #expect(try history[1].date("valid_from") == day && history[1].timestamp("superseded_ms") == later)
        #expect(try history.map { try $0.int("version") } == [1, 2])
        #expect(try await store.read { try $0.person(old.personalID) } == newest)
        await #expect(throws: StorageError.self) {
            try await store.write { try $0.run("DELETE FROM person_version") }
        }
        try await store.close()
    }
}
