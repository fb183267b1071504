// JSON in and out for decisions; FEEL's dates, times and durations are objects of one member.

import Basics
import FEEL
import Foundation

/// A JSON value. Members keep the order they are written in only on the way out.
enum JSONValue: Decodable {
    case null
    case boolean(Bool)
    case number(Decimal)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])
    /// Members in order, for writing.
    case ordered([(String, JSONValue)])

    /// Why a text has no value.
    enum Fault: Error {
        case syntax
        /// A number beyond those that FEEL knows; the message says which.
        case range(String)
    }

    /// The value of a JSON text.
    static func read(_ text: String) -> Result<JSONValue, Fault> {
        do {
            return .success(try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8)))
        } catch let fault as Fault {
            return .failure(fault)
        } catch {
            return .failure(.syntax)
        }
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        /// The value when it is of that kind; another kind is not an error, it is asked for next.
        func value<Kind: Decodable>(_ kind: Kind.Type) throws -> Kind? {
            do {
                return try container.decode(kind)
            } catch DecodingError.typeMismatch {
                return nil
            } catch  where kind == Decimal.self {
                // What else could be wrong with a number was seen when the text was taken apart.
                throw Fault.range("the number at '\(decoder.place)' is out of range")
            }
        }
        if container.decodeNil() {
            self = .null
        } else if let value = try value(Bool.self) {
            self = .boolean(value)
        } else if let value = try value(String.self) {
            self = .string(value)
        } else if let value = try value(Decimal.self) {
            self = .number(value)
        } else if let value = try value([JSONValue].self) {
            self = .array(value)
        } else {
            self = .object(try container.decode([String: JSONValue].self))
        }
    }
}

extension Decoder {
    /// `input.ages[1]`
    fileprivate var place: String {
        codingPath.reduce("") { path, key in
            if let index = key.intValue { return "\(path)[\(index)]" }
            return path.isEmpty ? key.stringValue : "\(path).\(key.stringValue)"
        }
    }
}

extension Value {
    /// The FEEL value of a JSON value; `{"date":"2021-07-01"}` and its like are dates, times and durations.
    init(_ json: JSONValue) {
        switch json {
        case .null: self = .null
        case .boolean(let value): self = .boolean(value)
        case .number(let value): self = .number(value)
        case .string(let value): self = .string(value)
        case .array(let values): self = .list(values.map { Value($0) })
        case .ordered(let members): self = .context(Context(members.map { ($0.0, Value($0.1)) }))
        case .object(let members):
            if members.count == 1, let (name, member) = members.first, case .string(let text) = member,
                let value = Value.temporal(name, text)
            {
                self = value
            } else {
                let entries = members.sorted { $0.key < $1.key }
                self = .context(Context(entries.map { (Vocabulary.canonical($0.key), Value($0.value)) }))
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
        case .date: self = .ordered([("date", .string(value.literal))])
        case .time: self = .ordered([("time", .string(value.literal))])
        case .dateTime: self = .ordered([("dateTime", .string(value.literal))])
        case .yearsMonths, .daysTime: self = .ordered([("duration", .string(value.literal))])
        case .list(let values): self = .array(values.map { JSONValue($0) })
        case .context(let context): self = .ordered(context.entries.map { ($0.key, JSONValue($0.value)) })
        case .range, .function: self = .string(value.literal)
        }
    }
}

/// Writes JSON on one line.
enum JSONText {
    static func object(_ members: [(String, JSONValue)]) -> String {
        var text = ""
        write(.ordered(members), to: &text)
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
        case .object(let members): write(.ordered(members.sorted { $0.key < $1.key }), to: &text)
        case .ordered(let members):
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
