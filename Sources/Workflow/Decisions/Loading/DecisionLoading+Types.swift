// Reads item definitions.

import Basics
import FEEL
import Formats

extension DecisionLoading {
    /// Reads all item definitions; one may use another that stands further down.
    mutating func readTypes(_ root: XMLElement) {
        var pending: [String: XMLElement] = [:]
        for element in root.children("itemDefinition") {
            let name = name(of: element)
            if let other = pending[name] {
                typeBeingRead = name
                fault(element, "the type '\(name)' is defined on line \(other.line) already")
            } else {
                pending[name] = element
            }
        }
        for name in pending.keys.sorted() { define(name, pending, []) }
        typeBeingRead = nil
    }

    /// The type a `typeRef` names; a name that nothing defines is a fault.
    mutating func type(of element: XMLElement) -> FEELType {
        guard let reference = typeReference(element) else { return .any }
        if let fault = typeFaults[reference] { spoil(fault) }
        if let type = type(named: reference) { return type }
        fault(element, "nothing defines the type '\(reference)'")
        return .any
    }

    /// The type of that name; `nil` when nothing defines it.
    private func type(named text: String) -> FEELType? {
        let name = unprefixed(text)
        return vocabulary.types[name] ?? FEELType(name: name) ?? (name == "Undefined" ? .any : nil)
    }

    /// The name of an element's type, without a namespace prefix.
    private func typeReference(_ element: XMLElement) -> String? {
        guard let text = element.attribute("typeRef") ?? element.first("typeRef")?.text else { return nil }
        let name = unprefixed(text)
        return name.isEmpty ? nil : name
    }

    private func unprefixed(_ text: String) -> String {
        let name = Vocabulary.canonical(text)
        guard vocabulary.types[name] == nil, let mark = name.firstIndex(of: ":") else { return name }
        return String(name[name.index(after: mark)...])
    }

    private mutating func define(_ name: String, _ pending: [String: XMLElement], _ path: Set<String>) {
        guard vocabulary.types[name] == nil, let element = pending[name] else { return }
        let outer = typeBeingRead
        typeBeingRead = name
        defer { typeBeingRead = outer }
        if path.contains(name) {
            // A type that contains itself cannot be checked all the way down.
            vocabulary.types[name] = .any
            fault(element, "the type '\(name)' contains itself")
            return
        }
        guard path.count < Limits.xmlDepthMax else {
            vocabulary.types[name] = .any
            fault(element, "types are nested deeper than \(Limits.xmlDepthMax) at '\(name)'")
            return
        }
        let outside = partsSoFar
        partsSoFar = 1
        let type = itemType(element, pending, path.union([name]))
        // Types that hold others twice, over and over, are small in the file and endless to compare.
        let isTooLarge = partsSoFar > Limits.typePartsMax
        if isTooLarge { fault(element, "the type '\(name)' has more than \(Limits.typePartsMax) parts") }
        vocabulary.types[name] = isTooLarge ? .any : type
        typeParts[name] = isTooLarge ? 1 : partsSoFar
        partsSoFar = outside
    }

    private mutating func itemType(
        _ element: XMLElement, _ pending: [String: XMLElement], _ path: Set<String>
    ) -> FEELType {
        var type: FEELType
        let components = element.children("itemComponent")
        if !components.isEmpty {
            var members: [String: FEELType] = [:]
            for component in components { members[self.name(of: component)] = itemType(component, pending, path) }
            type = .context(members)
        } else if let function = element.first("functionItem") {
            type = functionType(function, pending, path)
        } else {
            type = referencedType(element, pending, path)
        }
        let isCollection = element.attribute("isCollection") == "true"
        if let allowed = allowedValues(element, "allowedValues", of: type) { type = .restricted(type, allowed) }
        if isCollection { type = .list(type) }
        if let constraint = allowedValues(element, "typeConstraint", of: type) { type = .restricted(type, constraint) }
        return type
    }

    /// The type that an element refers to, which may stand further down.
    private mutating func referencedType(
        _ element: XMLElement, _ pending: [String: XMLElement], _ path: Set<String>
    ) -> FEELType {
        if let reference = typeReference(element), pending[reference] != nil { define(reference, pending, path) }
        partsSoFar += typeReference(element).flatMap { typeParts[$0] } ?? 1
        return type(of: element)
    }

    /// The type of a function with these parameters and this output (DMN 1.5 §7.3.5).
    private mutating func functionType(
        _ element: XMLElement, _ pending: [String: XMLElement], _ path: Set<String>
    ) -> FEELType {
        var parameters: [FEELType.Parameter] = []
        for parameter in element.children("parameters") {
            parameters.append(FEELType.Parameter(type: referencedType(parameter, pending, path)))
        }
        guard let output = element.attribute("outputTypeRef") else { return .function(parameters, .any) }
        let name = Vocabulary.canonical(output)
        if pending[name] != nil { define(name, pending, path) }
        partsSoFar += typeParts[name] ?? 1
        guard let result = type(named: output) else {
            fault(element, "nothing defines the type '\(output)'")
            return .function(parameters, .any)
        }
        return .function(parameters, result)
    }

    /// The values that a type allows. No names are known there.
    private mutating func allowedValues(_ element: XMLElement, _ name: String, of type: FEELType) -> UnaryTests? {
        guard let cell = allowedValues(element, name) else { return nil }
        for problem in cell.tests.problems(testing: type) where isStrict || problem.isGrave {
            fault(Diagnostic(file: file, line: cell.line, element: element.attribute("id"), problem.message))
        }
        return cell.tests
    }

    /// The unary tests of a child element.
    mutating func allowedValues(_ element: XMLElement, _ name: String) -> TableCell? {
        guard let child = element.first(name), let text = child.first("text"),
            !Vocabulary.canonical(text.text).isEmpty
        else { return nil }
        return tests(text).map { TableCell($0, line: text.line) }
    }

    mutating func tests(_ text: XMLElement) -> UnaryTests? {
        do {
            return try UnaryTests.parse(text.text, vocabulary)
        } catch {
            fault(text, "this is no unary test: \(error)")
            return nil
        }
    }
}
