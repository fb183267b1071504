// Reads what the expressions of a process may look at.

import Basics
import FEEL
import Formats

extension ProcessParser {
    /// The `<variable name="useUntil" type="date" from="use.until"/>` elements of our namespace in the process's
    /// `extensionElements`.
    mutating func parseVariables(_ process: XMLElement) {
        let places = process.children("extensionElements", namespace: BPMNVocabulary.model)
        for place in places {
            for element in place.children(BPMNVocabulary.variable, namespace: BPMNVocabulary.extensions) {
                if let variable = variable(element) { draft.variables.append(variable) }
            }
        }
    }

    /// A declaration; `nil` after saying what is wrong with it.
    private mutating func variable(_ element: XMLElement) -> ProcessVariable? {
        func attribute(_ name: String) -> String { element.attribute(name)?.trimmed ?? "" }
        let (name, type, source) = (attribute("name"), attribute("type"), attribute("from"))
        for attribute in element.attributes where !BPMNVocabulary.variableAttributes.contains(attribute.name) {
            findings.error(element.line, nil, "a variable has no attribute \(attribute.name)")
        }
        for (attribute, value) in [("name", name), ("type", type), ("from", source)] where value.isEmpty {
            findings.error(element.line, nil, "a variable needs the attribute \(attribute)")
            return nil
        }
        guard isName(name), name != ProcessParser.outcome else {
            findings.error(element.line, nil, "\(name) is no name for a variable")
            return nil
        }
        guard !draft.variables.contains(where: { $0.name == name }) else {
            findings.error(element.line, nil, "the variable \(name) is declared twice")
            return nil
        }
        guard let declared = FEELType(name: type) else {
            findings.error(element.line, nil, "there is no type \(type)")
            return nil
        }
        if let sources = vocabulary.sources {
            guard let given = sources[source] else {
                findings.error(element.line, nil, "there is no fact \(source) of a case")
                return nil
            }
            if !given.isSame(as: declared) {
                findings.error(element.line, nil, "\(source) is of type \(given), not \(type)")
            }
        }
        return ProcessVariable(name: name, type: type, source: source, line: element.line)
    }

    /// The variable that is always there: how the task that was just done came out.
    static let outcome = "outcome"

    /// A name that FEEL reads as one variable.
    func isName(_ text: String) -> Bool {
        text.utf8.enumerated().allSatisfy { index, byte in
            (65...90).contains(byte) || (97...122).contains(byte) || byte == UInt8(ascii: "_")
                || (index > 0 && (48...57).contains(byte))
        }
    }
}
