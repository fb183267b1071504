// Generate, import, export: whole or not at all, and always in the log.

import Basics
import Casework
import Formats
import Foundation
import Registry
import Storage
import Testing

@testable import Records

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
        #expect(entries.map(\.type) == ["load-begun", "populated", "load-begun", "populated"])
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
            ByteSource(bytes), try RegistrySample.known(), keepGood: false, by: .system, at: RegistrySample.now)
        #expect(report.added == RegistrySample.citizens && report.refused == 0 && problems == [])
        #expect(try await export(other) == bytes)
        let people = try RegistrySample.people()
        let stored = try await other.read { db in try people.map { try db.person($0.personalID) } }
        #expect(stored == people.map { $0 })
        let again = try await other.importPopulation(
            ByteSource(bytes), try RegistrySample.known(), keepGood: false, by: .system, at: RegistrySample.now)
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
                ByteSource(Array(Self.file.utf8)), try RegistrySample.known(), keepGood: false, by: .system,
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
            ByteSource(Array(text.utf8)), known, keepGood: false, by: .system, at: RegistrySample.now)
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
                ByteSource(Array(text.utf8)), known, keepGood: false, by: .system, at: RegistrySample.now)
        }
        #expect(refusal?.problems.map(\.description) == [words])
        try await store.close()
    }

    @Test func goodRowsMayBeKept() async throws {
        let store = try await RegistrySample.store(populated: false)
        let (report, problems) = try await store.importPopulation(
            ByteSource(Array(Self.file.utf8)), try RegistrySample.known(), keepGood: true, by: .system,
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
                ByteSource(Array(text.utf8)), known, keepGood: true, by: .system, at: RegistrySample.now)
        }
        try await store.close()
    }

    @Test func whatIsLoadedIsWhatWasChecked() async throws {
        let store = try await RegistrySample.store(populated: false)
        let path = NSTemporaryDirectory() + "citizens-\(Hex.encode(Random.bytes(8))).csv"
        defer { try? FileManager.default.removeItem(atPath: path) }  // a file of the test alone
        let header = "personal_id,full_name,birth_date,sex\n"
        let checked = Array("\(header)001085000001,Nguyễn Văn A,1985,Nam\n".utf8)
        try Data(checked).write(to: URL(fileURLWithPath: path))
        _ = try await store.importPopulation(
            try ByteSource(file: path), try RegistrySample.known(), keepGood: false, by: .system,
            at: RegistrySample.now,
            progress: { progress in
                guard case .checked = progress else { return }
                try Data("\(header)001085000001,Nguyễn Văn B,1985,Nam\n".utf8).write(to: URL(fileURLWithPath: path))
            })
        let id = try #require(PersonalID("001085000001"))
        #expect(try await store.read { try $0.person(id) }?.fullName == "Nguyễn Văn A")
        let log = try await store.read { try $0.entries(of: "registry") }
        #expect(log.map(\.type) == ["load-begun", "imported"])
        #expect(log.last?.payload?.contains(Digest(of: checked).hex) == true)
        try await store.close()
    }

    /// A file of one citizen with that address.
    private func citizen(living address: String) throws -> [UInt8] {
        Array(
            """
            personal_id,full_name,birth_date,sex,current_residence
            001085000001,Nguyễn Văn A,1985-07-05,Nam,"\(address)"

            """.utf8)
    }

    @Test func aChangedRecordKeepsItsHistoryInBothTimes() async throws {
        let store = try await RegistrySample.store(populated: false)
        let (known, id) = (try RegistrySample.known(), try #require(PersonalID("001085000001")))
        let days = (0..<3).map { RegistrySample.now.adding(seconds: $0 * 86_400) }
        let addresses = ["Thôn 1, xã Tân Lập", "Thôn 2, xã Tân Lập", "Thôn 2, xã Tân Lập"]
        var changed: [Int] = []
        for (day, address) in zip(days, addresses) {
            let (report, _) = try await store.importPopulation(
                ByteSource(try citizen(living: address)), known, keepGood: false, by: .system, at: day)
            changed.append(report.changed)
        }
        #expect(changed == [0, 1, 0])
        let states = try await store.personHistory(id, by: .system, at: days[2])
        #expect(states.map { $0.person.currentResidence?.text } == ["Thôn 1, xã Tân Lập", "Thôn 2, xã Tân Lập"])
        #expect(states.map(\.validFrom) == days.prefix(2).map(\.date))
        #expect(states.map(\.recordedAt) == Array(days.prefix(2)))
        #expect(states[0].end == PersonState.End(validTo: days[1].date, recordedAt: days[1]) && states[1].end == nil)
        #expect(states.allSatisfy { $0.source.hasPrefix("import:") && $0.actor == Actor.system.envelope.who.text })
        #expect(states[0].source != states[1].source)
        #expect(states.state(on: days[0].date, knownAt: days[2])?.person == states[0].person)
        #expect(try await store.read { try $0.entries(of: "registry") }.last?.type == "history-read")
        await #expect(throws: StorageError.self) {
            try await store.write { try $0.run("DELETE FROM person_version") }
        }
        try await store.close()
    }

    /// A server that ends in the middle of a first load leaves people without indexes; the next one makes them, and the
    /// load goes on.
    @Test func aFirstLoadThatIsBrokenOffIsTakenUp() async throws {
        struct Cancelled: Error {}
        let store = try await RegistrySample.store(populated: false)
        let whole = try await store.schema()
        let population = SyntheticPopulation(
            citizens: RegistrySample.citizens, seed: 7, provinces: try RegistrySample.provinces())
        await #expect(throws: Cancelled.self) {
            try await store.generatePopulation(population, seed: 7, by: .system, at: RegistrySample.now) { _ in
                throw Cancelled()
            }
        }
        #expect(try await store.schema() != whole)
        try await store.completePersonIndexes()
        #expect(try await store.schema() == whole)
        let report = try await store.generatePopulation(population, seed: 7, by: .system, at: RegistrySample.now)
        #expect(report == PopulationReport(unchanged: RegistrySample.citizens))
        try await store.close()
    }

    @Test func addressesThatDifferByAPartAloneAreApart() async throws {
        let store = try await RegistrySample.store(populated: false)
        let file = """
            personal_id,full_name,birth_date,sex,current_residence,current_former
            001085000001,Nguyễn Văn A,1985,Nam,Thôn 1,
            001085000002,Nguyễn Văn B,1985,Nam,Thôn 1,xã cũ
            001085000003,Nguyễn Văn C,1985,Nam,Thôn 1,xã khác
            001085000004,Nguyễn Văn D,1985,Nam,Thôn 1,xã cũ

            """
        _ = try await store.importPopulation(
            ByteSource(Array(file.utf8)), try RegistrySample.known(), keepGood: false, by: .system,
            at: RegistrySample.now)
        let former = try await store.read { db in
            try (1...4).map { try db.person(#require(PersonalID("00108500000\($0)")))?.currentResidence?.former }
        }
        #expect(former == [nil, "xã cũ", "xã khác", "xã cũ"])
        #expect(try await store.read { try $0.one("SELECT count(*) FROM registry_address")?.int(at: 0) } == 3)
        try await store.close()
    }

    @Test func whatPeopleShareIsStoredOnce() async throws {
        let store = try await RegistrySample.store()
        let people = try RegistrySample.people()
        let households = Set(people.compactMap(\.householdID))
        let addresses = Set(people.flatMap { [$0.permanentResidence, $0.temporaryResidence, $0.currentResidence] })
        let counts = try await store.read { db in
            [
                try db.one("SELECT count(*) FROM household")?.int(at: 0),
                try db.one("SELECT count(*) FROM registry_address")?.int(at: 0),
                try db.one("SELECT count(*) FROM household WHERE head_id IS NULL")?.int(at: 0),
            ]
        }
        // A residence that is missing is one of the set, and none in the table.
        #expect(counts == [households.count, addresses.count - 1, 0])
        try await store.close()
    }
}
