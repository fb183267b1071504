// One walk through an expression in search of what cannot work; it goes where the evaluator goes, with types.

import Basics

/// Collects the problems of one expression. It never complains where a value might still fit: of `any`, of `null` and
/// of lists, which stand for their only element, everything is believed.
struct Inspection {
    private(set) var problems: [ExpressionProblem] = []
    /// The names that stand for nothing.
    private(set) var unknown: Set<String> = []

    mutating func report(_ kind: ExpressionProblem.Kind, _ message: String) {
        let problem = ExpressionProblem(kind: kind, message: message)
        if !problems.contains(problem), problems.count < Limits.rowProblemsMax { problems.append(problem) }
    }

    mutating func report(_ kind: ExpressionProblem.Kind, unknown what: String, _ name: String, _ names: KnownNames) {
        unknown.insert(name)
        report(kind, names.complaint(unknown: what, name))
    }

    /// The type of what the node yields.
    mutating func type(of node: Node, _ names: KnownNames) -> FEELType {
        switch node {
        case .constant(let value): return FEELType(of: value)
        case .hopeless(let kind, let reason):
            report(kind, reason)
            return .null
        case .name(let name): return type(ofName: name, names)
        case .negation(let node): return type(ofNegative: type(of: node, names))
        case .chain(let head, let links): return type(ofChain: head, links, names)
        case .conditional(let condition, let consequence, let alternative):
            _ = type(of: condition, names)
            let first = type(of: consequence, names)
            return first.joined(with: type(of: alternative, names))
        case .loop(let iterations, let body, _):
            let inner = inspect(iterations, names).binding("partial", .list(.any))
            return .list(type(of: body, inner))
        case .quantified(_, let iterations, let condition):
            _ = type(of: condition, inspect(iterations, names))
            return .boolean
        case .list(let nodes):
            var element = FEELType.null
            for node in nodes { element = element.joined(with: type(of: node, names)) }
            return .list(nodes.isEmpty ? .any : element)
        case .context(let entries): return type(ofContext: entries, names)
        case .function(let parameters, let body): return type(ofFunction: parameters, body, names)
        case .range, .test, .anything, .not: return type(ofTest: node, names)
        }
    }

    private mutating func type(ofName name: String, _ names: KnownNames) -> FEELType {
        switch names.meaning(of: name) {
        case .known(let type): return type
        // Built-ins can be handed over like any function, but their types are not written down.
        case .builtin, .perhaps: return .any
        case .path(let type, let members): return members.reduce(type) { self.type(ofMember: $1, of: $0) }
        case .nothing where name == "?":
            report(.name, "'?' stands for a value under test, and nothing is tested here")
        case .nothing: report(.name, unknown: "name", name, names)
        }
        return .any
    }

    /// The names that the body of a loop sees.
    private mutating func inspect(_ iterations: [Iteration], _ names: KnownNames) -> KnownNames {
        var inner = names
        for iteration in iterations {
            let source = type(of: iteration.source, inner)
            if let end = iteration.end {
                let last = type(of: end, inner)
                fit(source, last, "a loop cannot go from \(source.phrase) to \(last.phrase)")
            }
            inner.bind(iteration.name, source.iterated)
        }
        return inner
    }

    /// Every entry sees those before it.
    private mutating func type(
        ofContext entries: [(key: String, value: Node)], _ names: KnownNames
    ) -> FEELType {
        var members: [String: FEELType] = [:]
        var inner = names
        for (key, node) in entries {
            let type: FEELType
            if case .function(let parameters, let body) = node {
                type = self.type(ofFunction: parameters, body, inner, named: key)
            } else {
                type = self.type(of: node, inner)
            }
            members[key] = type
            inner.bind(key, type)
        }
        return .context(members)
    }

    /// A function that has a name can call itself by it.
    private mutating func type(
        ofFunction parameters: [Parameter], _ body: Node, _ names: KnownNames, named ownName: String? = nil
    ) -> FEELType {
        let typed = parameters.map { FEELType.Parameter($0.name, type: $0.type ?? .any) }
        var inner = names
        if let ownName { inner.bind(ownName, .function(typed, .any)) }
        for parameter in parameters {
            let type = parameter.type ?? .any
            if case .unknown(let name) = type { report(.name, "unknown type '\(name)'") }
            inner.bind(parameter.name, type)
        }
        return .function(typed, type(of: body, inner))
    }

    // MARK: Members and filters

    mutating func type(ofMember member: String, of type: FEELType) -> FEELType {
        switch type.base {
        case .any, .null, .unknown, .function: return .any
        case .list(let element): return .list(self.type(ofMember: member, of: element))
        case .context(let members) where members.isEmpty: return .any
        default:
            if let found = type.members[member] { return found }
            let hint = NearName.hint(member, among: type.members.keys)
            report(.member, "\(type.phrase) has no member '\(member)'\(hint)")
            return .any
        }
    }

    mutating func type(ofFilter type: FEELType, _ condition: Node, _ names: KnownNames) -> FEELType {
        let element = type.element
        switch self.type(of: condition, names.entering(element)).base {
        case .number: return element
        case .boolean: return .list(element)
        default: return .any
        }
    }
}
