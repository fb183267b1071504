// The normal form of a date of birth as people type it.

public import Basics

/// A date of birth: a day, or only a month or a year, which is all that many older records have.
public enum BirthDate {
    public enum Fault: Error { case form, inFuture }

    /// The first year a person in the database can have been born in.
    static let firstYear = 1850

    /// `yyyy-MM-dd`, `yyyy-MM` or `yyyy`, from those, from `dd/MM/yyyy` or `MM/yyyy` (also with `-` or `.`, zeros
    /// optional), or from a year alone.
    public static func normalForm(_ text: String, today: LocalDate) throws(Fault) -> String {
        let numbers = try numbers(text)
        let (year, month, day) = (numbers[0], numbers.count > 1 ? numbers[1] : 1, numbers.count > 2 ? numbers[2] : 1)
        guard year >= firstYear, let date = LocalDate(year: year, month: month, day: day) else { throw .form }
        guard date <= today else { throw .inFuture }
        return String(date.description.prefix(numbers.count == 1 ? 4 : numbers.count == 2 ? 7 : 10))
    }

    /// Year, then month and day where they are given.
    private static func numbers(_ text: String) throws(Fault) -> [Int] {
        var numbers: [(value: Int, digits: Int)] = []
        for part in text.utf8.split(omittingEmptySubsequences: false, whereSeparator: isSeparator) {
            guard !part.isEmpty, part.count <= 4, part.allSatisfy({ (48...57).contains($0) }) else { throw .form }
            numbers.append((part.reduce(0) { $0 * 10 + Int($1 - 48) }, part.count))
        }
        guard numbers.count <= 3 else { throw .form }
        if numbers[0].digits != 4 { numbers.reverse() }
        guard numbers[0].digits == 4, numbers.dropFirst().allSatisfy({ $0.digits <= 2 }) else { throw .form }
        return numbers.map(\.value)
    }

    private static func isSeparator(_ byte: UInt8) -> Bool { byte == 47 || byte == 45 || byte == 46 }
}
