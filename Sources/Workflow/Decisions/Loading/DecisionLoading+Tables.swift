// Reads decision tables.

import Basics
import FEEL
import Formats

extension DecisionLoading {
    /// The table; `nil`, with the reasons, when a part of it cannot be used: half a table decides wrongly.
    mutating func table(_ element: XMLElement, named name: String) -> DecisionTable? {
        let faults = diagnostics.count { $0.severity == .error }
        let table = readTable(element, named: name)
        return diagnostics.count { $0.severity == .error } == faults ? table : nil
    }

    private mutating func readTable(_ element: XMLElement, named name: String) -> DecisionTable {
        let policy = HitPolicy(
            name: element.attribute("hitPolicy"), aggregation: element.attribute("aggregation"))
        if policy == nil { fault(element, "the hit policy or aggregation is unknown") }
        let inputs = element.children("input").map { input($0) }
        let outputElements = element.children("output")
        if outputElements.isEmpty { fault(element, "the table has no output") }
        let outputs = outputElements.map { output($0, isOnly: outputElements.count == 1) }
        let rules = element.children("rule").map { rule($0, inputs: inputs.count, outputs: outputs) }
        var table = DecisionTable(
            name: name, policy: policy ?? .unique, inputs: inputs.compactMap { $0 }, outputs: outputs,
            rules: rules.compactMap { $0 })
        table.line = element.line
        table.gapsAreIntended = element.attribute("gaps", namespace: DecisionLoader.ownNamespace) == "intended"
        return table
    }

    private mutating func input(_ element: XMLElement) -> DecisionTable.Input? {
        guard let source = element.first("inputExpression"), !isEmpty(source) else {
            fault(element, "the input column has no expression")
            return nil
        }
        guard let expression = placed(source) else { return nil }
        let label = element.attribute("label") ?? source.first("text")?.text ?? ""
        return DecisionTable.Input(
            label: Vocabulary.canonical(label), source: expression, declared: type(of: source),
            allowed: allowedValues(element, "inputValues"))
    }

    private mutating func output(_ element: XMLElement, isOnly: Bool) -> DecisionTable.Output {
        let name = self.name(of: element)
        if name.isEmpty, !isOnly { fault(element, "one of several outputs has no name") }
        let allowed = allowedValues(element, "outputValues")
        return DecisionTable.Output(
            name: name, line: element.line, type: type(of: element), allowed: allowed,
            priorities: allowed?.tests.literals ?? [],
            standard: element.first("defaultOutputEntry").flatMap { self.placed($0) })
    }

    private mutating func rule(
        _ element: XMLElement, inputs: Int, outputs: [DecisionTable.Output]
    ) -> DecisionTable.Rule? {
        let cells = element.children("inputEntry").map { cell($0) }
        let entries = element.children("outputEntry")
        guard cells.count == inputs, entries.count == outputs.count else {
            fault(element, "the rule has \(cells.count) + \(entries.count) cells, not \(inputs) + \(outputs.count)")
            return nil
        }
        var results: [PlacedExpression] = []
        for entry in entries {
            // An empty output cell says nothing: null.
            let nothing = PlacedExpression(expression: FEEL.Expression(constant: .null), line: entry.line)
            results.append(placed(entry) ?? nothing)
        }
        let literals = results.compactMap(\.expression.constant)
        let evaluation = Evaluation()
        let isConstant =
            literals.count == results.count
            && zip(outputs, literals).allSatisfy { $0.type.isPlain && $1.coerced(to: $0.type, evaluation) == $1 }
        let constant: Value? =
            !isConstant
            ? nil
            : outputs.count == 1 ? literals[0] : .context(Context(Array(zip(outputs.map(\.name), literals))))
        return DecisionTable.Rule(
            id: element.attribute("id") ?? "", line: element.line, cells: cells.compactMap { $0 }, outputs: results,
            constant: constant,
            annotations: element.children("annotationEntry").map { $0.first("text")?.text.trimmingBlanks ?? "" })
    }

    private mutating func cell(_ element: XMLElement) -> TableCell? {
        guard let text = element.first("text"), !Vocabulary.canonical(text.text).isEmpty else {
            return TableCell(.anything, line: element.line)
        }
        guard isFEEL(element) else { return TableCell(.anything, line: text.line) }
        return TableCell(tests(text) ?? .anything, line: text.line)
    }
}

extension FEELType {
    /// Whether literals need no conversion to be of this type.
    fileprivate var isPlain: Bool {
        switch self {
        case .any, .string, .number, .boolean: true
        default: false
        }
    }
}

extension String {
    fileprivate var trimmingBlanks: String { Vocabulary.canonical(self) }
}
