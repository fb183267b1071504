// Prints values as FEEL's `string` function does.

public import Basics
import Foundation

extension Value {
    /// The text of this value; a string stands without quotes. `nil` for `null`.
    public var text: String? {
        switch self {
        case .null: nil
        case .string(let text): text
        default: literal
        }
    }

    /// The value as FEEL source where there is such a thing; strings are quoted.
    public var literal: String {
        switch self {
        case .null: "null"
        case .boolean(let value): value ? "true" : "false"
        case .number(let number): number.description
        case .string(let text): quoted(text)
        case .date(let date): date.feelText
        case .time(let time): time.feelText
        case .dateTime(let dateTime): dateTime.feelText
        case .yearsMonths(let months): Value.text(ofMonths: months)
        case .daysTime(let duration): duration.feelText
        case .list(let values): "[" + values.map(\.literal).joined(separator: ", ") + "]"
        case .context(let context):
            "{" + context.entries.map { "\(key($0.key)): \($0.value.literal)" }.joined(separator: ", ") + "}"
        case .range(let interval): interval.feelText
        case .function(let function): "function(" + function.parameters.joined(separator: ", ") + ")"
        }
    }

    private func quoted(_ text: String) -> String {
        "\"" + text.replacingOccurrences(of: "\\", with: "\\\\").replacingOccurrences(of: "\"", with: "\\\"") + "\""
    }

    private func key(_ name: String) -> String {
        let isPlain = name.unicodeScalars.allSatisfy {
            $0.properties.isAlphabetic || $0 == "_" || $0 == " " || ("0"..."9").contains($0)
        }
        return isPlain && !name.isEmpty ? name : quoted(name)
    }

    static func text(ofMonths months: Int) -> String {
        guard months != 0 else { return "P0M" }
        let (years, rest) = months.magnitude.quotientAndRemainder(dividingBy: 12)
        return (months < 0 ? "-P" : "P") + (years > 0 ? "\(years)Y" : "") + (rest > 0 ? "\(rest)M" : "")
    }
}

extension LocalDate {
    /// `yyyy-MM-dd`, a minus sign before years before the first, more than four digits where needed.
    public var feelText: String {
        let (year, month, day) = parts
        let yearText = (year < 0 ? "-" : "") + padded(Int(year.magnitude), to: 4)
        return "\(yearText)-\(padded(month, to: 2))-\(padded(day, to: 2))"
    }
}

extension TimeOfDay {
    /// `HH:mm:ss`, fraction and zone where there are any.
    public var feelText: String {
        var text = "\(padded(hour, to: 2)):\(padded(minute, to: 2)):\(padded(second, to: 2))"
        text += fractionText(fraction)
        switch zone {
        case .none: break
        case .offset(0): text += "Z"
        case .offset(let seconds): text += Zone.text(ofOffset: seconds)
        case .named(let name): text += "@\(name)"
        }
        return text
    }
}

extension Zone {
    static func text(ofOffset offset: Int) -> String {
        let seconds = Int(offset.magnitude)
        let clock = "\(padded(seconds / 3600, to: 2)):\(padded(seconds / 60 % 60, to: 2))"
        return (offset < 0 ? "-" : "+") + clock + (seconds % 60 == 0 ? "" : ":\(padded(seconds % 60, to: 2))")
    }
}

extension DateTime {
    public var feelText: String { "\(date.feelText)T\(time.feelText)" }
}

extension DaysTime {
    /// `PnDTnHnMnS`; parts that are zero are left out.
    public var feelText: String {
        guard total != 0 else { return "PT0S" }
        let seconds = Int(self.seconds.magnitude)
        let days = seconds / 86_400
        var clock = ""
        if seconds / 3600 % 24 > 0 { clock += "\(seconds / 3600 % 24)H" }
        if seconds / 60 % 60 > 0 { clock += "\(seconds / 60 % 60)M" }
        let fraction = fractionText(Int(nanoseconds.magnitude))
        if seconds % 60 > 0 || !fraction.isEmpty { clock += "\(seconds % 60)\(fraction)S" }
        let sign = total < 0 ? "-P" : "P"
        return sign + (days > 0 ? "\(days)D" : "") + (clock.isEmpty ? "" : "T" + clock)
    }
}

extension Interval {
    var feelText: String {
        if case .equal = test { return "(= " + lower.literal + ")" }
        if case .notEqual = test { return "(!= " + lower.literal + ")" }
        if lower.isNull, !upper.isNull { return (includesUpper ? "(<= " : "(< ") + upper.literal + ")" }
        if upper.isNull, !lower.isNull { return (includesLower ? "(>= " : "(> ") + lower.literal + ")" }
        return (includesLower ? "[" : "(") + lower.literal + ".." + upper.literal + (includesUpper ? "]" : ")")
    }
}

/// A point and the digits of that many nanoseconds without zeros at the end; empty for none.
private func fractionText(_ nanoseconds: Int) -> String {
    guard nanoseconds > 0 else { return "" }
    var digits = padded(nanoseconds, to: 9)
    while digits.hasSuffix("0") { digits.removeLast() }
    return "." + digits
}
