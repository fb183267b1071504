// Putting one value right: what can be, and that nothing else changes.

import Basics
import Testing

@testable import Registry

struct RecordCorrectionTests {
    @Test(arguments: [
        (PersonField.fullName, "  Trần Thị Ân "), (.birthPlace, "phường Hoàn Kiếm"), (.bloodType, "AB"),
        (.maritalStatus, "Đã kết hôn"), (.fatherID, "001099000001"), (.motherName, "Lê Thị Bình"), (.email, "a@b.vn"),
        (.oldNumber, "012345678"),
    ])
    func theValueStandsInTheRecordAndNothingElseChanges(field: PersonField, text: String) throws {
        let before = try Samples.citizen()
        let after = try before.correcting(field, to: text)
        #expect(after.value(of: field, relations: .init())?.printed(.vi) == text.trimmed)
        let others = PersonField.allCases.filter { other in
            other != field && !other.isOfOthers && !other.isDerived && other != .fingerprint
        }
        // A relative has a name, a number and a nationality, of which one is put right.
        for other in others {
            let (old, new) = (before.value(of: other, relations: .init()), after.value(of: other, relations: .init()))
            #expect(old == new || old == nil && new == .text(""), "\(other)")
        }
    }

    @Test(arguments: [
        (PersonField.personalID, "001099000001", CorrectionFault.notCorrected), (.sex, "Nam", .notCorrected),
        (.permanentResidence, "Số 1, phường Hoàn Kiếm", .notCorrected), (.currentResidence, "a", .notCorrected),
        (.children, "001099000001", .notCorrected), (.headName, "A", .notCorrected),
        (.fingerprint, "x", .notCorrected), (.bloodType, "X", .unreadable), (.fullName, " ", .unreadable),
        (.birthDate, "31/02/1990", .unreadable), (.email, "a|b", .unreadable), (.spouseID, "12", .unreadable),
        (.oldNumber, "1", .unreadable),
    ])
    func whatCannotStandThereIsRefused(field: PersonField, text: String, fault: CorrectionFault) throws {
        let citizen = try Samples.citizen()
        #expect(throws: fault) { try citizen.correcting(field, to: text) }
    }

    @Test func theDayOfBirthMayChangeAndTheYearMayNot() throws {
        let citizen = try Samples.citizen()
        let year = citizen.birthDate.year
        #expect(try citizen.correcting(.birthDate, to: "15/08/\(year)").birthDate.dayFirst == "15/08/\(year)")
        #expect(throws: CorrectionFault.otherYear) { try citizen.correcting(.birthDate, to: "15/08/\(year + 1)") }
    }
}
