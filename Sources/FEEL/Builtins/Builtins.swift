// The built-in functions by name, and the small language their tables are written in.

/// All built-in functions of FEEL (DMN 1.5 §10.3.4).
enum Builtins {
    typealias Body = @Sendable ([Value], Evaluation) -> Value
    typealias Table = [String: [Signature]]

    static let all: [String: Function] = {
        let tables = [
            Conversions.table, Strings.table, Lists.table, ListEdits.table, Statistics.table, Numbers.table,
            Dates.table, Ranges.table, Contexts.table,
        ]
        var functions: [String: Function] = [:]
        for table in tables {
            for (name, signatures) in table { functions[name] = Function(signatures: signatures) }
        }
        return functions
    }()

    /// A signature with exactly these parameters; those from `required` on may be left out. One that does not walk
    /// through its arguments does not pay for their size.
    static func fixed(
        _ parameters: String..., required: Int? = nil, types: [FEELType] = [], walks: Bool = true,
        body: @escaping Body
    ) -> Signature {
        Signature(
            parameters: parameters, types: types, required: required ?? parameters.count, arity: .fixed, walks: walks,
            body: body)
    }

    /// A signature that takes one list, or any number of arguments in its stead.
    static func gathered(_ parameter: String = "list", body: @escaping @Sendable ([Value], Evaluation) -> Value)
        -> Signature
    {
        Signature(parameters: [parameter], types: [], required: 1, arity: .gathered) { arguments, evaluation in
            guard let list = arguments.first, !list.isNull else { return .null }
            return body(list.elements, evaluation)
        }
    }

    /// A signature that takes any number of arguments, `required` at least.
    static func open(_ parameters: String..., body: @escaping Body) -> Signature {
        Signature(parameters: parameters, types: [], required: parameters.count, arity: .open, body: body)
    }
}
