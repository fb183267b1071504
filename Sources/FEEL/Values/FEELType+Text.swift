// Prints types for people: as FEEL writes them, and inside a sentence.

extension FEELType: CustomStringConvertible {
    /// The type as FEEL writes it: `list<number>`, `context<authority: string>`. Members stand in alphabetical order.
    public var description: String {
        switch self {
        case .any: return "Any"
        case .null: return "Null"
        case .number: return "number"
        case .string: return "string"
        case .boolean: return "boolean"
        case .date: return "date"
        case .time: return "time"
        case .dateTime: return "date and time"
        case .yearsMonths: return "years and months duration"
        case .daysTime: return "days and time duration"
        case .list(let element): return "list<\(element)>"
        case .context(let members):
            if members.isEmpty { return "context" }
            let texts = members.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
            return "context<\(texts.joined(separator: ", "))>"
        case .range(let end): return "range<\(end)>"
        case .function(let parameters, let result):
            return "function<\(parameters.map(\.type.description).joined(separator: ", "))> -> \(result)"
        case .restricted(let base, _): return base.description
        case .unknown(let name): return name
        }
    }

    /// The type with its article, shortly: `a number`, `a list`.
    public var phrase: String {
        switch base {
        case .any: "any value"
        case .null: "null"
        case .list: "a list"
        case .context: "a context"
        case .range: "a range"
        case .function: "a function"
        default: "a \(base)"
        }
    }
}
