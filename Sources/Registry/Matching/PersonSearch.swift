// What people are looked for by, and who fits.

import Basics

/// A way to look for people.
public enum PersonSearch: Hashable, Sendable {
    case number(PersonalID)
    /// The nine digits of the old card.
    case oldNumber(Int64)
    /// A name, the key it is found by (`PersonRecord.nameKey`), and when the person was born, perhaps the year alone.
    case name(String, key: Int64, born: PartialDate)

    /// By a name in any spelling that differs by case, spacing or marks alone.
    public init(name: String, born: PartialDate) { self = .name(name, key: NameKey(name).number, born: born) }

    /// By the nine digits of the old card; `nil` for anything else.
    public init?(oldNumber: String) {
        guard oldNumber.isDigits(9), let number = Int64(oldNumber) else { return nil }
        self = .oldNumber(number)
    }

    /// The word for it.
    public var kind: String {
        switch self {
        case .number: "number"
        case .oldNumber: "old-number"
        case .name: "name"
        }
    }

    public enum Likeness: Sendable { case same, likely }

    /// How a person fits; `nil` for one who does not: keys are shared by different names, and a year by many dates.
    /// Marks that one side has and the other has not, and dates of which one lacks day or month, are likely.
    public func likeness(of person: PersonRecord) -> Likeness? {
        switch self {
        case .number, .oldNumber: return .same
        case .name(let name, _, let born):
            guard born.matches(claim: person.birthDate) || person.birthDate.matches(claim: born) else { return nil }
            guard NameKey(person.fullName).plain == NameKey(name).plain else { return nil }
            return person.fullName.foldedName == name.foldedName && person.birthDate == born ? .same : .likely
        }
    }
}
