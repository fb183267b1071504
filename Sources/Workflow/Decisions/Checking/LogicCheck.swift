// Walks through boxed expressions with types in place of values.

import FEEL

/// Something that cannot work, on a line of the file.
struct LogicProblem: Hashable, Sendable {
    let line: Int
    let message: String
    /// Whether the logic means nothing with it: a name that stands for nothing, a part that is not FEEL. What else is
    /// wrong is `null` in FEEL.
    let isGrave: Bool
}

/// Collects the problems of one element's logic, and tells the type of what it yields.
struct LogicCheck {
    private(set) var problems: [LogicProblem] = []
    /// What is worth knowing about the tables that have no problems.
    private(set) var warnings: [TableAnalysis.Finding] = []
    private var seen: Set<LogicProblem> = []
    private let analysesTables: Bool
    /// The line to speak of where the logic itself has none.
    private var line: Int

    init(line: Int, analysesTables: Bool) {
        self.line = line
        self.analysesTables = analysesTables
    }

    mutating func analyse(_ table: DecisionTable, _ tested: [FEELType]) {
        guard analysesTables else { return }
        for finding in TableAnalysis(table, testing: tested).findings() {
            warnings.append(.init(line: finding.line ?? table.line, message: finding.message))
        }
    }

    mutating func report(_ line: Int, _ message: String, isGrave: Bool = false) {
        let problem = LogicProblem(line: line, message: message, isGrave: isGrave)
        if seen.insert(problem).inserted { problems.append(problem) }
    }

    mutating func report(_ found: [ExpressionProblem], _ line: Int) {
        for problem in found { report(line, problem.message, isGrave: problem.isGrave) }
    }

    /// The type of what the logic yields where these names are known. What is declared (`wanted`) must be kept.
    mutating func type(of logic: Logic, _ names: KnownNames, as wanted: FEELType, _ what: String) -> FEELType {
        if case .table(let table) = logic { return type(of: table, names, as: wanted, what) }
        let actual = type(of: logic, names)
        fit(actual, logic, wanted, what)
        if case .expression(let placed) = logic.untyped { fit(placed, nil, wanted, what) }
        return actual
    }

    private mutating func type(of logic: Logic, _ names: KnownNames) -> FEELType {
        switch logic {
        case .expression(let placed): return type(of: placed, names)
        case .table(let table): return type(of: table, names, as: .any, "the table")
        case .context(let entries): return type(of: entries, names)
        case .invocation(let callee, let bindings, let line):
            return type(ofCall: callee, bindings, names, at: line)
        case .function(let parameters, let body):
            var inner = names
            for parameter in parameters { inner.bind(parameter.name, parameter.type) }
            return .function(parameters.map { .init($0.name, type: $0.type) }, type(of: body, inner))
        case .relation(let columns, let rows):
            var members: [String: FEELType] = [:]
            for (name, logic) in rows.flatMap({ zip(columns, $0) }) {
                let cell = type(of: logic, names)
                members[name] = members[name]?.joined(with: cell) ?? cell
            }
            return .list(.context(members))
        case .list(let elements):
            let types = elements.map { type(of: $0, names) }
            return .list(types.isEmpty ? .any : types.reduce(.null) { $0.joined(with: $1) })
        case .conditional(let condition, let consequence, let alternative):
            _ = type(of: condition, names, as: .boolean, "the condition")
            let first = type(of: consequence, names)
            return first.joined(with: type(of: alternative, names))
        case .filter(let source, let condition):
            let element = type(of: source, names).element
            let tested = type(of: condition, names.entering(element))
            if case .number = tested.base { return element }
            return .list(element)
        case .loop(let variable, let source, let body, _):
            return .list(type(of: body, inside(variable, source, names)))
        case .quantified(_, let variable, let source, let condition):
            _ = type(of: condition, inside(variable, source, names), as: .boolean, "the condition")
            return .boolean
        case .typed(let logic, let declared):
            _ = type(of: logic, names, as: declared, "the expression")
            return declared
        case .none: return .any
        }
    }

    mutating func type(of placed: PlacedExpression, _ names: KnownNames) -> FEELType {
        let (type, problems) = placed.expression.inspected(knowing: names)
        report(problems, placed.line)
        return type
    }

    /// The names that the body of an iterator sees.
    private mutating func inside(_ variable: String, _ source: Logic, _ names: KnownNames) -> KnownNames {
        names.binding(variable, type(of: source, names).iterated).binding("partial", .list(.any))
    }

    /// Every entry sees those before it; the one without a name is the result.
    private mutating func type(of entries: [LogicEntry], _ names: KnownNames) -> FEELType {
        var members: [String: FEELType] = [:]
        var inner = names
        for entry in entries {
            guard let variable = entry.variable else { return type(of: entry.logic, inner) }
            let actual = type(of: entry.logic, inner, as: variable.type, "the entry '\(variable.name)'")
            let type = variable.type.isKnown ? variable.type : actual
            if members.updateValue(type, forKey: variable.name) != nil {
                report(entry.line, "the entry '\(variable.name)' stands here twice")
            }
            inner.bind(variable.name, type)
        }
        return .context(members)
    }

    private mutating func type(
        ofCall callee: Logic, _ bindings: [LogicBinding], _ names: KnownNames, at line: Int
    ) -> FEELType {
        let called = type(of: callee, names)
        let given = bindings.map { ($0, type(of: $0.value, names)) }
        guard case .function(let parameters, let result) = called.base else {
            if called.isKnown { report(line, "what is called here is \(called.phrase), and no function") }
            return .any
        }
        for (binding, type) in given {
            if bindings.count(where: { $0.name == binding.name }) > 1 {
                report(binding.line, "the parameter '\(binding.name)' is given twice")
            }
            guard let parameter = parameters.first(where: { $0.name == binding.name }) else {
                if parameters.contains(where: { $0.name == nil }) { continue }
                let known = parameters.compactMap(\.name).joined(separator: ", ")
                report(binding.line, "there is no parameter '\(binding.name)' (there are: \(known))", isGrave: true)
                continue
            }
            if !type.mayBe(parameter.type) {
                let what = "the parameter '\(binding.name)' is \(parameter.type.phrase), not \(type.phrase)"
                report(binding.line, what)
            }
        }
        for name in parameters.compactMap(\.name) where !bindings.contains(where: { $0.name == name }) {
            report(line, "the parameter '\(name)' is not given")
        }
        return result
    }

    // MARK: What is declared

    /// Says so where values of the type `actual` can never be of the type `wanted`.
    private mutating func fit(_ actual: FEELType, _ logic: Logic, _ wanted: FEELType, _ what: String) {
        guard !actual.mayBe(wanted) else { return }
        let line = logic.line ?? self.line
        guard case .context(let members) = wanted.base, case .context(let given) = actual.base else {
            return report(line, "\(what) is declared as \(wanted.phrase), and what is written is \(actual.phrase)")
        }
        for (name, type) in members.sorted(by: { $0.key < $1.key }) {
            guard let found = given[name] else {
                report(line, "\(what) lacks the member '\(name)'")
                continue
            }
            if !found.mayBe(type) { report(line, "\(what) has '\(name)' as \(found.phrase), not as \(type.phrase)") }
        }
    }

    /// Says so where a literal is none of the values that are allowed.
    mutating func fit(_ placed: PlacedExpression, _ allowed: UnaryTests?, _ wanted: FEELType, _ what: String) {
        guard let value = placed.expression.constant, !value.isNull, FEELType(of: value).mayBe(wanted) else { return }
        let evaluation = Evaluation()
        let isAllowed = allowed?.admit(value, Scope(), evaluation) ?? true
        if !isAllowed || value.coerced(to: wanted, evaluation).isNull {
            report(placed.line, "\(value.literal) is none of the values that \(what) may have")
        }
    }
}

extension ExpressionProblem {
    /// Whether the expression means nothing with it.
    var isGrave: Bool { kind == .name || kind == .function || kind == .unsupported }
}

extension FEELType {
    /// Whether anything is known of it at all.
    var isKnown: Bool {
        switch base {
        case .any, .null, .unknown: false
        default: true
        }
    }
}

extension Logic {
    /// The logic without the type it says it has.
    fileprivate var untyped: Logic { if case .typed(let logic, _) = self { logic } else { self } }

    /// The first line that is known of it.
    var line: Int? {
        switch self {
        case .expression(let placed): placed.line
        case .table(let table): table.line
        case .context(let entries): entries.first?.line
        case .invocation(_, _, let line): line
        case .function(_, let body): body.line
        case .relation(_, let rows): rows.first?.first?.line
        case .list(let elements): elements.first?.line
        case .conditional(let part, _, _), .filter(let part, _), .loop(_, let part, _, _),
            .quantified(_, _, let part, _):
            part.line
        case .typed(let logic, _): logic.line
        case .none: nil
        }
    }
}
