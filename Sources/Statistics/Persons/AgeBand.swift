// Ages by bands of five years, as the statistics of Viet Nam print them.

public import Basics
public import Registry

/// A band of ages in completed years: 0–4, 5–9 … 95–99, 100 and more.
public struct AgeBand: Hashable, Sendable {
    static let count = 21
    private static let years = 5

    /// 0 is 0–4, 20 is 100 and more.
    let index: Int

    /// The band of somebody born on `birth` as of `day`; `nil` for whom that day was before any day of birth that is
    /// possible.
    ///
    /// Of whom only the year is known counts as born on 1 July, of whom only year and month on the 16th: in the middle
    /// of what may be, so that as many are taken for too old as for too young. The first of January, which papers
    /// write, would put half of them a year too high, and with them one in ten into a wrong band and always the same
    /// one. The criminal law's last possible day errs as far on the other side: it is there to favour one person, and
    /// a count has none to favour.
    public init?(birth: PartialDate, on day: LocalDate) {
        let first = LocalDate(year: birth.year, month: birth.month ?? 1, day: birth.day ?? 1)
        let counted =
            switch (birth.month, birth.day) {
            case (let month?, let day?): (birth.year, month, day)
            case (let month?, nil): (birth.year, month, 16)
            default: (birth.year, 7, 1)
            }
        guard let first, first <= day else { return nil }
        let parts = day.parts
        let hadBirthday = (parts.month, parts.day) >= (counted.1, counted.2)
        // Who may be born already is none years old, even where the middle of the year is still to come.
        let age = max(0, parts.year - counted.0 - (hadBirthday ? 0 : 1))
        index = min(age / Self.years, Self.count - 1)
    }

    /// `y0-4` … `y95-99`, `y100-plus`: with a letter first, since programs that open tables take `5-9` for a day.
    static let codes = (0..<count).map { index in
        index == count - 1 ? "y\(index * years)-plus" : "y\(index * years)-\(index * years + years - 1)"
    }
}
