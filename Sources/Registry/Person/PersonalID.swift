// The personal identification number (số định danh cá nhân): 12 digits `PPP C YY NNNNNN`.

public import Basics

/// A personal identification number. Any 12 digits are one; whether its structure fits a person is asked separately
/// (`faults`), because the registry must also be able to hold, and compare, numbers that were given out wrongly.
public struct PersonalID: Hashable, Comparable, Sendable, TextCodable {
    /// The number without its leading zeros, as it is stored.
    public let value: Int64

    public init?(value: Int64) {
        guard (0...999_999_999_999).contains(value) else { return nil }
        self.value = value
    }

    /// Reads exactly 12 digits; white space round them is passed over.
    public init?(_ text: some StringProtocol) {
        var value: Int64 = 0
        var digits = 0
        var hasEnded = false
        for byte in text.utf8 {
            switch byte {
            case 48...57 where !hasEnded:
                digits += 1
                if digits > 12 { return nil }
                value = value * 10 + Int64(byte - 48)
            case 32, 9:
                hasEnded = digits > 0
            default:
                return nil
            }
        }
        guard digits == 12 else { return nil }
        self.value = value
    }

    /// The number of a person born in `year` whose birth was registered at `place` (0...999), with `serial`
    /// 0...999,999.
    public init?(place: Int, sex: Sex, birthYear year: Int, serial: Int) {
        guard (0...999).contains(place), (0...999_999).contains(serial),
            let digit = PersonalID.centuryDigit(sex: sex, year: year)
        else { return nil }
        value = ((Int64(place) * 10 + Int64(digit)) * 100 + Int64(year % 100)) * 1_000_000 + Int64(serial)
    }

    /// Zero-padded to 12 digits.
    public var description: String {
        var rest = value
        return String(unsafeUninitializedCapacity: 12) { buffer in
            for index in stride(from: 11, through: 0, by: -1) {
                buffer[index] = UInt8(48 + rest % 10)
                rest /= 10
            }
            return 12
        }
    }

    /// `PPP`: where the birth was registered, a province of any period or a country.
    public var place: Int { Int(value / 1_000_000_000) }
    /// `C`: even for men, odd for women; 0 and 1 for 1900...1999, 2 and 3 for 2000...2099, and so on.
    public var centuryDigit: Int { Int(value / 100_000_000 % 10) }
    public var sex: Sex { centuryDigit % 2 == 0 ? .male : .female }
    public var birthYear: Int { 1900 + centuryDigit / 2 * 100 + Int(value / 1_000_000 % 100) }
    public var serial: Int { Int(value % 1_000_000) }

    static func centuryDigit(sex: Sex, year: Int) -> Int? {
        guard (1900...2399).contains(year) else { return nil }
        return (year - 1900) / 100 * 2 + (sex == .female ? 1 : 0)
    }

    public static func < (left: Self, right: Self) -> Bool { left.value < right.value }
}

extension PersonalID {
    /// What may contradict the structure of a number (Decree 137/2015, Article 13). There is no check digit.
    public enum Fault: String, CaseIterable, Codable, Sendable {
        /// The first three digits are neither a province of any period nor a country.
        case unknownPlace = "unknown-place"
        /// The fourth digit says the other sex.
        case otherSex = "other-sex"
        /// The fourth digit says another century than the year of birth.
        case otherCentury = "other-century"
        /// The fifth and sixth digits are not the last two of the year of birth.
        case otherYear = "other-year"
    }

    /// Which first digits are places. Countries have codes from 100 up; no confirmed public list of them was found, so
    /// without one every such code passes for a country.
    public struct Places: Sendable {
        public let provinces: Set<Int>
        public let countries: Set<Int>?

        public init(provinces: Set<Int>, countries: Set<Int>? = nil) {
            self.provinces = provinces
            self.countries = countries
        }

        func contains(_ code: Int) -> Bool {
            provinces.contains(code) || countries?.contains(code) ?? (code >= 100)
        }
    }

    /// Every fault of the structure; what is not known of the person (`nil`) is not compared.
    public func faults(places: Places, sex: Sex? = nil, birthYear: Int? = nil) -> [Fault] {
        var faults: [Fault] = []
        if !places.contains(place) { faults.append(.unknownPlace) }
        if let sex, sex != self.sex { faults.append(.otherSex) }
        if let birthYear {
            if birthYear / 100 != self.birthYear / 100 { faults.append(.otherCentury) }
            if birthYear % 100 != self.birthYear % 100 { faults.append(.otherYear) }
        }
        return faults
    }
}
