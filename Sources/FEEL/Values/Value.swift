// What a FEEL expression yields.

public import Basics

/// A FEEL value (DMN 1.5 §10.3.2.2). An error inside an expression is `null`, as FEEL says.
public indirect enum Value: Sendable {
    case null
    case boolean(Bool)
    case number(Decimal128)
    case string(String)
    case date(LocalDate)
    case time(TimeOfDay)
    case dateTime(DateTime)
    /// A years and months duration, in months.
    case yearsMonths(Int)
    case daysTime(DaysTime)
    case list(List)
    case context(Context)
    case range(Interval)
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

/// Named entries in the order they were written; equal whatever their order.
public struct Context: Sendable, Hashable {
    public private(set) var keys: [String] = []
    private var values: [String: Value] = [:]
    /// How many lists and contexts stand in one another at most; it does not shrink.
    private(set) var depth = 1
    /// What a walk through all entries costs.
    private(set) var size = 1

    public init() {}

    public init(_ entries: [(String, Value)]) {
        for (key, value) in entries { self[key] = value }
    }

    /// The entry of that name; setting one that exists keeps its place.
    public subscript(key: String) -> Value? {
        get { values[key] }
        set {
            let old: Value?
            if let newValue {
                old = values.updateValue(newValue, forKey: key)
                if old == nil { keys.append(key) }
                depth = max(depth, newValue.depth + 1)
                size = Value.sum(size, newValue.size + 1)
            } else {
                old = values.removeValue(forKey: key)
                keys.removeAll { $0 == key }
            }
            // Beyond its end the sum does not know any more what there was.
            if let old, size < 1 << 59 { size -= old.size + 1 }
        }
    }

    public var isEmpty: Bool { keys.isEmpty }
    public var entries: [(key: String, value: Value)] { keys.map { ($0, values[$0] ?? .null) } }

    public static func == (left: Context, right: Context) -> Bool { left.values == right.values }

    public func hash(into hasher: inout Hasher) { hasher.combine(values) }
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
