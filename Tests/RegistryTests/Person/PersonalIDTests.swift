// The structure of identity numbers, over every province, century and sex.

import Basics
import Registry
import Testing

@Suite struct PersonalIDTests {
    private static let years = [1900, 1901, 1935, 1958, 1972, 1985, 1999, 2000, 2007, 2025, 2099, 2100, 2200, 2399]

    @Test func everyPlaceSexAndCenturyBuildsANumberThatReadsBack() throws {
        let codes = try Samples.provinces().numberCodes.sorted()
        let places = PersonalID.Places(provinces: Set(codes))
        var checked = 0
        for place in codes + [101, 999] {
            for sex in Sex.allCases {
                for year in Self.years {
                    let number = try #require(PersonalID(place: place, sex: sex, birthYear: year, serial: 42))
                    let text = number.description
                    #expect(text.count == 12 && text.hasPrefix(padded(place, to: 3)) && text.hasSuffix("000042"))
                    #expect(PersonalID(text) == number && PersonalID(value: number.value) == number)
                    #expect(number.place == place && number.sex == sex && number.birthYear == year)
                    #expect(number.faults(places: places, sex: sex, birthYear: year) == [])
                    let other: Sex = sex == .male ? .female : .male
                    #expect(number.faults(places: places, sex: other, birthYear: year) == [.otherSex])
                    #expect(number.faults(places: places, sex: sex, birthYear: year + 1).contains(.otherYear))
                    #expect(number.faults(places: places, birthYear: year - 100) == [.otherCentury])
                    checked += 1
                }
            }
        }
        #expect(checked == 65 * 2 * Self.years.count)
    }

    @Test func numbersOfMergedProvincesStayValidCodesNeverGivenDoNot() throws {
        let places = PersonalID.Places(provinces: try Samples.provinces().numberCodes)
        #expect(try Samples.number("030085000001").faults(places: places) == [])
        let unused = Set(0...99).subtracting(places.provinces)
        #expect(unused.count == 37)
        for code in unused {
            let number = try Samples.number(padded(code, to: 3) + "085000001")
            #expect(number.faults(places: places) == [.unknownPlace])
        }
    }

    @Test func aListOfCountriesNarrowsTheCodesFrom100Up() throws {
        let foreign = try Samples.number("123085000001")
        #expect(foreign.faults(places: .init(provinces: [1])) == [])
        #expect(foreign.faults(places: .init(provinces: [1], countries: [123])) == [])
        #expect(foreign.faults(places: .init(provinces: [1], countries: [124])) == [.unknownPlace])
    }

    @Test func theFourthDigit() throws {
        for (digit, sex, century) in [
            (0, Sex.male, 1900), (1, .female, 1900), (2, .male, 2000), (3, .female, 2000), (4, .male, 2100),
            (5, .female, 2100), (6, .male, 2200), (7, .female, 2200), (8, .male, 2300), (9, .female, 2300),
        ] {
            let number = try Samples.number("001\(digit)05000001")
            #expect(number.sex == sex && number.birthYear == century + 5)
        }
    }

    @Test(arguments: [
        "", "1", "00108501234", "0010850123456", "00108501234x", "001085 012345", "-01085012345", "001085012345\n",
        "٠٠١٠٨٥٠١٢٣٤٥", "001.085.012.345",
    ])
    func anythingButTwelveDigitsIsNone(text: String) {
        #expect(PersonalID(text) == nil)
    }

    @Test func whiteSpaceRoundItIsPassedOver() throws {
        #expect(PersonalID(" 001085012345\t") == (try Samples.number("001085012345")))
        #expect(PersonalID(value: -1) == nil && PersonalID(value: 1_000_000_000_000) == nil)
        #expect(PersonalID(value: 0)?.description == "000000000000")
        #expect(PersonalID(place: 1000, sex: .male, birthYear: 1990, serial: 0) == nil)
        #expect(PersonalID(place: 1, sex: .male, birthYear: 1899, serial: 0) == nil)
        #expect(PersonalID(place: 1, sex: .male, birthYear: 1990, serial: 1_000_000) == nil)
    }
}

@Suite struct PartialDateTests {
    @Test(arguments: [
        ("1985-07-05", "1985-07-05", "05/07/1985"), ("05/07/1985", "1985-07-05", "05/07/1985"),
        ("5/7/1985", "1985-07-05", "05/07/1985"), ("5-7-1985", "1985-07-05", "05/07/1985"),
        ("5.7.1985", "1985-07-05", "05/07/1985"), ("1985", "1985", "1985"), ("07/1985", "1985-07", "07/1985"),
        ("1985-07", "1985-07", "07/1985"), ("29/02/2024", "2024-02-29", "29/02/2024"),
    ])
    func formsThatAreRead(text: String, stored: String, printed: String) throws {
        let date = try #require(PartialDate(text))
        #expect(date.description == stored && date.dayFirst == printed)
        #expect(PartialDate(stored) == date)
    }

    @Test(arguments: [
        "", "85", "0000", "1985-13", "1985-02-30", "29/02/2023", "1985/07/05", "1985-7-", "05/07-1985", "5/7/85",
        "19850705",
        "1985-07-05-01", "a", "32/01/1990", "1985.07.05",
    ])
    func formsThatAreNot(text: String) { #expect(PartialDate(text) == nil) }

    @Test(arguments: [
        ("1985-07-05", "1985-07-05", true), ("1985-07-05", "1985-07-06", false), ("1985-07-05", "1985", false),
        ("1985-07-05", "1985-07", false), ("1985", "1985", true), ("1985", "1985-01-01", true), ("1985", "1986", false),
        ("1985-07", "1985-07-31", true), ("1985-07", "1985-08-01", false), ("1985-07", "1985", false),
    ])
    func aClaimMustSayWhatIsKnown(held: String, claim: String, matches: Bool) throws {
        #expect(try #require(PartialDate(held)).matches(claim: try #require(PartialDate(claim))) == matches)
    }
}
