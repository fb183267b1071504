// People between the check of a file and its load: all of each record comes back, and nothing stays behind.

import Basics
import Casework
import Foundation
import Registry
import Storage
import Testing

@testable import Records

struct PeopleSpoolTests {
    /// Somebody of whom everything is known.
    private func wholeRecord() throws -> PersonRecord {
        var person = PersonRecord(
            personalID: try #require(PersonalID("001085000001")), fullName: "Nguyễn Văn A",
            birthDate: try #require(PartialDate("1985-07")), sex: .female)
        func address(_ text: String) -> Address {
            Address(text: text, commune: "xã Tân Lập", province: "52", former: "huyện cũ")
        }
        func relative(_ name: String) -> Relative {
            Relative(name: name, personalID: PersonalID("001055000001"), nationality: "Việt Nam")
        }
        person.otherName = "A"
        person.birthPlace = "Hà Nội"
        person.birthRegistrationPlace = "Hà Đông"
        person.nativePlace = "Nam Định"
        person.ethnicity = "Kinh"
        person.religion = ""
        person.nationality = "Việt Nam"
        person.bloodType = BloodType(group: .ab, isRhPositive: false)
        person.oldNumber = "012345678"
        person.card = CardIssue(
            issuedOn: try #require(LocalDate("2021-07-05")), issuedBy: "Cục Cảnh sát",
            expiresOn: LocalDate("2031-07-05"))
        person.father = relative("B")
        person.mother = relative("")
        person.spouse = relative("D")
        person.representative = relative("E")
        person.permanentResidence = address("Thôn 1")
        person.temporaryResidence = address("Thôn 2")
        person.currentResidence = address("Thôn 3")
        person.absence = "vắng"
        person.residenceFile = String(repeating: "9", count: 300)
        person.maritalStatus = .widowed
        person.householdID = "HK1"
        person.relationToHead = .other
        person.lifeEnd = LifeEnd(kind: .missing, date: try #require(PartialDate("2020")))
        person.phone = "0900000000"
        person.email = "a@example.vn"
        return person
    }

    private func bytes(of people: [PersonRecord]) -> [UInt8] {
        var writer = PersonWriter()
        for person in people { writer.add(person) }
        return writer.bytes
    }

    @Test func everythingOfARecordComesBack() throws {
        let whole = try wholeRecord()
        let unset = Mirror(reflecting: whole).children.filter { "\($0.value)" == "nil" }.map(\.label)
        #expect(unset == [], "a part of a record that this test leaves out")
        let bare = PersonRecord(
            personalID: try #require(PersonalID("000000000000")), fullName: "", birthDate: whole.birthDate, sex: .male)
        let people = [whole, bare] + Array(try RegistrySample.people())
        var reader = PersonReader(bytes(of: people))
        for person in people { #expect(reader.next() == person) }
        #expect(reader.next() == nil)
    }

    @Test func whatIsCutOffIsNoRecord() throws {
        let bytes = bytes(of: [try wholeRecord()])
        for length in bytes.indices {
            var reader = PersonReader(Array(bytes.prefix(length)))
            #expect(reader.next() == nil)
        }
        var reader = PersonReader([UInt8](repeating: 0xFF, count: 100))
        #expect(reader.next() == nil)
    }

    private func load() async throws -> PopulationLoad {
        let store = try await RegistrySample.store(populated: false)
        let change = try await store.write { try $0.beginChange("a test", by: .system, at: RegistrySample.now) }
        try await store.close()
        return PopulationLoad(change: change, validFrom: RegistrySample.now.date, isFirst: false)
    }

    @Test func peopleComeBackInTheirOrderWithoutThoseLeftOut() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "spool-\(Hex.encode(Random.bytes(8)))").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let people = Array(try RegistrySample.people())
        let spool = try PeopleSpool(in: folder)
        for some in people.pieces(of: 100) {
            var packed = PackedPeople()
            for person in some { packed.add(person) }
            packed.leftOut = [0, 7]
            try spool.add(packed)
        }
        // Whoever may look into the folder sees no name to be opened.
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [])
        try FileManager.default.removeItem(atPath: folder)
        try spool.rewind()
        let queue = PeopleQueue(spool, for: try await load())
        var loaded: [PersonRecord] = []
        while let batch = try await queue.nextBatch() { loaded += batch.pieces.flatMap(\.people) }
        #expect(loaded == people.enumerated().filter { ![0, 7].contains($0.offset % 100) }.map(\.element))
    }

    @Test func aFolderThatIsMissingIsTold() {
        #expect(throws: StorageError.unavailable("no temporary file in /nowhere")) { try PeopleSpool(in: "/nowhere") }
    }
}
