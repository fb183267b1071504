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
    let body: @Sendable ([Value], Evaluation) -> Value

    /// The arguments for the body when this signature takes so many in order.
    func bind(_ arguments: [Value]) -> [Value]? {
        switch arity {
        case .fixed:
            guard (required...parameters.count).contains(arguments.count) else { return nil }
            return arguments + Array(repeating: .null, count: parameters.count - arguments.count)
        case .gathered:
            guard !arguments.isEmpty else { return nil }
            if arguments.count == 1, case .list = arguments[0] { return arguments }
            if arguments.count == 1, arguments[0].isNull { return arguments }
            return [.list(arguments)]
        case .open:
            return arguments.count >= required ? arguments : nil
        }
    }

    /// The arguments for the body when this signature has all these names and requires no other.
    func bind(named arguments: [(name: String, value: Value)]) -> [Value]? {
        var values = [Value?](repeating: nil, count: parameters.count)
        for (name, value) in arguments {
            guard let index = parameters.firstIndex(of: name), values[index] == nil else { return nil }
            values[index] = value
        }
        guard !values.prefix(required).contains(nil) else { return nil }
        return values.map { $0 ?? .null }
    }
}

/// Something that can be called. Equal only to itself.
public final class Function: Sendable, Hashable {
    let signatures: [Signature]

    init(signatures: [Signature]) { self.signatures = signatures }

    /// A function of exactly these parameters; arguments that do not fit the types make the call `null`.
    public init(
        parameters: [String], types: [FEELType] = [], body: @escaping @Sendable ([Value], Evaluation) -> Value
    ) {
        signatures = [
            Signature(
                parameters: parameters, types: types, required: parameters.count, arity: .fixed, body: body)
        ]
    }

    /// The built-in function of that name.
    public static func builtin(_ name: String) -> Function? { Builtins.all[name] }

    public var parameters: [String] { signatures.first?.parameters ?? [] }

    /// Calls with arguments in order; a call that fits no signature is `null`.
    public func call(_ arguments: [Value], _ evaluation: Evaluation) -> Value {
        for signature in signatures {
            if let bound = signature.bind(arguments) { return run(signature, bound, evaluation) }
        }
        return .null
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
        for (index, type) in signature.types.enumerated() where index < arguments.count {
            let coerced = arguments[index].coerced(to: type, evaluation)
            if coerced.isNull, !arguments[index].isNull { return .null }
            arguments[index] = coerced
        }
        return evaluation.nested { signature.body(arguments, evaluation) } ?? .null
    }

    public static func == (left: Function, right: Function) -> Bool { left === right }

    public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
