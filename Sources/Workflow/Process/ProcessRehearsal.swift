// Tries every step of a process from every place where it waits, to see where each leads before a case gets there.

import Basics
public import FEEL
import Foundation

/// Where one step led.
public struct RehearsedStep: Hashable, Sendable {
    /// The node the step began from, with its line in the file.
    public let node: String
    public let line: Int
    /// The act and its outcome where the node is a user task.
    public let act: String?
    public let outcome: String?
    /// The last stage that was named on the way; `nil` where none was.
    public let stage: String?
    /// Whether the process came to its end.
    public let isEnded: Bool
    /// The ids of the sequence flows that were taken.
    public let flows: [String]
}

/// A step that a case could not do.
public struct RehearsalFault: Error, Sendable {
    public let node: String
    public let line: Int
    public let outcome: String?
    public let fault: ProcessFault
}

extension ProcessDefinition {
    /// Every step from the start and from each node that waits: all outcomes of all tasks, each under every combination
    /// of `values`, the variables with few possible values, as far as conditions look at them. Other variables have a
    /// sample of their type, and decisions give nothing.
    public func rehearse(
        outcomes: (_ act: String) -> [String], values: [String: [Value]]
    ) throws(RehearsalFault) -> [RehearsedStep] {
        var steps: [RehearsedStep] = []
        let combinations = combinations(values)
        for node in nodes {
            for beginning in beginnings(at: node, outcomes) {
                for variables in combinations {
                    let step = try rehearse(beginning, node, variables)
                    if !steps.contains(step) { steps.append(step) }
                }
            }
        }
        return steps
    }

    /// A marking in which the process waits at a node, and what happens then.
    private struct Beginning {
        var facts: [ProcessFact]
        var stimulus: Stimulus
        var act: String?
        var outcome: String?
    }

    private func beginnings(at node: ProcessNode, _ outcomes: (String) -> [String]) -> [Beginning] {
        let arrived = ProcessFact.tokenEntered(id: "t1", node: node.id, flow: nil, scope: nil)
        switch node.kind {
        case .start: return [Beginning(facts: [], stimulus: .start)]
        case .userTask(let task):
            let opened = ProcessFact.taskOpened(OpenTask(id: "u2", token: "t1", node: node, task: task))
            return task.acts.flatMap { act in
                outcomes(act).map { outcome in
                    Beginning(
                        facts: [arrived, opened], stimulus: .taskCompleted(id: "u2", act: act, outcome: outcome),
                        act: act, outcome: outcome)
                }
            }
        case .serviceTask(let action):
            let service = RequestedService(id: "s2", token: "t1", node: node.id, action: action, scope: nil)
            return [Beginning(facts: [arrived, .serviceRequested(service)], stimulus: .serviceCompleted(id: "s2"))]
        case .catchEvent: return [fired(arrived, node)]
        case .boundaryEvent(_, let host, _):
            return [fired(.tokenEntered(id: "t1", node: nodes[host].id, flow: nil, scope: nil), node)]
        case .manualTask, .businessRuleTask, .exclusiveGateway, .parallelGateway, .end: return []
        }
    }

    private func fired(_ arrived: ProcessFact, _ node: ProcessNode) -> Beginning {
        let waiting = Subscription(id: "c2", token: "t1", node: node.id, at: Timestamp(milliseconds: 0))
        return Beginning(facts: [arrived, .subscribed(waiting)], stimulus: .subscriptionFired(id: "c2"))
    }

    private func rehearse(
        _ beginning: Beginning, _ node: ProcessNode, _ variables: [String: Value]
    ) throws(RehearsalFault) -> RehearsedStep {
        var marking = Marking(replaying: beginning.facts)
        let environment = ProcessEnvironment(variables: variables, now: Timestamp(milliseconds: 0)) { _, _ in
            DecisionAnswer(value: .null)
        }
        let facts: [ProcessFact]
        do {
            facts = try step(marking, beginning.stimulus, environment)
        } catch {
            throw RehearsalFault(node: node.id, line: node.line, outcome: beginning.outcome, fault: error)
        }
        var stage: String?
        var flows: [String] = []
        for fact in facts {
            if case .stageReached(let reached, _) = fact { stage = reached }
            if case .tokenEntered(_, _, let flow?, _) = fact { flows.append(flow) }
            marking.apply(fact)
        }
        return RehearsedStep(
            node: node.id, line: node.line, act: beginning.act, outcome: beginning.outcome, stage: stage,
            isEnded: marking.isEnded, flows: flows)
    }

    /// Every way of giving each variable that conditions look at one of its values.
    private func combinations(_ values: [String: [Value]]) -> [[String: Value]] {
        var all: [[String: Value]] = [[:]]
        for variable in variables {
            var possible = [Value.sample(of: variable.type)]
            if let listed = values[variable.name], conditionsMention(variable.name),
                all.count * listed.count <= Limits.rehearsalsMax
            {
                possible = listed
            }
            all = all.flatMap { one in possible.map { value in one.merging([variable.name: value]) { $1 } } }
        }
        return all
    }

    /// Whether the condition of some flow, or of one flow out of `node`, has that name in it.
    public func conditionsMention(_ name: String, at node: ProcessNode? = nil) -> Bool {
        let flows = node.map { $0.outgoing.map { self.flows[$0] } } ?? flows
        return flows.contains { $0.condition?.parsed.mentions(name) ?? false }
    }
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
