// Reads boxed expressions.

import Basics
import FEEL
import Formats

extension DecisionLoading {
    /// The elements that hold logic.
    static let logicNames: Set<String> = [
        "literalExpression", "decisionTable", "context", "invocation", "functionDefinition", "relation", "list",
        "conditional", "filter", "for", "some", "every",
    ]

    /// The logic of an element, with the type it says it has; `name` is what people know it by.
    mutating func logic(_ element: XMLElement, named name: String) -> Logic {
        let logic = untyped(element, named: name)
        guard element.attribute("typeRef") != nil else { return logic }
        let type = type(of: element)
        // The outputs of a table are typed column by column, which says more.
        if case .table = logic { return logic }
        return type.isKnown ? .typed(logic, type) : logic
    }

    private mutating func untyped(_ element: XMLElement, named name: String) -> Logic {
        switch element.name {
        case "literalExpression":
            if isEmpty(element) { warn(element, "the expression is empty: it is always null") }
            return placed(element).map(Logic.expression) ?? .none
        case "decisionTable": return table(element, named: name).map(Logic.table) ?? .none
        case "context": return .context(element.children("contextEntry").map { entry($0, named: name) })
        case "invocation": return invocation(element, named: name)
        case "functionDefinition":
            let (parameters, body) = function(element, named: name)
            return .function(parameters, body)
        case "relation":
            let columns = element.children("column").map { self.name(of: $0) }
            return .relation(columns, element.children("row").map { row in inner(row, named: name) })
        case "list": return .list(inner(element, named: name))
        case "conditional":
            return .conditional(
                part(element, "if", name), part(element, "then", name), part(element, "else", name))
        case "filter": return .filter(part(element, "in", name), part(element, "match", name))
        case "for":
            return .loop(
                element.attribute("iteratorVariable") ?? "", part(element, "in", name), part(element, "return", name),
                usesPartial: element.first("return").map(mentionsPartial) ?? false)
        case "some", "every":
            return .quantified(
                isEvery: element.name == "every", element.attribute("iteratorVariable") ?? "",
                part(element, "in", name), part(element, "satisfies", name))
        default:
            fault(element, "<\(element.name)> is not supported")
            return .none
        }
    }

    /// The FEEL of a `literalExpression`, an `inputExpression` or an entry; `nil` with a diagnostic when it is none.
    mutating func expression(_ element: XMLElement) -> FEEL.Expression? {
        guard isFEEL(element) else { return nil }
        guard let text = element.first("text"), !Vocabulary.canonical(text.text).isEmpty else {
            if element.first("importedValues") != nil { fault(element, "imported values are not supported") }
            return nil
        }
        do {
            return try FEEL.Expression.parse(text.text, vocabulary)
        } catch {
            fault(text, "this is no FEEL: \(error)")
            return nil
        }
    }

    /// Whether the element holds FEEL; a diagnostic says that it does not. The language of the file counts where the
    /// element names none, and is told of once.
    mutating func isFEEL(_ element: XMLElement) -> Bool {
        guard let language = element.attribute("expressionLanguage"), !language.isEmpty else {
            guard let foreignLanguage else { return true }
            if !diagnostics.contains(foreignLanguage) { diagnostics.append(foreignLanguage) }
            spoil(foreignLanguage)
            return false
        }
        if DecisionLoader.isFEEL(language) { return true }
        fault(element, "the expression language '\(language)' is not supported")
        return false
    }

    /// Whether nothing stands where an expression could.
    func isEmpty(_ element: XMLElement) -> Bool {
        element.first("importedValues") == nil && Vocabulary.canonical(element.first("text")?.text ?? "").isEmpty
    }

    /// The same with its line.
    mutating func placed(_ element: XMLElement) -> PlacedExpression? {
        let line = element.first("text")?.line ?? element.line
        return expression(element).map { PlacedExpression(expression: $0, line: line) }
    }

    /// Parameters and body of a function definition.
    mutating func function(_ element: XMLElement, named name: String) -> ([TypedName], Logic) {
        if let kind = element.attribute("kind"), kind != "FEEL" {
            fault(element, "functions of kind '\(kind)' are not supported")
            return ([], .none)
        }
        var parameters: [TypedName] = []
        for parameter in element.children("formalParameter") {
            parameters.append(TypedName(name: self.name(of: parameter), type: type(of: parameter)))
        }
        let body = inner(element, named: name)
        return (parameters, body.first ?? .none)
    }

    private func mentionsPartial(_ element: XMLElement) -> Bool {
        element.text.contains("partial") || element.children.contains(where: mentionsPartial)
    }

    private mutating func inner(_ element: XMLElement, named name: String) -> [Logic] {
        var logics: [Logic] = []
        for child in element.children where Self.logicNames.contains(child.name) {
            logics.append(logic(child, named: name))
        }
        return logics
    }

    private mutating func part(_ element: XMLElement, _ part: String, _ name: String) -> Logic {
        guard let child = element.first(part), let logic = inner(child, named: name).first else {
            fault(element, "<\(element.name)> has no <\(part)>")
            return .none
        }
        return logic
    }

    private mutating func entry(_ element: XMLElement, named name: String) -> LogicEntry {
        let variable = element.first("variable").map { TypedName(name: self.name(of: $0), type: type(of: $0)) }
        let logic = inner(element, named: variable?.name ?? name).first
        if logic == nil { warn(element, "this entry has no logic: it is always null") }
        return LogicEntry(variable: variable, line: element.line, logic: logic ?? .none)
    }

    private mutating func invocation(_ element: XMLElement, named name: String) -> Logic {
        guard let callee = inner(element, named: name).first else {
            fault(element, "the invocation does not say what it calls")
            return .none
        }
        var bindings: [LogicBinding] = []
        for binding in element.children("binding") {
            guard let parameter = binding.first("parameter") else {
                fault(binding, "the binding has no parameter")
                continue
            }
            let value = inner(binding, named: name).first ?? .none
            bindings.append(LogicBinding(name: self.name(of: parameter), line: parameter.line, value: value))
        }
        return .invocation(callee, bindings, line: element.line)
    }
}
