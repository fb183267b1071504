// Checks that what a process says about the case holds together: stages, effects, ends.

import Basics
import FEEL

/// In a procedure a case must always be at a stage that says whom it waits for: so every task and every end names its
/// stage, and no end leaves a case that is not over.
struct ProcessMeaningChecks {
    private let definition: ProcessDefinition
    private let vocabulary: ProcessVocabulary
    private(set) var findings: ProcessFindings

    init(_ definition: ProcessDefinition, _ vocabulary: ProcessVocabulary, _ findings: ProcessFindings) {
        self.definition = definition
        self.vocabulary = vocabulary
        self.findings = findings
    }

    mutating func run() {
        if let stages = vocabulary.stages {
            for node in definition.nodes { checkStage(of: node, stages) }
        }
        for node in definition.nodes { checkEffects(of: node) }
    }

    private mutating func checkStage(of node: ProcessNode, _ stages: [String: StageMeaning]) {
        if vocabulary.asksForStages { checkStageIsNamed(node) }
        guard let name = node.meaning.stage, let stage = stages[name] else { return }
        if case .end = node.kind, !stage.isFinal {
            findings.error(node.line, node.id, "a case that ends here would stay \(name) for ever")
        } else if stage.isFinal, !node.isEnd {
            findings.error(node.line, node.id, "at the stage \(name) a case is over, but the process goes on from here")
        }
        check(after: stage.after, of: "the stage \(name)", node)
    }

    private mutating func checkStageIsNamed(_ node: ProcessNode) {
        let hasBranches = definition.nodes.contains { $0.kind == .parallelGateway && $0.outgoing.count > 1 }
        switch node.kind {
        case .userTask(let task) where task.isOptional: break
        case .userTask where node.meaning.stage == nil:
            findings.error(node.line, node.id, "the task names no stage (attribute of our namespace)")
        case .end(let terminates):
            // An end of one branch among several ends nothing.
            if node.meaning.stage == nil, terminates || !hasBranches {
                findings.error(node.line, node.id, "the end names no stage (attribute of our namespace)")
            }
        default: break
        }
    }

    private mutating func checkEffects(of node: ProcessNode) {
        for (index, effect) in node.meaning.effects.enumerated() {
            switch vocabulary.effects?[effect] {
            case nil, .nothing?: break
            case .after(let needed)?:
                // What the node itself did before counts.
                check(
                    after: needed.filter { !node.meaning.effects[..<index].contains($0) }, of: "the effect \(effect)",
                    node)
            case .result(let members)?: check(effect, reads: members, node)
            }
        }
    }

    private mutating func check(_ effect: String, reads members: [String: FEELType], _ node: ProcessNode) {
        guard case .businessRuleTask(let decision, _) = node.kind else {
            return findings.error(node.line, node.id, "the effect \(effect) belongs to a businessRuleTask")
        }
        guard let result = vocabulary.decisions?[decision]?.result else { return }
        for (name, type) in members.sorted(by: { $0.key < $1.key }) {
            guard let given = result.member(name) else {
                let what = "the effect \(effect) reads \(name), which the decision \(decision) does not give"
                findings.error(node.line, node.id, what)
                continue
            }
            if given.mayBe(type) { continue }
            let what = "the effect \(effect) reads \(name) as \(type.phrase), not as \(given.phrase)"
            findings.error(node.line, node.id, what)
        }
    }

    /// Every way to the node must lead through each of these effects.
    private mutating func check(after effects: [String], of what: String, _ node: ProcessNode) {
        for effect in effects where definition.isReachable(node, avoiding: { $0.meaning.effects.contains(effect) }) {
            findings.error(node.line, node.id, "\(what) needs the effect \(effect) first, on every way here")
        }
    }
}
