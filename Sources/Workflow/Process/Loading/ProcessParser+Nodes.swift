// Reads the flow nodes of a BPMN file: events, tasks, gateways.

import Basics
import FEEL
import Formats

extension ProcessParser {
    mutating func parseNode(_ element: XMLElement) {
        checkAttributes(element)
        let parts = contents(of: element)
        var node = DraftNode(
            id: requiredID(element), name: element.attribute("name") ?? "", line: element.line, kind: .broken,
            element: element.name, direction: element.attribute("gatewayDirection"))
        for part in parts where part.name == "incoming" || part.name == "outgoing" {
            let reference = DraftReference(id: localName(part.text.trimmed), line: part.line)
            if part.name == "incoming" { node.incoming.append(reference) } else { node.outgoing.append(reference) }
        }
        let definitions = parts.filter { $0.name.hasSuffix("EventDefinition") }
        node.kind = kind(of: element, definitions) ?? .broken
        node.meaning = meaning(of: element)
        draft.nodes.append(node)
    }

    /// What the element is; `nil` after saying what is wrong with it.
    private mutating func kind(of element: XMLElement, _ definitions: [XMLElement]) -> DraftNode.Kind? {
        switch element.name {
        case "startEvent": return .start
        case "userTask": return userTask(element)
        case "task", "manualTask": return .manualTask
        case "serviceTask":
            return own("action", of: element, among: vocabulary.actions, "action").map { .serviceTask(action: $0) }
        case "businessRuleTask":
            let known = vocabulary.decisions.map { Set($0.keys) }
            let decision = own("decision", of: element, among: known, "decision")
            let result = own("result", of: element, among: nil, "result")
            guard let decision, let result else { return nil }
            guard isName(result) else {
                findings.error(element.line, element.id, "\(result) is no name for a variable")
                return nil
            }
            return .businessRuleTask(decision: decision, result: result)
        case "exclusiveGateway":
            let fallback = element.attribute("default").map { DraftReference(id: localName($0), line: element.line) }
            return .exclusiveGateway(fallback: fallback)
        case "parallelGateway": return .parallelGateway
        case "intermediateCatchEvent": return timer(element, definitions).map { .catchEvent(.timer($0)) }
        case "boundaryEvent": return boundary(element, definitions)
        default: return end(element, definitions)
        }
    }

    private mutating func userTask(_ element: XMLElement) -> DraftNode.Kind? {
        let acts = words(element.attribute("acts", namespace: BPMNVocabulary.extensions) ?? "")
        if acts.isEmpty {
            findings.error(element.line, element.id, "the task offers no act (attribute acts of our namespace)")
        }
        let rights = rights(of: element)
        var seen: Set<String> = []
        for act in acts + rights.map(\.act) {
            if !seen.insert(act).inserted { findings.error(element.line, element.id, "the act \(act) is named twice") }
            if let known = vocabulary.acts, !known.contains(act) {
                findings.error(element.line, element.id, "there is no act \(act)")
            }
        }
        let optional = element.attribute("optional", namespace: BPMNVocabulary.extensions)
        guard let isOptional = boolean(optional ?? "false") else {
            findings.error(element.line, element.id, "optional is true or false, not \(optional ?? "")")
            return nil
        }
        let due = element.attribute("due", namespace: BPMNVocabulary.extensions)?.trimmed
        return acts.isEmpty ? nil : .userTask(acts: acts, rights: rights, isOptional: isOptional, due: due)
    }

    /// What other roles may do in place of the task: `tk:rights="filer:take-back"`.
    private mutating func rights(of element: XMLElement) -> [TaskRight] {
        words(element.attribute("rights", namespace: BPMNVocabulary.extensions) ?? "").compactMap { word in
            let parts = word.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 2, !parts.contains("") else {
                findings.error(element.line, element.id, "a right is written role:act, not \(word)")
                return nil
            }
            if let known = vocabulary.roles, !known.contains(parts[0]) {
                findings.error(element.line, element.id, "there is no role \(parts[0])")
            }
            return TaskRight(role: parts[0], act: parts[1])
        }
    }

    /// What the node means for the case. Words that are not known are said, and left out.
    private mutating func meaning(of element: XMLElement) -> NodeMeaning {
        var meaning = NodeMeaning()
        meaning.stage = word("stage", of: element, among: vocabulary.stages.map { Set($0.keys) })
        meaning.effects = effects(of: element)
        meaning.paper = word("paper", of: element, among: vocabulary.papers)
        return meaning
    }

    private mutating func effects(of element: XMLElement) -> [String] {
        var effects: [String] = []
        for name in words(element.attribute("effects", namespace: BPMNVocabulary.extensions) ?? "") {
            if let known = vocabulary.effects, known[name] == nil {
                findings.error(element.line, element.id, "there is no effect \(name)")
            } else if effects.contains(name) {
                findings.error(element.line, element.id, "the effect \(name) is named twice")
            } else {
                effects.append(name)
            }
        }
        return effects
    }

    /// The words of an attribute that holds several.
    private func words(_ text: String) -> [String] {
        text.split { $0 == " " || $0 == "\n" || $0 == "\t" || $0 == "\r" }.map(String.init)
    }

    /// The value of an attribute of ours that may be missing.
    private mutating func word(_ name: String, of element: XMLElement, among known: Set<String>?) -> String? {
        guard element.attribute(name, namespace: BPMNVocabulary.extensions) != nil else { return nil }
        return own(name, of: element, among: known, name)
    }

    private mutating func boundary(_ element: XMLElement, _ definitions: [XMLElement]) -> DraftNode.Kind? {
        let timer = timer(element, definitions)
        let cancel = element.attribute("cancelActivity") ?? "true"
        let isInterrupting = boolean(cancel)
        if isInterrupting == nil {
            findings.error(element.line, element.id, "cancelActivity is true or false, not \(cancel)")
        }
        guard let host = element.attribute("attachedToRef") else {
            findings.error(element.line, element.id, "a boundaryEvent needs attachedToRef")
            return nil
        }
        guard let timer, let isInterrupting else { return nil }
        return .boundaryEvent(
            .timer(timer), host: DraftReference(id: localName(host), line: element.line), isInterrupting: isInterrupting
        )
    }

    private mutating func end(_ element: XMLElement, _ definitions: [XMLElement]) -> DraftNode.Kind {
        for definition in definitions {
            checkAttributes(definition, owner: element)
            _ = contents(of: definition)
        }
        if definitions.count > 1 {
            findings.error(element.line, element.id, "an endEvent has one definition at most")
        }
        return .end(terminates: !definitions.isEmpty)
    }

    /// The one timer of an event.
    private mutating func timer(_ element: XMLElement, _ definitions: [XMLElement]) -> ProcessTimer? {
        guard let definition = definitions.first, definitions.count == 1 else {
            let isRefused = element.children.contains { draft.refused.contains($0.id ?? "") || isForeignDefinition($0) }
            if !isRefused || definitions.count > 1 {
                findings.error(element.line, element.id, "\(element.name) needs one timerEventDefinition")
            }
            return nil
        }
        checkAttributes(definition, owner: element)
        let parts = contents(of: definition)
        guard let part = parts.first, parts.count == 1 else {
            let isRefused = definition.children.contains { $0.name == "timeCycle" }
            if !isRefused || parts.count > 1 {
                findings.error(definition.line, element.id, "a timer has one timeDate or timeDuration")
            }
            return nil
        }
        guard let text = feelText(part, of: element) else { return nil }
        do throws(FEELSyntaxError) {
            let timer = try ProcessTimer(part.name == "timeDate" ? .date : .duration, text)
            checkConstant(timer, text, part, of: element)
            return timer
        } catch {
            findings.error(part.line, element.id, "the expression is no FEEL: \(error)")
            return nil
        }
    }

    /// A text without variables can be tried at once: one that gives no moment would stop a case when it comes there.
    private mutating func checkConstant(
        _ timer: ProcessTimer, _ text: String, _ part: XMLElement, of element: XMLElement
    ) {
        guard timer.constant != nil || timer.isWritten else { return }
        // Any moment does: only whether there is one is asked.
        let start = Timestamp(milliseconds: 0)
        guard let due = timer.due([:], now: start) else {
            return findings.error(
                part.line, element.id, "'\(text)' gives no \(timer.form == .date ? "day" : "duration")")
        }
        if timer.form == .duration, due <= start {
            findings.error(part.line, element.id, "a timer of '\(text)' would not wait at all")
        }
    }

    /// Another kind of event, which was refused by its own name already.
    private func isForeignDefinition(_ element: XMLElement) -> Bool {
        element.name.hasSuffix("EventDefinition") && element.name != "timerEventDefinition"
    }

    /// The value of an attribute of ours that must be there, and known where there is a list.
    private mutating func own(
        _ name: String, of element: XMLElement, among known: Set<String>?, _ what: String
    ) -> String? {
        let value = element.attribute(name, namespace: BPMNVocabulary.extensions)?.trimmed ?? ""
        guard !value.isEmpty else {
            findings.error(element.line, element.id, "\(element.name) has no \(name) (attribute of our namespace)")
            return nil
        }
        guard known?.contains(value) ?? true else {
            findings.error(element.line, element.id, "there is no \(what) \(value)")
            return nil
        }
        return value
    }

    private func boolean(_ text: String) -> Bool? {
        switch text {
        case "true", "1": true
        case "false", "0": false
        default: nil
        }
    }
}
