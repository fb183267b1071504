// What names mean while an expression is evaluated, and the budget it is given.

public import Basics

/// Names and their values, one layer over another; unchangeable, so that functions can keep the scope they were made
/// in.
public final class Scope: Sendable {
    private enum Content: Sendable {
        case one(String, Value)
        case values([String: Value])
        case context(Context)
    }

    private let content: Content
    private let outer: Scope?

    private init(_ content: Content, outer: Scope?) {
        self.content = content
        self.outer = outer
    }

    /// A scope of these names, over `outer` where that is given.
    public convenience init(_ values: [String: Value] = [:], over outer: Scope? = nil) {
        self.init(.values(values), outer: outer)
    }

    /// A scope of values that come from outside: their texts are composed.
    public convenience init(reading values: [String: Value]) { self.init(values.mapValues(\.composed)) }

    /// This scope with one more name.
    public func binding(_ name: String, _ value: Value) -> Scope { Scope(.one(name, value), outer: self) }

    /// This scope with the entries of a context as names.
    func entering(_ context: Context) -> Scope { Scope(.context(context), outer: self) }

    /// The value of a name; `nil` when nothing has that name.
    public func value(of name: String) -> Value? {
        var scope: Scope? = self
        while let current = scope {
            switch current.content {
            case .one(let known, let value): if known == name { return value }
            case .values(let values): if let value = values[name] { return value }
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

    /// Takes steps from the budget; `false` once there are none left.
    @discardableResult
    public func charge(_ count: Int = 1) -> Bool {
        if isExhausted { return false }
        steps -= count
        if steps < 0 { isExhausted = true }
        return !isExhausted
    }

    /// Runs a call; `nil` when calls are nested too deeply or the budget is spent.
    func nested(_ body: () -> Value) -> Value? {
        guard charge() else { return nil }
        guard depth < Limits.feelDepthMax else {
            isExhausted = true
            return nil
        }
        depth += 1
        defer { depth -= 1 }
        return body()
    }
}
