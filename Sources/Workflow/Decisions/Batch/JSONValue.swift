// JSON in and out for decisions; FEEL's dates, times and durations are objects of one member.

import Basics
import FEEL

/// A JSON value, its members in the order they are written.
enum JSONValue {
    case null
    case boolean(Bool)
    case number(Decimal128)
    case string(String)
    case array([JSONValue])
    case object([(String, JSONValue)])
}

extension Value {
    /// The FEEL value of a JSON value; `{"date":"2021-07-01"}` and its like are dates, times and durations.
    init(_ json: JSONValue) {
        switch json {
        case .null: self = .null
        case .boolean(let value): self = .boolean(value)
        case .number(let value): self = .number(value)
        case .string(let value): self = .string(value)
        case .array(let values): self = .list(List(values.map { Value($0) }))
        case .object(let members):
            if members.count == 1, case .string(let text) = members[0].1,
                let value = Value.temporal(members[0].0, text)
            {
                self = value
            } else {
                self = .context(Context(members.map { (Vocabulary.canonical($0.0), Value($0.1)) }))
            }
        }
    }

    private static func temporal(_ name: String, _ text: String) -> Value? {
        switch name {
        case "date": LocalDate(feel: text).map(Value.date)
        case "time": TimeOfDay(feel: text).map(Value.time)
        case "dateTime": DateTime(feel: text).map(Value.dateTime)
        case "duration": Value(duration: text)
        default: nil
        }
    }
}

extension JSONValue {
    /// The JSON of a FEEL value; ranges and functions are texts, since JSON has nothing like them.
    init(_ value: Value) {
        switch value {
        case .null: self = .null
        case .boolean(let value): self = .boolean(value)
        case .number(let value): self = .number(value)
        case .string(let value): self = .string(value)
        case .date: self = .object([("date", .string(value.literal))])
        case .time: self = .object([("time", .string(value.literal))])
        case .dateTime: self = .object([("dateTime", .string(value.literal))])
        case .yearsMonths, .daysTime: self = .object([("duration", .string(value.literal))])
        case .list(let values): self = .array(values.map { JSONValue($0) })
        case .context(let context): self = .object(context.entries.map { ($0.key, JSONValue($0.value)) })
        case .range, .function: self = .string(value.literal)
        }
    }
}

extension JSONValue {
    /// The last member of that name; `null` where there is none.
    func member(_ name: String) -> JSONValue {
        guard case .object(let members) = self else { return .null }
        for (known, value) in members.reversed() where known == name { return value }
        return .null
    }
}

/// Writes JSON on one line.
enum JSONText {
    static func object(_ members: [(String, JSONValue)]) -> String {
        var text = ""
        write(.object(members), to: &text)
        return text
    }

    private static func write(_ value: JSONValue, to text: inout String) {
        switch value {
        case .null: text += "null"
        case .boolean(let value): text += value ? "true" : "false"
        case .number(let number): text += number.description
        case .string(let string): write(string, to: &text)
        case .array(let values):
            text += "["
            for (index, value) in values.enumerated() {
                if index > 0 { text += "," }
                write(value, to: &text)
            }
            text += "]"
        case .object(let members):
            text += "{"
            for (index, member) in members.enumerated() {
                if index > 0 { text += "," }
                write(member.0, to: &text)
                text += ":"
                write(member.1, to: &text)
            }
            text += "}"
        }
    }

    private static func write(_ string: String, to text: inout String) {
        text += "\""
        if string.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x5C }) {
            text += string
            text += "\""
            return
        }
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\u{0}"..."\u{1F}", "\u{7F}", "\u{2028}", "\u{2029}", "\u{85}":
                text += "\\u" + padded(String(scalar.value, radix: 16))
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }

    private static func padded(_ digits: String) -> String {
        String(repeating: "0", count: 4 - digits.count) + digits
    }
}
