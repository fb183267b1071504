// What types the built-in functions yield.

enum BuiltinResults {
    /// The type of a call; `constant` is its value where its arguments are literals.
    static func type(of name: String, _ arguments: [FEELType], _ constant: Value?) -> FEELType {
        if let constant, !constant.isNull { return FEELType(of: constant) }
        if let type = fixed[name] { return type }
        switch name {
        case "min", "max":
            let types = arguments.count == 1 ? [arguments[0].element] : arguments
            return types.dropFirst().reduce(types.first ?? .any) { $0.joined(with: $1) }
        case "abs": return arguments.first?.kind == nil ? .any : arguments[0].base
        case "sort", "sublist", "reverse", "remove", "distinct values":
            return .list(arguments.first?.element ?? .any)
        default: return .any
        }
    }

    private static let fixed: [String: FEELType] = {
        var types: [String: FEELType] = [:]
        for (type, names) in table { for name in names { types[name] = type } }
        return types
    }()

    private static let table: [(FEELType, [String])] = [
        (
            .number,
            [
                "number", "string length", "count", "sum", "product", "mean", "median", "stddev", "decimal",
                "round up", "round down", "round half up", "round half down", "floor", "ceiling", "modulo", "sqrt",
                "log", "exp", "day of year", "week of year",
            ]
        ),
        (
            .string,
            [
                "string", "substring", "upper case", "lower case", "substring before", "substring after", "replace",
                "string join", "day of week", "month of year",
            ]
        ),
        (
            .boolean,
            [
                "not", "contains", "starts with", "ends with", "matches", "list contains", "all", "any", "odd",
                "even", "is", "before", "after", "meets", "met by", "overlaps", "overlaps before", "overlaps after",
                "finishes", "finished by", "includes", "during", "starts", "started by", "coincides",
            ]
        ),
        (.date, ["date", "today"]),
        (.time, ["time"]),
        (.dateTime, ["date and time", "now"]),
        (.yearsMonths, ["years and months duration"]),
        (.range(.any), ["range"]),
        (.list(.number), ["index of", "mode"]),
        (.list(.string), ["split"]),
        (.list(.context(["key": .string, "value": .any])), ["get entries"]),
        (.list(.any), ["append", "concatenate", "union", "flatten", "insert before", "list replace"]),
        (.context([:]), ["context", "context put", "context merge"]),
    ]
}
