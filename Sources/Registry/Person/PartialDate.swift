// A date of which only the year, or year and month, may be known, as older people's dates of birth often are.

public import Basics

/// A year, perhaps with month, perhaps with day of month.
public struct PartialDate: Hashable, Sendable, TextCodable {
    public let year: Int
    public let month: Int?
    public let day: Int?

    public init?(year: Int, month: Int? = nil, day: Int? = nil) {
        guard (1...9999).contains(year) else { return nil }
        if let day {
            guard let month, LocalDate(year: year, month: month, day: day) != nil else { return nil }
        } else if let month, !(1...12).contains(month) {
            return nil
        }
        self.year = year
        self.month = month
        self.day = day
    }

    public init(_ date: LocalDate) {
        let parts = date.parts
        year = parts.year
        month = parts.month
        day = parts.day
    }

    /// Reads `yyyy`, `yyyy-MM`, `yyyy-MM-dd`, and as people write it `MM/yyyy`, `dd/MM/yyyy` (also with `-` or `.`).
    public init?(_ text: some StringProtocol) {
        var numbers: [(value: Int, digits: Int)] = [(0, 0)]
        var separator: UInt8?
        for byte in text.utf8 {
            switch byte {
            case 48...57:
                let last = numbers[numbers.count - 1]
                numbers[numbers.count - 1] = (last.value * 10 + Int(byte - 48), last.digits + 1)
                if last.digits == 4 { return nil }
            case 45, 46, 47:
                if let separator, separator != byte { return nil }
                separator = byte
                numbers.append((0, 0))
                if numbers.count > 3 { return nil }
            default:
                return nil
            }
        }
        if numbers[0].digits == 4 {
            guard separator == nil || separator == 45 else { return nil }
        } else {
            numbers.reverse()
        }
        guard numbers[0].digits == 4, numbers.dropFirst().allSatisfy({ (1...2).contains($0.digits) }) else {
            return nil
        }
        self.init(
            year: numbers[0].value, month: numbers.count > 1 ? numbers[1].value : nil,
            day: numbers.count > 2 ? numbers[2].value : nil)
    }

    /// `yyyy`, `yyyy-MM` or `yyyy-MM-dd`: as stored and exchanged.
    public var description: String {
        var text = padded(year, to: 4)
        if let month { text += "-" + padded(month, to: 2) }
        if let day { text += "-" + padded(day, to: 2) }
        return text
    }

    /// `dd/MM/yyyy`, `MM/yyyy` or `yyyy`: as papers print it.
    public var dayFirst: String {
        var text = padded(year, to: 4)
        if let month { text = padded(month, to: 2) + "/" + text }
        if let day { text = padded(day, to: 2) + "/" + text }
        return text
    }

    /// Whether `claim` may be this date: it says at least what is known here, and nothing else. Papers often write
    /// 01/01 where the registry knows a year only, hence a fuller claim still matches.
    public func matches(claim: PartialDate) -> Bool {
        guard year == claim.year else { return false }
        guard let month else { return true }
        guard month == claim.month else { return false }
        return day == nil || day == claim.day
    }
}
