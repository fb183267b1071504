// Holds markup against the vocabulary: that of a letter, or the outline of a template with its sections.

import Basics
import Formats

/// Goes through a tree of markup. In the outline of a template a section may be left out or taken, and a value that
/// prints a fact may be anything: only what no fact can put right is a fault, and what may stand too often.
struct VocabularyCheck {
    struct Fault: Hashable {
        var line: Int
        var reason: String
    }

    private(set) var faults: [Fault] = []

    mutating func run(_ root: XMLElement) {
        guard root.name == "letter", root.namespace.isEmpty else { return say(root, "'letter' expected") }
        check(root, LetterVocabulary.letter)
    }

    private mutating func check(_ element: XMLElement, _ rule: MarkupRule) {
        attributes(element, rule)
        switch rule.content {
        case .text: text(element, in: element.name)
        case .elements(let rules, let most):
            elements(element, rules, in: element)
            for (name, most) in most where MarkupCount.most(of: name, in: element) > most {
                say(element, "'\(name)' is not allowed here \(most == 1 ? "twice" : "more than \(most) times")")
            }
        case .table(let rules):
            elements(element, rules, in: element)
            table(element)
        }
    }

    // MARK: Attributes

    private mutating func attributes(_ element: XMLElement, _ rule: MarkupRule) {
        for attribute in element.attributes {
            guard attribute.namespace.isEmpty, let wanted = rule.attributes[attribute.name] else {
                say(element, "unknown attribute '\(attribute.name)'")
                continue
            }
            let value = singleSpaced(attribute.value)
            guard !value.isEmpty, !LetterOutline.isOpen(value) else { continue }
            if let fault = fault(of: value, wanted, attribute.name) { say(element, fault) }
        }
        for name in rule.needed where singleSpaced(element.attribute(name) ?? "").isEmpty {
            say(element, "'\(element.name)' without '\(name)'")
        }
    }

    private func fault(of value: String, _ wanted: MarkupRule.Value, _ name: String) -> String? {
        switch wanted {
        case .text: return nil
        case .flag: return ["true", "false"].contains(value) ? nil : "'\(name)' is neither true nor false"
        case .date: return LocalDate(value) == nil ? "'\(name)' is no date" : nil
        case .word(let words): return words.contains(value) ? nil : "unknown value of '\(name)'"
        case .size(let sizes):
            let isSize = Int(value).map(sizes.contains) ?? false
            return isSize ? nil : "'\(name)' is neither \(sizes.lowerBound) nor \(sizes.upperBound)"
        case .count: return Int(value).map { $0 > 0 } ?? false ? nil : "'\(name)' is no count"
        case .share:
            let isShare = Double(value).map { $0 > 0 && $0 < 1000 } ?? false
            return isShare ? nil : "a column's \(name) is a positive number"
        }
    }

    // MARK: Content

    /// Nothing but text, however deep in sections.
    private mutating func text(_ element: XMLElement, in name: String) {
        for child in element.children {
            guard LetterOutline.isSection(child) else { return say(child, "elements inside '\(name)'") }
            text(child, in: name)
        }
    }

    private mutating func elements(_ element: XMLElement, _ rules: [String: MarkupRule], in parent: XMLElement) {
        if !singleSpaced(element.text).isEmpty { say(element, "text beside elements") }
        for child in element.children {
            if LetterOutline.isSection(child) {
                elements(child, rules, in: parent)
            } else if child.namespace.isEmpty, let rule = rules[child.name] {
                check(child, rule)
            } else {
                say(child, "unknown element '\(child.name)'\(parent.name == "letter" ? "" : " in '\(parent.name)'")")
            }
        }
    }

    /// Every row has a cell for each column, in whatever way the sections of both come out.
    private mutating func table(_ element: XMLElement) {
        guard MarkupCount.most(of: "column", in: element) > 0 else { return say(element, "a table without columns") }
        for row in MarkupCount.all("tr", in: element) {
            guard let (cells, columns) = MarkupCount.misfit(cells: "td", of: row, columns: "column", of: element) else {
                continue
            }
            say(row, "a row of \(cells) cells in a table of \(columns) columns")
        }
    }

    private mutating func say(_ element: XMLElement, _ reason: String) {
        faults.append(Fault(line: element.line, reason: reason))
    }
}
