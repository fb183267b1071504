// What names mean while an expression is evaluated, and the budget it is given.

public import Basics

/// Names and their values, one layer over another; unchangeable, so that functions can keep the scope they were made
/// in.
public final class Scope: Sendable {
    private enum Content: Sendable {
        case one(String, Value)
        /// Looked through from the end, the last of one name counting: so few are compared faster than one is hashed.
        case few([(String, Value)])
        case values([ByteText: Value])
        case context(Context)
    }

    private let content: Content
    private let outer: Scope?
    /// How deeply the values nest that are to be met here: a function keeps them all.
    public let depth: Int

    private init(_ content: Content, outer: Scope?) {
        self.content = content
        self.outer = outer
        let own =
            switch content {
            case .one(_, let value): value.depth
            case .few(let values): values.reduce(0) { max($0, $1.1.depth) }
            case .values(let values): values.values.reduce(0) { max($0, $1.depth) }
            case .context(let context): context.depth
            }
        depth = max(own, outer?.depth ?? 0)
    }

    private static let fewMax = 8

    /// A scope of these names, over `outer` where that is given; the last of one name counts.
    public convenience init(_ values: [(String, Value)] = [], over outer: Scope? = nil) {
        if values.count <= Scope.fewMax {
            self.init(.few(values), outer: outer)
        } else {
            self.init(
                .values(Dictionary(values.map { (ByteText($0.0), $0.1) }) { _, last in last }), outer: outer)
        }
    }

    public convenience init(_ values: [String: Value]) { self.init(values.map { ($0.key, $0.value) }) }

    /// A scope of values that come from outside: their texts are composed.
    public convenience init(reading values: [String: Value]) { self.init(values.mapValues(\.composed)) }

    /// This scope with one more name.
    public func binding(_ name: String, _ value: Value) -> Scope { Scope(.one(name, value), outer: self) }

    /// This scope with these names for these values, the last of one name counting.
    public func binding(_ names: [String], _ values: [Value]) -> Scope {
        Scope(Array(zip(names, values)), over: self)
    }

    /// This scope with the entries of a context as names.
    public func entering(_ context: Context) -> Scope { Scope(.context(context), outer: self) }

    /// The value of a name; `nil` when nothing has that name.
    public func value(of name: String) -> Value? {
        let key = ByteText(name)
        var scope: Scope? = self
        while let current = scope {
            switch current.content {
            case .one(let known, let value): if ByteText(known) == key { return value }
            case .few(let values): if let found = values.last(where: { ByteText($0.0) == key }) { return found.1 }
            case .values(let values): if let value = values[key] { return value }
            case .context(let context): if let value = context[name] { return value }
            }
            scope = current.outer
        }
        return nil
    }
}

/// One evaluation: how much it may still do, and the present moment, which pure code has to be told.
public final class Evaluation {
    private var steps: Int
    private var depth = 0
    private var calls = 0
    /// Set once the budget is spent; everything is `null` from then on.
    public private(set) var isExhausted = false
    public let now: DateTime?
    /// What calls inside the evaluation found to be wrong beyond what FEEL calls an error.
    public private(set) var faults: [String] = []

    public init(now: Timestamp? = nil, steps: Int = Limits.feelStepsMax) {
        self.now = now.map(DateTime.init)
        self.steps = steps
    }

    /// Notes a fault; the first one counts, so that a loop cannot pile them up.
    public func report(_ fault: String) {
        if faults.isEmpty { faults.append(fault) }
    }

    /// Takes steps from the budget; `false` once there are none left. A step is a tenth of a microsecond or fifty
    /// bytes, or less.
    @discardableResult
    public func charge(_ count: Int = 1) -> Bool {
        if isExhausted { return false }
        steps -= count
        if steps < 0 { isExhausted = true }
        return !isExhausted
    }

    /// Ends the evaluation: what is wanted is more than any budget.
    func exhaust() { isExhausted = true }

    /// Pays for a walk through the value.
    public func charge(walking value: Value) -> Bool { charge(value.size / 4) }

    /// Pays for finding out how two values stand to each other, which ends where the smaller one does.
    func charge(comparing left: Value, _ right: Value) -> Bool { charge(min(left.size, right.size) / 4) }

    /// Goes one level down; `false` where that is too deep or the budget is spent. Who is let in must `leave`.
    public func enter() -> Bool {
        guard charge() else { return false }
        guard depth < Limits.feelStackMax else {
            isExhausted = true
            return false
        }
        depth += 1
        return true
    }

    public func leave() { depth -= 1 }

    /// Whether a value may go on; one that nests too deeply could not even be let go of without harm.
    func admits(_ value: Value) -> Bool {
        if value.depth > Limits.feelValueDepthMax { isExhausted = true }
        return !isExhausted
    }

    /// Runs a call; `nil` when calls are nested too deeply or the budget is spent.
    func nested(_ body: () -> Value) -> Value? {
        guard charge() else { return nil }
        guard calls < Limits.feelDepthMax else {
            isExhausted = true
            return nil
        }
        calls += 1
        defer { calls -= 1 }
        let value = body()
        return admits(value) ? value : nil
    }
}
