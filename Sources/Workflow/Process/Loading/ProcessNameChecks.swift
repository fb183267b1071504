// Checks that every name in a process means something: in conditions, in timers, in what decisions are asked with.

import Basics
import FEEL

/// An unknown name gives `null` in FEEL, and a case would go the wrong way without a word: so it is a fault of the
/// file.
struct ProcessNameChecks {
    private let definition: ProcessDefinition
    private let vocabulary: ProcessVocabulary
    private(set) var findings: ProcessFindings
    /// What expressions may look at, with its type.
    private let known: [String: FEELType]

    init(_ definition: ProcessDefinition, _ vocabulary: ProcessVocabulary, _ findings: ProcessFindings) {
        self.definition = definition
        self.vocabulary = vocabulary
        self.findings = findings
        known = definition.names(vocabulary)
    }

    mutating func run() {
        for flow in definition.flows {
            guard let condition = flow.condition else { continue }
            check(condition, as: [.boolean], flow.line, flow.id)
        }
        for node in definition.nodes {
            switch node.kind {
            case .catchEvent(.timer(let timer)), .boundaryEvent(.timer(let timer), _, _):
                let wanted: [FEELType] = timer.form == .date ? [.date, .dateTime] : [.daysTime, .yearsMonths]
                check(timer.expression, as: wanted, node.line, node.id)
            case .businessRuleTask(let decision, let result): check(decision, result, node)
            case .userTask(let task): check(due: task, node)
            default: break
            }
        }
    }

    private mutating func check(_ expression: ProcessExpression, as wanted: [FEELType], _ line: Int, _ id: String) {
        let (type, problems) = expression.parsed.inspected(knowing: KnownNames(known))
        for problem in problems { findings.error(line, id, problem.message) }
        if !wanted.contains(where: { type.mayBe($0) }) {
            findings.error(line, id, "'\(expression.text)' is \(type.phrase), wanted is \(wanted[0].phrase)")
        }
    }

    private mutating func check(_ decision: String, _ result: String, _ node: ProcessNode) {
        if definition.variables.contains(where: { $0.name == result }) || result == ProcessParser.outcome {
            findings.error(node.line, node.id, "\(result) is a variable already and cannot be a result as well")
        }
        guard let shape = vocabulary.decisions?[decision] else { return }
        for (name, type) in shape.inputs.sorted(by: { $0.key < $1.key }) {
            guard let given = known[name] else {
                findings.error(node.line, node.id, "the decision \(decision) asks for \(name), which is no variable")
                continue
            }
            if !given.mayBe(type) {
                let what = "\(name) is \(given.phrase), but the decision \(decision) asks for \(type.phrase)"
                findings.error(node.line, node.id, what)
            }
        }
    }

    private mutating func check(due task: UserTask, _ node: ProcessNode) {
        guard let due = task.due else { return }
        guard let type = known[due] else {
            return findings.error(node.line, node.id, "due names \(due), which is no variable")
        }
        if !type.mayBe(.date) { findings.error(node.line, node.id, "\(due) is \(type.phrase), not a date") }
    }
}

extension ProcessDefinition {
    /// The names its expressions may use, with their types.
    func names(_ vocabulary: ProcessVocabulary) -> [String: FEELType] {
        var names: [String: FEELType] = [ProcessParser.outcome: .string]
        for variable in variables { names[variable.name] = FEELType(name: variable.type) ?? .any }
        for node in nodes {
            if case .businessRuleTask(let decision, let result) = node.kind {
                names[result] = vocabulary.decisions?[decision]?.result ?? .any
            }
        }
        return names
    }
}
