// What is counted of a person.

import Basics
import Registry
import Testing

@testable import Statistics

struct ProfileTests {
    private func band(_ born: String, on day: String) throws -> String? {
        let (birth, date) = (try #require(PartialDate(born)), try #require(LocalDate(day)))
        return AgeBand(birth: birth, on: date).map { AgeBand.codes[$0.index] }
    }

    @Test(arguments: [
        ("2021-10-02", "y0-4"), ("2021-10-01", "y5-9"), ("2026-10-01", "y0-4"), ("1926-10-02", "y95-99"),
        ("1926-10-01", "y100-plus"), ("1880-01-01", "y100-plus"), ("2000-02-29", "y25-29"),
        // A year: as if born on 1 July; a month: on the 16th.
        ("2021", "y5-9"), ("2022", "y0-4"), ("2021-10", "y0-4"), ("2021-09", "y5-9"), ("2026", "y0-4"),
        ("2026-10", "y0-4"),
    ])
    func agesAreCompletedYears(born: String, band: String) throws {
        #expect(try self.band(born, on: "2026-10-01") == band)
    }

    @Test func halfOfAYearIsTakenForYoungerAndHalfForOlder() throws {
        // In April nobody counts as having had the birthday of 1 July.
        #expect(try band("2021", on: "2026-04-01") == "y0-4")
        #expect(try band("2020", on: "2026-04-01") == "y5-9")
        #expect(try band("2026", on: "2026-04-01") == "y0-4")
        #expect(try band("2026-04", on: "2026-04-01") == "y0-4")
    }

    @Test func whoIsNotBornYetHasNoBand() throws {
        #expect(try band("2026-10-02", on: "2026-10-01") == nil)
        #expect(try band("2027", on: "2026-10-01") == nil)
        #expect(try band("2026-11", on: "2026-10-01") == nil)
    }

    /// Against a count of birthdays, day by day.
    @Test func agesOfFullDatesAgreeWithACountOfBirthdays() throws {
        var dice = SplitMix64(seed: 7)
        for _ in 0..<3_000 {
            let birth = LocalDate(days: -25_000 + dice.below(40_000))
            let day = birth.adding(days: dice.below(45_000))
            var birthdays = 0
            let (_, month, dayOfMonth) = birth.parts
            for year in birth.year + 1..<max(birth.year + 2, day.year + 1) {
                // Who was born on 29 February has the birthday on 1 March where there is none.
                let birthday =
                    LocalDate(year: year, month: month, day: dayOfMonth)
                    ?? LocalDate(year: year, month: 3, day: 1)
                if try #require(birthday) <= day { birthdays += 1 }
            }
            #expect(AgeBand(birth: PartialDate(birth), on: day)?.index == min(20, birthdays / 5))
        }
    }

    @Test(arguments: [
        (LifeEnd.Kind.died, "2026-10-01", false), (.died, "2026-10-02", true), (.died, "2026", false),
        (.died, "2027", true), (.died, "2026-10", false), (.died, "2026-11", true), (.missing, "2020-01-01", false),
    ])
    func theDeadAndTheMissingAreNotCounted(kind: LifeEnd.Kind, since: String, isCounted: Bool) throws {
        var person = Samples.person(1, born: "1980-01-01")
        person.lifeEnd = LifeEnd(kind: kind, date: try #require(PartialDate(since)))
        #expect((Profile(of: person, on: Samples.day, householdSize: 1) != nil) == isCounted)
    }

    @Test func whatIsNotKnownStaysUnknown() throws {
        let child = try #require(
            Profile(of: Samples.person(1, born: "2020-01-01", .male), on: Samples.day, householdSize: nil))
        let codes = Dimension.ofPersons.map { $0.codes[child.index($0)] }
        #expect(codes == ["y5-9", "male", "unknown", "unknown", "unknown"])
        for size in [0, -1] {
            let profile = Profile(of: Samples.person(1, born: "2020"), on: Samples.day, householdSize: size)
            #expect(profile?.householdSize == nil)
        }
    }

    @Test func valuesHaveTheirCodes() throws {
        var person = Samples.person(1, born: "1970-01-01")
        person.ethnicity = "khơ me"
        person.maritalStatus = .widowed
        for (size, code) in [(1, "1"), (6, "6"), (7, "7-plus"), (40, "7-plus")] {
            let profile = try #require(Profile(of: person, on: Samples.day, householdSize: size))
            let codes = Dimension.ofPersons.map { $0.codes[profile.index($0)] }
            #expect(codes == ["y55-59", "female", "05", "widowed", code])
        }
    }

    @Test(arguments: [
        ("Kinh", "01"), ("H'mông", "08"), ("MÔNG", "08"), ("Ê Đê", "12"), ("Rơ-măm", "54"),
        ("Người nước ngoài", "55"), ("Cơ Lao", "47"), ("Lự", "42"), ("Co", "30"), ("Kháng", "33"), ("Gié-Triêng", "27"),
        ("Mảng", "45"),
        ("Chăm", "17"), ("Nước ngoài", "55"), ("Raglai", "21"), ("Tà-ôi", "31"), ("Hà Nhì", "35"), ("Si La", "50"),
    ])
    func groupsAreReadByName(name: String, code: String) {
        #expect(EthnicGroup(reading: name).map { EthnicGroup.codes[$0.index] } == code)
    }

    @Test func otherNamesAreNoGroup() {
        for name in ["", "Không xác định", "01", "Kinh Tày", "Thái Lan"] {
            #expect(EthnicGroup(reading: name) == nil)
        }
        #expect(EthnicGroup.codes.count == EthnicGroup.count)
    }

    @Test func dimensionsHaveAsManyCodesAsValuesAndNoneTwice() {
        for dimension in Dimension.allCases {
            #expect(dimension.codes.count == dimension.count)
            #expect(Set(dimension.codes).count == dimension.count)
            #expect(Dimension(rawValue: dimension.rawValue) == dimension)
        }
        #expect(Profile.packedCount == Limits.summaryCellsMax)
    }

    /// Every profile has a number of its own, from which each value is found again.
    @Test func packedProfilesAreAllDifferent() throws {
        let values = Dictionary(uniqueKeysWithValues: Dimension.ofPersons.map { ($0, Profile.places([$0: 1])) })
        #expect(values.values.allSatisfy { $0.count == Profile.packedCount })
        var seen: [Int: Profile] = [:]
        for person in TestPopulation(seed: 5, sizes: [[4_000]]).people {
            let packed = person.profile.packed
            #expect((0..<Profile.packedCount).contains(packed))
            #expect(seen.updateValue(person.profile, forKey: packed) ?? person.profile == person.profile)
            for dimension in Dimension.ofPersons {
                #expect(values[dimension]?[packed] == Int32(person.profile.index(dimension)))
            }
        }
        #expect(seen.count > 500)
        // With the strides of the packed number itself, each stands at its own place.
        var strides: [Dimension: Int] = [:]
        var stride = 1
        for dimension in Dimension.ofPersons.reversed() {
            strides[dimension] = stride
            stride *= dimension.count
        }
        #expect(Profile.places(strides) == (0..<Int32(Profile.packedCount)).map { $0 })
    }

    @Test func peopleAreCountedWhereTheyLive() {
        var person = Samples.person(1, born: "1970")
        #expect(person.countedResidence == nil)
        person.permanentResidence = Address(text: "a", commune: "Xã A", province: "01")
        #expect(person.countedResidence?.text == "a")
        person.temporaryResidence = Address(text: "b", commune: "Xã B", province: "02")
        #expect(person.countedResidence?.text == "b")
        person.currentResidence = Address(text: "c", commune: "Xã C")
        #expect(person.countedResidence?.text == "b")
        person.currentResidence?.province = "03"
        #expect(person.countedResidence?.text == "c")
        person.currentResidence?.commune = ""
        #expect(person.countedResidence?.text == "b")
    }

    @Test func recordKeysTellPersonsAndSecretsApart() {
        var seen: Set<UInt64> = []
        for number in Int64(0)..<3_000 {
            let id = Samples.person(number, born: "1970").personalID
            for key in [Samples.key, Samples.key(2)] { seen.insert(key.recordKey(of: id)) }
            #expect(Samples.key.recordKey(of: id) == Samples.key.recordKey(of: id))
        }
        #expect(seen.count == 6_000)
        #expect(StatisticsKey(secret: [UInt8](repeating: 1, count: 31)) == nil)
    }
}
