// What can be called: built-ins, function literals, logic of a decision model.

/// One way of calling a function.
struct Signature: Sendable {
    /// How the arguments of a call are handed to the body.
    enum Arity: Sendable {
        /// As many as there are parameters; those left out are `null`.
        case fixed
        /// All arguments are one list, which may also be given as such.
        case gathered
        /// Any number from the required one upwards, each by itself.
        case open
    }

    let parameters: [String]
    let types: [FEELType]
    let required: Int
    let arity: Arity
    /// Whether the body walks through its arguments, and pays for them.
    var walks = true
    /// Built-ins do not know every type of their parameters: a list of one element is tried as the element.
    var unwraps = true
    let body: @Sendable ([Value], Evaluation) -> Value

    /// The arguments for the body when this signature takes so many in order.
    func bind(_ arguments: [Value]) -> [Value]? {
        switch arity {
        case .fixed:
            guard (required...parameters.count).contains(arguments.count) else { return nil }
            if arguments.count == parameters.count { return arguments }
            return arguments + Array(repeating: .null, count: parameters.count - arguments.count)
        case .gathered:
            guard !arguments.isEmpty else { return nil }
            if arguments.count == 1, case .list = arguments[0] { return arguments }
            if arguments.count == 1, arguments[0].isNull { return arguments }
            return [.list(List(arguments))]
        case .open:
            return arguments.count >= required ? arguments : nil
        }
    }

    /// Whether the arguments are of the types that this signature names.
    func suits(_ arguments: [Value], _ evaluation: Evaluation) -> Bool {
        zip(types, arguments).allSatisfy { $1.isNull || $1.conforms(to: $0, evaluation) }
    }

    /// The arguments for the body when this signature has all these names; those not given are `null`.
    func bind(named arguments: [(name: String, value: Value)]) -> [Value]? {
        var values = [Value?](repeating: nil, count: parameters.count)
        for (name, value) in arguments {
            guard let index = parameters.firstIndex(of: name), values[index] == nil else { return nil }
            values[index] = value
        }
        return values.map { $0 ?? .null }
    }
}

/// Something that can be called. Equal only to itself.
public final class Function: Sendable, Hashable {
    let signatures: [Signature]
    /// The type of what it yields, where that is declared.
    private let result: FEELType?
    /// How deeply the values nest that it keeps.
    let depth: Int

    init(signatures: [Signature]) {
        self.signatures = signatures
        result = nil
        depth = 0
    }

    /// A function of exactly these parameters; arguments that do not fit the types make the call `null`.
    public init(
        parameters: [String], types: [FEELType] = [], result: FEELType? = nil, keeping depth: Int = 0,
        body: @escaping @Sendable ([Value], Evaluation) -> Value
    ) {
        signatures = [
            Signature(
                parameters: parameters, types: types, required: parameters.count, arity: .fixed, walks: false,
                unwraps: false, body: body)
        ]
        self.result = result
        self.depth = depth + 1
    }

    /// Whether this takes arguments of these types and yields such a result; what is not declared is believed.
    func conforms(to parameters: [FEELType], _ result: FEELType) -> Bool {
        guard let signature = signatures.first, signature.parameters.count == parameters.count else { return false }
        let takesAll = zip(parameters, signature.types).allSatisfy { $0.isAny || $0.conforms(to: $1) }
        return takesAll && (self.result.map { $0.isAny || $0.conforms(to: result) } ?? true)
    }

    /// The built-in function of that name.
    public static func builtin(_ name: String) -> Function? { Builtins.all[name] }

    public var parameters: [String] { signatures.first?.parameters ?? [] }

    /// Calls with arguments in order; a call that fits no signature is `null`.
    public func call(_ arguments: [Value], _ evaluation: Evaluation) -> Value {
        if signatures.count == 1 {
            return signatures[0].bind(arguments).map { run(signatures[0], $0, evaluation) } ?? .null
        }
        let fitting = signatures.lazy.compactMap { signature in
            signature.bind(arguments).map { (signature: signature, arguments: $0) }
        }
        // Where types tell two signatures apart (`context put`), the one counts that the arguments fit.
        let call = fitting.first { $0.signature.suits($0.arguments, evaluation) } ?? fitting.first
        guard let call else { return .null }
        return run(call.signature, call.arguments, evaluation)
    }

    /// Calls with arguments by name. Where two signatures have the same names (`before`), the order they are given in
    /// tells which one is meant.
    public func call(named arguments: [(name: String, value: Value)], _ evaluation: Evaluation) -> Value {
        let names = arguments.map(\.name)
        let inOrder = signatures.filter { $0.parameters == names }
        for signature in inOrder + signatures {
            if let bound = signature.bind(named: arguments) { return run(signature, bound, evaluation) }
        }
        return .null
    }

    private func run(_ signature: Signature, _ arguments: [Value], _ evaluation: Evaluation) -> Value {
        var arguments = arguments
        for (index, type) in signature.types.enumerated() where index < arguments.count && !type.isAny {
            let coerced = arguments[index].coerced(to: type, evaluation)
            if coerced.isNull, !arguments[index].isNull { return .null }
            arguments[index] = coerced
        }
        if signature.walks {
            let size = arguments.reduce(0) { Value.sum($0, $1.size) }
            guard evaluation.charge(size / 2) else { return .null }
        }
        let value = evaluation.nested { signature.body(arguments, evaluation) } ?? .null
        guard signature.unwraps, value.isNull, arguments.contains(where: \.isSingleton) else { return value }
        let unwrapped = arguments.map { $0.isSingleton ? $0.elements[0] : $0 }
        return evaluation.nested { signature.body(unwrapped, evaluation) } ?? .null
    }

    public static func == (left: Function, right: Function) -> Bool { left === right }

    public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}

extension Value {
    /// Whether this is a list of one element.
    fileprivate var isSingleton: Bool { if case .list(let values) = self { values.count == 1 } else { false } }
}
