// The numbers that stand for words and days in the columns of `person`.

import Basics
import Registry

/// Closed lists: the stored number of a value is its place in the list. A new value goes to the end; none is ever
/// moved or taken out, since its number is stored.
enum PersonCodes {
    static let sexes: [Sex] = [.male, .female]
    static let maritalStatuses: [MaritalStatus] = [.single, .married, .divorced, .widowed]
    static let relations: [HouseholdRelation] = [
        .head, .wife, .husband, .child, .parent, .grandchild, .childInLaw, .sibling, .other,
    ]
    static let lifeEnds: [LifeEnd.Kind] = [.died, .missing]
    static let bloodTypes: [BloodType] = [BloodType.Group.a, .b, .ab, .o].flatMap { group in
        [nil, true, false].map { BloodType(group: group, isRhPositive: $0) }
    }
}

/// A day, month or year as the number `yyyymmdd`, with zeros for what is not known.
enum PackedDate {
    static func pack(_ date: PartialDate) -> Int64 {
        Int64(date.year * 10_000 + (date.month ?? 0) * 100 + (date.day ?? 0))
    }

    static func pack(_ date: LocalDate) -> Int64 { pack(PartialDate(date)) }

    static func partial(_ number: Int64) -> PartialDate? {
        guard (10_000...99_991_231).contains(number) else { return nil }
        let number = Int(number)
        let (month, day) = (number / 100 % 100, number % 100)
        return PartialDate(year: number / 10_000, month: month == 0 ? nil : month, day: day == 0 ? nil : day)
    }

    static func day(_ number: Int64) -> LocalDate? {
        guard let date = partial(number), let month = date.month, let day = date.day else { return nil }
        return LocalDate(year: date.year, month: month, day: day)
    }
}
