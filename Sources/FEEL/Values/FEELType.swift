// The types of FEEL, and what happens to a value on its way into a typed place.

/// A FEEL type (DMN 1.5 §10.3.2.9); `restricted` adds the allowed values of an item definition.
public indirect enum FEELType: Sendable {
    case any, null, number, string, boolean, date, time, dateTime, yearsMonths, daysTime
    case list(FEELType)
    case context([String: FEELType])
    case range(FEELType)
    case function([Parameter], FEELType)
    case restricted(FEELType, UnaryTests)
    /// A name that nothing defines: only `null` is of that type.
    case unknown(String)

    /// A parameter of a function; one of a type that was written out has no name.
    public struct Parameter: Sendable {
        public let name: String?
        public let type: FEELType

        public init(_ name: String? = nil, type: FEELType = .any) {
            self.name = name
            self.type = type
        }
    }

    /// The built-in type of that name.
    public init?(name: String) {
        switch name {
        case "Any": self = .any
        case "Null": self = .null
        case "number": self = .number
        case "string": self = .string
        case "boolean": self = .boolean
        case "date": self = .date
        case "time": self = .time
        case "date and time", "dateTime": self = .dateTime
        case "years and months duration", "yearMonthDuration": self = .yearsMonths
        case "days and time duration", "dayTimeDuration": self = .daysTime
        // Without their parameters these name no type that an expression could ask for, but a file may use them.
        case "list": self = .list(.any)
        case "context": self = .context([:])
        case "range": self = .range(.any)
        default: return nil
        }
    }
}

extension FEELType {
    /// Whether a value of this type can stand where one of `other` is wanted.
    func conforms(to other: FEELType) -> Bool {
        switch (self, other) {
        case (_, .any), (.null, _), (.number, .number), (.string, .string), (.boolean, .boolean), (.date, .date),
            (.time, .time), (.dateTime, .dateTime), (.yearsMonths, .yearsMonths), (.daysTime, .daysTime):
            return true
        case (.list(let mine), .list(let wanted)), (.range(let mine), .range(let wanted)):
            return mine.conforms(to: wanted)
        case (.context(let mine), .context(let wanted)):
            return wanted.allSatisfy { name, type in mine[name]?.conforms(to: type) ?? false }
        case (.function(let mine, let result), .function(let wanted, let wantedResult)):
            return mine.count == wanted.count && zip(wanted, mine).allSatisfy { $0.type.conforms(to: $1.type) }
                && result.conforms(to: wantedResult)
        case (.restricted(let base, _), _): return base.conforms(to: other)
        case (_, .restricted(let base, _)): return conforms(to: base)
        default: return false
        }
    }
}

extension FEELType {
    /// The type with any values, down to its parts.
    fileprivate var unrestricted: FEELType {
        switch self {
        case .restricted(let base, _): base.unrestricted
        case .list(let element): .list(element.unrestricted)
        case .range(let end): .range(end.unrestricted)
        case .context(let members): .context(members.mapValues(\.unrestricted))
        default: self
        }
    }
}

extension Value {
    /// Whether the value is of that type; `null` is of every type but is an instance of `Null` and `Any` only.
    public func conforms(to type: FEELType, _ evaluation: Evaluation) -> Bool {
        switch (type, self) {
        case (.any, _), (.null, .null), (.number, .number), (.string, .string), (.boolean, .boolean),
            (.date, .date), (.time, .time), (.dateTime, .dateTime), (.yearsMonths, .yearsMonths),
            (.daysTime, .daysTime):
            return true
        case (.list(let element), .list(let values)):
            return values.allSatisfy { $0.isNull || $0.conforms(to: element, evaluation) }
        case (.context(let members), .context(let context)):
            return members.allSatisfy { name, type in
                guard let value = context[name] else { return false }
                return value.isNull || value.conforms(to: type, evaluation)
            }
        case (.range(let element), .range(let interval)):
            return [interval.lower, interval.upper].allSatisfy {
                $0.isNull || $0.conforms(to: element, evaluation)
            }
        case (.function(let parameters, let result), .function(let function)):
            return function.conforms(to: parameters.map(\.type), result)
        case (.restricted(let base, let tests), _):
            return conforms(to: base, evaluation) && tests.admit(self, evaluation)
        default:
            return false
        }
    }

    /// What `instance of` says: `nil` for a name that is no type; `null` is an instance of `Null` only. Which values a
    /// type allows does not matter (DMN 1.5 §10.3.2.9.3).
    func isInstance(of type: FEELType, _ evaluation: Evaluation) -> Bool? {
        if case .unknown = type { return nil }
        guard evaluation.charge(walking: self) else { return nil }
        guard isNull else { return conforms(to: type.unrestricted, evaluation) }
        if case .null = type { return true }
        return false
    }

    /// The value as it arrives in a place of that type: itself, or converted as DMN allows (a list of one element and
    /// its element stand for each other, a date for its midnight), else `null`.
    public func coerced(to type: FEELType, _ evaluation: Evaluation) -> Value {
        switch type {
        case .any, .unknown: return self
        default: break
        }
        // What has no parts costs no walk.
        switch (type, self) {
        case (_, .null), (.number, .number), (.string, .string), (.boolean, .boolean), (.date, .date): return self
        default: break
        }
        guard evaluation.charge(walking: self) else { return .null }
        if isNull || conforms(to: type, evaluation) { return self }
        var base = type
        while case .restricted(let inner, _) = base { base = inner }
        if case .list = base {
            let wrapped = Value.list([self])
            if case .list = self { return .null }
            return wrapped.conforms(to: type, evaluation) ? wrapped : .null
        }
        if case .list(let values) = self, values.count == 1, values[0].conforms(to: type, evaluation) {
            return values[0]
        }
        if case .dateTime = base, case .date(let date) = self {
            return .dateTime(DateTime(date, TimeOfDay(nanoseconds: 0, zone: .offset(0))))
        }
        return .null
    }
}
