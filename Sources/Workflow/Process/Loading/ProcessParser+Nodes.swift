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
        draft.nodes.append(node)
    }

    /// What the element is; `nil` after saying what is wrong with it.
    private mutating func kind(of element: XMLElement, _ definitions: [XMLElement]) -> DraftNode.Kind? {
        switch element.name {
        case "startEvent": return .start
        case "userTask": return userTask(element)
        case "serviceTask":
            return own("action", of: element, among: vocabulary.actions, "action").map { .serviceTask(action: $0) }
        case "businessRuleTask":
            let decision = own("decision", of: element, among: vocabulary.decisions, "decision")
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
        case "intermediateCatchEvent": return timer(element, definitions).map { .timer($0) }
        case "boundaryEvent": return boundary(element, definitions)
        default: return end(element, definitions)
        }
    }

    private mutating func userTask(_ element: XMLElement) -> DraftNode.Kind? {
        let text = element.attribute("acts", namespace: BPMNVocabulary.extensions) ?? ""
        let acts = text.split { $0 == " " || $0 == "\n" || $0 == "\t" }.map(String.init)
        if acts.isEmpty {
            findings.error(element.line, element.id, "the task offers no act (attribute acts of our namespace)")
        }
        var seen: Set<String> = []
        for act in acts {
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
        return acts.isEmpty ? nil : .userTask(acts: acts, isOptional: isOptional)
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
        return .boundaryTimer(
            timer, host: DraftReference(id: localName(host), line: element.line), isInterrupting: isInterrupting)
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
            return try ProcessTimer(part.name == "timeDate" ? .date : .duration, text)
        } catch {
            findings.error(part.line, element.id, "the expression is no FEEL: \(error)")
            return nil
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

    /// A name that FEEL reads as one variable.
    private func isName(_ text: String) -> Bool {
        text.utf8.enumerated().allSatisfy { index, byte in
            (65...90).contains(byte) || (97...122).contains(byte) || byte == UInt8(ascii: "_")
                || (index > 0 && (48...57).contains(byte))
        }
    }
}
