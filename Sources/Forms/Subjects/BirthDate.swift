// The normal form of a date of birth as people type it.

public import Basics

/// A date of birth: a day, or only a year, which is all that many older records have.
public enum BirthDate {
    public enum Fault: Error { case form, inFuture }

    /// The first year a person in the database can have been born in.
    static let firstYear = 1850

    /// `yyyy-MM-dd` or `yyyy` from `yyyy-MM-dd`, `dd/MM/yyyy` (also with `-` or `.`, zeros optional) or a year alone.
    public static func normalForm(_ text: String, today: LocalDate) throws(Fault) -> String {
        let parts = text.utf8.split(omittingEmptySubsequences: false) { $0 == 47 || $0 == 45 || $0 == 46 }
        var numbers: [(value: Int, digits: Int)] = []
        for part in parts {
            guard !part.isEmpty, part.count <= 4, part.allSatisfy({ (48...57).contains($0) }) else { throw .form }
            numbers.append((part.reduce(0) { $0 * 10 + Int($1 - 48) }, part.count))
        }
        if numbers.count == 1, numbers[0].digits == 4 {
            let year = numbers[0].value
            guard year >= firstYear else { throw .form }
            guard year <= today.year else { throw .inFuture }
            return text
        }
        guard numbers.count == 3 else { throw .form }
        if numbers[0].digits != 4 { numbers.swapAt(0, 2) }
        guard numbers[0].digits == 4, numbers[1].digits <= 2, numbers[2].digits <= 2, numbers[0].value >= firstYear,
            let date = LocalDate(year: numbers[0].value, month: numbers[1].value, day: numbers[2].value)
        else { throw .form }
        guard date <= today else { throw .inFuture }
        return date.description
    }
}
