// Tries every act of every task of a process, to see where each leads before a case ever gets there.

public import Basics
public import FEEL

/// Where an act leads: the stage, and whether the process came to its end.
public struct RehearsedOutcome: Hashable, Sendable {
    public let node: String
    public let line: Int
    public let role: String
    public let act: String
    public let outcome: String
    /// The last stage that was named on the way; `nil` where none was.
    public let stage: String?
    public let isEnded: Bool
    /// The position of the flow that each gateway on the way chose.
    public let flows: [String]
}

extension ProcessDefinition {
    /// All outcomes of all tasks, each under every combination of `values`, the variables with few possible values.
    /// Variables without such a list have a sample of their type.
    /// - Throws: the fault of the first step that could not be done, with the node and outcome it began from.
    public func rehearse(
        outcomes: (_ act: String) -> [String], values: [String: [Value]]
    ) throws(RehearsalFault) -> [RehearsedOutcome] {
        var found: [RehearsedOutcome] = []
        for (node, task) in userTasks {
            for act in task.acts {
                for outcome in outcomes(act) {
                    for variables in combinations(values) {
                        let run = try rehearse(node, task, act, outcome, variables)
                        if !found.contains(run) { found.append(run) }
                    }
                }
            }
        }
        return found
    }

    private func rehearse(
        _ node: ProcessNode, _ task: UserTask, _ act: String, _ outcome: String, _ variables: [String: Value]
    ) throws(RehearsalFault) -> RehearsedOutcome {
        let start = Marking(replaying: [
            .tokenEntered(id: "t1", node: node.id, flow: nil, scope: nil),
            .taskOpened(OpenTask(id: "u2", token: "t1", node: node, task: task)),
        ])
        let environment = ProcessEnvironment(variables: variables, now: Timestamp(milliseconds: 0)) { _, _ in
            DecisionAnswer(value: .null)
        }
        let facts: [ProcessFact]
        do {
            facts = try step(start, .taskCompleted(id: "u2", act: act, outcome: outcome), environment)
        } catch {
            throw RehearsalFault(node: node.id, line: node.line, outcome: outcome, fault: error)
        }
        var stage: String?
        var flows: [String] = []
        for fact in facts {
            if case .stageReached(let reached, _) = fact { stage = reached }
            if case .tokenEntered(_, _, let flow?, _) = fact { flows.append(flow) }
        }
        var marking = start
        for fact in facts { marking.apply(fact) }
        return RehearsedOutcome(
            node: node.id, line: node.line, role: task.role, act: act, outcome: outcome, stage: stage,
            isEnded: marking.isEnded, flows: flows)
    }

    /// Every way of giving each variable one of its values.
    private func combinations(_ values: [String: [Value]]) -> [[String: Value]] {
        var all: [[String: Value]] = [[:]]
        for variable in variables {
            let possible = values[variable.name] ?? [Value.sample(of: variable.type)]
            guard all.count * possible.count <= Limits.rehearsalsMax else { continue }
            all = all.flatMap { one in possible.map { value in one.merging([variable.name: value]) { $1 } } }
        }
        return all
    }
}

/// A step that a case could not do.
public struct RehearsalFault: Error, Sendable {
    public let node: String
    public let line: Int
    public let outcome: String
    public let fault: ProcessFault
}

extension Value {
    /// Some value of that type, so that a timer or a condition has something to work with.
    fileprivate static func sample(of type: String) -> Value {
        switch type {
        case "string": .string("")
        case "boolean": .boolean(false)
        case "number": .number(1)
        case "date": .date(LocalDate(days: 20_000))
        default: .null
        }
    }
}
