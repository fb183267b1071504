// Reads the XML tree of a BPMN file into a draft, and refuses by name and line what the product does not support.

import Basics
import FEEL
import Formats

struct ProcessParser {
    var findings: ProcessFindings
    let vocabulary: ProcessVocabulary
    var draft = ProcessDraft()
    /// The language of expressions that name none; only an expression makes a foreign one a fault.
    private var language: String?

    init(file: String, vocabulary: ProcessVocabulary) {
        findings = ProcessFindings(file: file)
        self.vocabulary = vocabulary
    }

    /// The draft of the file's one process; `nil` when there is none.
    mutating func parse(_ root: XMLElement) -> ProcessDraft? {
        guard root.name == "definitions", root.namespace == BPMNVocabulary.model else {
            findings.error(root.line, nil, "the root element is not definitions of BPMN 2.0 but \(root.name)")
            return nil
        }
        checkIDs(root)
        checkAttributes(root)
        language = root.attribute("expressionLanguage")
        var process: XMLElement?
        for child in contents(of: root) {
            if child.name == "collaboration" {
                parseCollaboration(child)
            } else if child.name == "message" {
                // What flows between pools is named, and means nothing inside one.
                checkAttributes(child)
            } else if process == nil {
                process = child
            } else {
                findings.error(child.line, child.id, "a file holds one process; this is a second one")
            }
        }
        guard let process else {
            findings.error(root.line, root.id, "the file holds no process")
            return nil
        }
        parseProcess(process)
        checkParticipants(root, process)
        return draft
    }

    // MARK: Structure

    private mutating func parseProcess(_ process: XMLElement) {
        checkAttributes(process)
        draft.id = requiredID(process)
        draft.name = process.attribute("name") ?? ""
        draft.line = process.line
        if process.attribute("isExecutable") != "true" {
            findings.warning(process.line, process.id, "the process does not say that it is executable")
        }
        parseVariables(process)
        for child in contents(of: process) {
            switch child.name {
            case "laneSet": parseLanes(child)
            case "sequenceFlow": parseFlow(child)
            default: parseNode(child)
            }
        }
    }

    private mutating func parseCollaboration(_ collaboration: XMLElement) {
        checkAttributes(collaboration)
        for part in contents(of: collaboration) {
            checkAttributes(part)
            _ = contents(of: part)
        }
    }

    /// The pool that may be drawn round the process. Other parties are pools without a process: they are seen from
    /// outside only, and so are the messages that flow between pools.
    private mutating func checkParticipants(_ root: XMLElement, _ process: XMLElement) {
        let participants = root.children("collaboration", namespace: BPMNVocabulary.model).flatMap {
            $0.children("participant", namespace: BPMNVocabulary.model)
        }
        let pools = participants.filter { $0.attribute("processRef") != nil }
        for (index, participant) in pools.enumerated() {
            if index > 0 {
                findings.error(participant.line, participant.id, "a second pool with a process is not supported")
            } else if participant.attribute("processRef").map(localName) != process.attribute("id") {
                findings.error(participant.line, participant.id, "the participant is not the process of this file")
            }
        }
    }

    private mutating func parseLanes(_ set: XMLElement) {
        checkAttributes(set)
        for lane in contents(of: set) {
            checkAttributes(lane)
            let role = lane.attribute("role", namespace: BPMNVocabulary.extensions)?.trimmed
            if let role, let known = vocabulary.roles, !known.contains(role) {
                findings.error(lane.line, lane.id, "there is no role \(role)")
            }
            draft.lanes.append(
                DraftLane(
                    id: requiredID(lane), name: lane.attribute("name") ?? "", role: role, line: lane.line,
                    members: contents(of: lane).map { DraftReference(id: $0.text.trimmed, line: $0.line) }))
        }
    }

    private mutating func parseFlow(_ flow: XMLElement) {
        checkAttributes(flow)
        var condition: ProcessExpression?
        for (index, child) in contents(of: flow).enumerated() {
            if index > 0 { findings.error(child.line, flow.id, "a flow has one condition") }
            condition = expression(child, of: flow)
        }
        func end(_ name: String) -> DraftReference? {
            flow.attribute(name).map { DraftReference(id: localName($0), line: flow.line) }
        }
        guard let source = end("sourceRef"), let target = end("targetRef") else {
            return findings.error(flow.line, flow.id, "a sequenceFlow needs sourceRef and targetRef")
        }
        draft.flows.append(
            DraftFlow(
                id: flow.id ?? flowID(from: source.id, to: target.id), name: flow.attribute("name") ?? "",
                line: flow.line, source: source,
                target: target, condition: condition))
    }

    /// The standard does not ask for the id of a flow: one without is known by its ends.
    private func flowID(from source: String, to target: String) -> String {
        let name = "\(source)->\(target)"
        let same = draft.flows.filter { $0.source.id == source && $0.target.id == target }.count
        return same == 0 ? name : "\(name)#\(same + 1)"
    }

    // MARK: Expressions

    /// The FEEL text of a condition, or `nil` after saying what is wrong with it.
    private mutating func expression(_ element: XMLElement, of owner: XMLElement) -> ProcessExpression? {
        guard let text = feelText(element, of: owner) else { return nil }
        do throws(FEELSyntaxError) {
            return try ProcessExpression(text)
        } catch {
            findings.error(element.line, owner.id, "the expression is no FEEL: \(error)")
            return nil
        }
    }

    /// The trimmed text of an element that holds FEEL.
    mutating func feelText(_ element: XMLElement, of owner: XMLElement) -> String? {
        checkAttributes(element, owner: owner)
        if let language = element.attribute("language") ?? language, !BPMNVocabulary.isFEEL(language) {
            findings.error(element.line, owner.id, "expressions in \(language) are not supported, only FEEL")
        }
        for child in element.children where child.namespace == BPMNVocabulary.model {
            findings.error(child.line, owner.id, "\(child.name) in \(element.name) is not supported")
        }
        let text = element.text.trimmed
        if text.isEmpty { findings.error(element.line, owner.id, "\(element.name) is empty") }
        return text.isEmpty ? nil : text
    }

    // MARK: Names

    /// The children that BPMN's own namespace allows here and that mean something; others are refused.
    mutating func contents(of element: XMLElement) -> [XMLElement] {
        let allowed = BPMNVocabulary.contents[element.name] ?? []
        return element.children.filter { child in
            if allowed.contains(child.name), child.namespace == BPMNVocabulary.model { return true }
            switch child.namespace {
            case BPMNVocabulary.model where BPMNVocabulary.remarks.contains(child.name):
                refuseOwnElements(child, in: element)
            case BPMNVocabulary.model:
                findings.error(child.line, child.id ?? element.id, "\(child.name) in \(element.name) is not supported")
                draft.refused.formUnion(child.ids)
            case BPMNVocabulary.diagram where element.name == "definitions":
                break
            case BPMNVocabulary.extensions, "":
                findings.error(child.line, element.id, "\(child.name) in \(element.name) is unknown")
            default:
                findings.error(child.line, element.id, "\(child.name) must stand in extensionElements")
            }
            return false
        }
    }

    /// Our namespace has one element, and that has one place: elsewhere it is a slip, also where foreign elements are
    /// welcome.
    private mutating func refuseOwnElements(_ element: XMLElement, in owner: XMLElement) {
        let mayDeclare = element.name == "extensionElements" && owner.name == "process"
        for child in element.children {
            let isVariable = mayDeclare && child.name == BPMNVocabulary.variable
            if child.namespace == BPMNVocabulary.extensions, !isVariable {
                findings.error(child.line, element.id ?? owner.id, "\(child.name) of our namespace is unknown here")
            }
            refuseOwnElements(child, in: element)
        }
    }

    /// Attributes change what an element means as much as elements do: unknown ones are refused. `owner` carries the
    /// id where the element itself has none.
    mutating func checkAttributes(_ element: XMLElement, owner: XMLElement? = nil) {
        let known = BPMNVocabulary.attributes[element.name] ?? [:]
        let own = BPMNVocabulary.ownAttributes[element.name] ?? []
        let id = element.id ?? owner?.id
        for attribute in element.attributes {
            let (name, value) = (attribute.name, attribute.value)
            if attribute.namespace == BPMNVocabulary.extensions {
                if !own.contains(name) {
                    findings.error(element.line, id, "our attribute \(name) does not belong to \(element.name)")
                }
            } else if attribute.namespace.isEmpty, !BPMNVocabulary.commonAttributes.contains(name) {
                guard let required = known[name] else {
                    findings.error(element.line, id, "attribute \(name) of \(element.name) is not supported")
                    continue
                }
                if let required, required != value {
                    findings.error(element.line, id, "\(name)=\"\(value)\" of \(element.name) is not supported")
                }
            }
        }
    }

    mutating func requiredID(_ element: XMLElement) -> String {
        let id = element.attribute("id") ?? ""
        if id.isEmpty { findings.error(element.line, nil, "\(element.name) has no id") }
        return id
    }

    /// Ids are unique in the whole file, and the diagram speaks of elements that exist.
    private mutating func checkIDs(_ root: XMLElement) {
        var lines: [String: Int] = [:]
        var shown: [(id: String, line: Int)] = []
        func visit(_ element: XMLElement) {
            let isForeign =
                element.namespace == BPMNVocabulary.extensions
                || !element.namespace.hasPrefix("http://www.omg.org/spec/")
            if let id = element.id, !isForeign {
                if let line = lines[id] {
                    findings.error(element.line, id, "the id \(id) is given twice, first on line \(line)")
                } else {
                    lines[id] = element.line
                }
            }
            if element.namespace == BPMNVocabulary.diagram, let id = element.attribute("bpmnElement") {
                shown.append((localName(id), element.line))
            }
            for child in element.children { visit(child) }
        }
        visit(root)
        for (id, line) in shown where lines[id] == nil {
            findings.warning(line, id, "the diagram shows \(id), which is not in the file")
        }
    }

    /// A reference is a qualified name: the prefix stands for the file's own namespace.
    func localName(_ reference: String) -> String {
        reference.split(separator: ":").last.map { String($0).trimmed } ?? ""
    }
}

extension XMLElement {
    /// The `id`, where it has one that is not empty.
    var id: String? { attribute("id").flatMap { $0.isEmpty ? nil : $0 } }

    /// The ids of this element and all in it.
    fileprivate var ids: [String] { (id.map { [$0] } ?? []) + children.flatMap(\.ids) }
}
