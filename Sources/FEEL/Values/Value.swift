// What a FEEL expression yields.

public import Basics

/// A FEEL value (DMN 1.5 §10.3.2.2). An error inside an expression is `null`, as FEEL says.
public enum Value: Sendable {
    case null
    case boolean(Bool)
    case number(Decimal128)
    case string(String)
    case date(LocalDate)
    // What is large stands in a box of its own, so that texts and numbers need none.
    indirect case time(TimeOfDay)
    indirect case dateTime(DateTime)
    /// A years and months duration, in months.
    case yearsMonths(Int)
    case daysTime(DaysTime)
    indirect case list(List)
    indirect case context(Context)
    indirect case range(Interval)
    case function(Function)
}

extension Value {
    /// A whole number; short to write in decision inputs.
    public static func integer(_ number: Int) -> Value { .number(Decimal128(number)) }

    public var isNull: Bool { if case .null = self { true } else { false } }

    /// Whether this is `true`; everything else, `null` included, is not.
    public var isTrue: Bool { if case .boolean(true) = self { true } else { false } }

    var asBoolean: Bool? { if case .boolean(let value) = self { value } else { nil } }
    public var asNumber: Decimal128? { if case .number(let value) = self { value } else { nil } }
    public var asDate: LocalDate? { if case .date(let date) = self { date } else { nil } }
    public var asString: String? { if case .string(let value) = self { value } else { nil } }
    public var asList: [Value]? { if case .list(let list) = self { list.elements } else { nil } }
    public var asContext: Context? { if case .context(let value) = self { value } else { nil } }

    /// The value as a whole number that fits an `Int`; `nil` for fractions and everything that is no number.
    var asInteger: Int? { asNumber?.wholeNumber }

    /// The elements of a list; any other value stands for the list of itself.
    var elements: [Value] { if case .list(let list) = self { list.elements } else { [self] } }
}

/// A range; an end that is open to infinity is `null`.
public struct Interval: Sendable, Hashable {
    public var lower: Value
    public var upper: Value
    public var includesLower: Bool
    public var includesUpper: Bool
    /// The comparison this stands for when it was written as one, `(< 10)`; such a range equals only its like.
    var test: ComparisonOperator?

    public init(_ lower: Value, _ upper: Value, includesLower: Bool = true, includesUpper: Bool = true) {
        self.lower = lower
        self.upper = upper
        self.includesLower = includesLower
        self.includesUpper = includesUpper
    }
}
