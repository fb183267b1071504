// A FEEL value as it is stored in an event: plain JSON that outlives the evaluator.

import Basics
public import FEEL
import Foundation

/// The result of a decision, as stored. Dates, times and durations are kept as `{"date": "2021-07-01"}` and the like,
/// so that they come back as what they were.
public indirect enum FactValue: Hashable, Sendable {
    case null
    case boolean(Bool)
    /// Decimal digits: JSON numbers would pass through binary floating point.
    case number(String)
    case string(String)
    case date(String)
    case time(String)
    case dateTime(String)
    case duration(String)
    case list([FactValue])
    case context([String: FactValue])

    /// `nil` for what cannot be stored: ranges and functions are no results.
    public init?(_ value: Value) {
        switch value {
        case .null: self = .null
        case .boolean(let value): self = .boolean(value)
        case .number(let number): self = .number(number.description)
        case .string(let text): self = .string(text)
        case .date: self = .date(value.literal)
        case .time: self = .time(value.literal)
        case .dateTime: self = .dateTime(value.literal)
        case .yearsMonths, .daysTime: self = .duration(value.literal)
        case .list(let values):
            var stored: [FactValue] = []
            for value in values {
                guard let one = FactValue(value) else { return nil }
                stored.append(one)
            }
            self = .list(stored)
        case .context(let context):
            var stored: [String: FactValue] = [:]
            for (key, value) in context.entries {
                guard let one = FactValue(value) else { return nil }
                stored[key] = one
            }
            self = .context(stored)
        case .range, .function: return nil
        }
    }

    /// The FEEL value again. A context's entries come in alphabetical order; text that is no date any more is `null`.
    public var value: Value {
        switch self {
        case .null: .null
        case .boolean(let value): .boolean(value)
        case .number(let text): Decimal128(text).map { .number($0) } ?? .null
        case .string(let text): .string(text)
        case .date(let text): LocalDate(feel: text).map { .date($0) } ?? .null
        case .time(let text): TimeOfDay(feel: text).map { .time($0) } ?? .null
        case .dateTime(let text): DateTime(feel: text).map { .dateTime($0) } ?? .null
        case .duration(let text): ProcessExpression.duration(text)
        case .list(let values): .list(List(values.map(\.value)))
        case .context(let entries):
            .context(Context(entries.sorted { $0.key < $1.key }.map { ($0.key, $0.value.value) }))
        }
    }
}

extension FactValue: Codable {
    /// The single key of an object that stands for a typed value. A context is always wrapped, so no key of it can be
    /// taken for one of these.
    private enum Tag: String, CodingKey, CaseIterable { case number, date, time, dateTime, duration, context }

    public init(from decoder: any Decoder) throws {
        // The attempts tell JSON's kinds apart; a kind that does not fit is no error until none fits.
        if let tagged = try? decoder.container(keyedBy: Tag.self), let tag = tagged.allKeys.first {
            if tag == .context {
                self = .context(try tagged.decode([String: FactValue].self, forKey: tag))
                return
            }
            self = FactValue(tag, try tagged.decode(String.self, forKey: tag))
            return
        }
        let single = try decoder.singleValueContainer()
        if single.decodeNil() {
            self = .null
        } else if let value = try? single.decode(Bool.self) {  // Not a boolean: the next kind is tried.
            self = .boolean(value)
        } else if let text = try? single.decode(String.self) {  // Not a string either.
            self = .string(text)
        } else {
            self = .list(try single.decode([FactValue].self))
        }
    }

    private init(_ tag: Tag, _ text: String) {
        switch tag {
        case .number: self = .number(text)
        case .date: self = .date(text)
        case .time: self = .time(text)
        case .dateTime: self = .dateTime(text)
        case .duration: self = .duration(text)
        case .context: self = .string(text)
        }
    }

    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .null:
            var single = encoder.singleValueContainer()
            try single.encodeNil()
        case .boolean(let value): try FactValue.encode(value, to: encoder)
        case .string(let text): try FactValue.encode(text, to: encoder)
        case .list(let values): try FactValue.encode(values, to: encoder)
        case .number(let text): try FactValue.encode(text, as: .number, to: encoder)
        case .date(let text): try FactValue.encode(text, as: .date, to: encoder)
        case .time(let text): try FactValue.encode(text, as: .time, to: encoder)
        case .dateTime(let text): try FactValue.encode(text, as: .dateTime, to: encoder)
        case .duration(let text): try FactValue.encode(text, as: .duration, to: encoder)
        case .context(let entries): try FactValue.encode(entries, as: .context, to: encoder)
        }
    }

    private static func encode(_ value: some Encodable, to encoder: any Encoder) throws {
        var single = encoder.singleValueContainer()
        try single.encode(value)
    }

    private static func encode(_ value: some Encodable, as tag: Tag, to encoder: any Encoder) throws {
        var keyed = encoder.container(keyedBy: Tag.self)
        try keyed.encode(value, forKey: tag)
    }
}
