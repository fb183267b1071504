// Members of values (`date.year`, `person.name`) and filters of lists.

import Basics

enum Paths {
    /// What a name with points in it means that is bound to nothing: a way through the members of a value. Such a name
    /// is known where a binding has it (`Person.Gender`), and is a path everywhere else.
    static func value(of name: String, _ scope: Scope) -> Value {
        let parts = name.split(separator: ".").map { Vocabulary.canonical(String($0)) }
        guard parts.count > 1, let first = scope.value(of: parts[0]) else { return .null }
        return parts.dropFirst().reduce(first) { member($1, of: $0) }
    }

    /// The member of that name; of a list, the members of its elements.
    static func member(_ name: String, of value: Value) -> Value {
        switch value {
        case .context(let context): return context[name] ?? .null
        case .list(let values): return .list(List(values.map { member(name, of: $0) }))
        case .date(let date):
            switch name {
            case "year": return .integer(date.year)
            case "month": return .integer(date.month)
            case "day": return .integer(date.day)
            case "weekday": return .integer(date.weekday)
            default: return .null
            }
        case .time(let time): return member(name, of: time) { time.offset }
        case .dateTime(let dateTime):
            let ofDate = member(name, of: .date(dateTime.date))
            return ofDate.isNull ? member(name, of: dateTime.time) { dateTime.offset } : ofDate
        case .yearsMonths(let months):
            switch name {
            case "years": return .integer(months / 12)
            case "months": return .integer(months % 12)
            default: return .null
            }
        case .daysTime(let duration): return member(name, of: duration)
        case .range(let interval):
            switch name {
            case "start": return interval.lower
            case "end": return interval.upper
            case "start included": return .boolean(interval.includesLower)
            case "end included": return .boolean(interval.includesUpper)
            default: return .null
            }
        default: return .null
        }
    }

    private static func member(_ name: String, of time: TimeOfDay, offset: () -> Int?) -> Value {
        switch name {
        case "hour": return .integer(time.hour)
        case "minute": return .integer(time.minute)
        case "second": return Value(seconds: time.second, nanoseconds: time.fraction)
        case "time offset": return offset().map { .daysTime(DaysTime(seconds: $0)) } ?? .null
        case "timezone":
            if case .named(let zone) = time.zone { return .string(zone) }
            return .null
        default: return .null
        }
    }

    private static func member(_ name: String, of duration: DaysTime) -> Value {
        switch name {
        case "days": .integer(duration.seconds / 86_400)
        case "hours": .integer(duration.seconds / 3600 % 24)
        case "minutes": .integer(duration.seconds / 60 % 60)
        case "seconds":
            Value(seconds: duration.seconds % 60, nanoseconds: Int(duration.nanoseconds))
        default: .null
        }
    }
}

public enum Filters {
    /// The element at a position when the condition is a number, else the elements for which it is true. The condition
    /// sees the element as `item` and, when it is a context, its entries by name. `strictly` makes anything but a
    /// boolean an error.
    public static func filter(
        _ value: Value, _ scope: Scope, _ evaluation: Evaluation, strictly: Bool = false,
        by condition: (Scope) -> Value
    ) -> Value {
        let elements = value.isNull ? [] : value.elements
        let outer = condition(elements.first.map { Filters.scope(of: $0, scope) } ?? scope)
        if case .number(let number) = outer {
            guard let position = number.wholeNumber, position != 0, position.magnitude <= elements.count else {
                return .null
            }
            return elements[position > 0 ? position - 1 : elements.count + position]
        }
        var kept: [Value] = []
        for (index, element) in elements.enumerated() {
            guard evaluation.charge() else { return .null }
            let result = index == 0 ? outer : condition(Filters.scope(of: element, scope))
            if strictly, result.asBoolean == nil { return .null }
            if result.isTrue { kept.append(element) }
        }
        return .list(List(kept))
    }

    static func scope(of element: Value, _ scope: Scope) -> Scope {
        let inner = scope.binding("item", element)
        guard case .context(let context) = element else { return inner }
        return inner.entering(context)
    }
}

extension Value {
    /// Seconds with their fraction; both of one sign.
    fileprivate init(seconds: Int, nanoseconds: Int) {
        self = .number(Decimal128(DaysTime(seconds: seconds, nanoseconds: Int32(nanoseconds))))
    }
}
