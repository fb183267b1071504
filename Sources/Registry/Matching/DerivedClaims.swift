// Claims about what follows from the record: an age that is reached, and who belongs to the person.

import Basics

extension PersonRecord {
    /// The years of a claim like `18`; `nil` for anything else and for ages that nobody reaches.
    static func years(_ claim: String) -> Int? {
        guard let years = Int(claim), (1...150).contains(years), String(years) == claim else { return nil }
        return years
    }

    /// Whether as many years have passed since the birth. One who died is counted as if alive: that is another matter.
    /// A birth of which only month or year is held decides only where every day of it says the same. Who was born on 29
    /// February is a year older on 1 March of a year without that day.
    func compareAge(_ claim: String, on day: LocalDate) -> Verdict {
        guard let years = PersonRecord.years(claim) else { return .notComparable(.claimUnreadable) }
        let (year, month, date) = day.parts
        let limit = (year - years, month, date)
        if limit >= (birthDate.year, birthDate.month ?? 12, birthDate.day ?? 31) { return .matches }
        let first = (birthDate.year, birthDate.month ?? 1, birthDate.day ?? 1)
        return limit < first ? .differs : .notComparable(.claimFiner)
    }

    /// Whether the one with the claimed number is this person's child, or of this person's household. It is decided by
    /// the record of the other one: where that is not there, or knows no parent of this sex, nothing is said.
    func compare(other claim: String, _ field: PersonField, _ relations: PersonRelations) -> Verdict {
        guard let number = PersonalID(claim: claim) else { return .notComparable(.claimUnreadable) }
        guard number != personalID else { return .differs }
        guard let other = relations.claimed[number] else { return .noData(.noValue) }
        if field == .children {
            guard let parent = sex == .male ? other.father : other.mother else { return .noData(.noValue) }
            return parent == personalID ? .matches : .differs
        }
        guard let mine = householdID, let theirs = other.householdID else { return .noData(.noValue) }
        return mine == theirs ? .matches : .differs
    }
}
