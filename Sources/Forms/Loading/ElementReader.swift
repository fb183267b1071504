// Takes values out of an operator's XML file and remembers everything that is wrong with it.

public import Basics
public import Formats

/// Reads attributes and texts of elements. Each wrong one becomes a finding with its line, and reading goes on with a
/// harmless value, so that one run shows all faults of a file. A caller uses what it read only when nothing was wrong.
public struct ElementReader {
    public let file: String
    public private(set) var diagnostics: [Diagnostic] = []

    public init(file: String) { self.file = file }

    /// The root element of `bytes`, which must have that name; `nil` with findings otherwise.
    public mutating func root(_ bytes: [UInt8], named name: String) -> XMLElement? {
        do {
            let root = try XMLReader.read(bytes, file: file)
            guard root.name == name else {
                report(root, "the file must be a <\(name)>, not a <\(root.name)>")
                return nil
            }
            return root
        } catch {
            diagnostics += error.diagnostics
            return nil
        }
    }

    /// Adds a finding about an element.
    public mutating func report(
        _ element: XMLElement, _ message: String, severity: Diagnostic.Severity = .error
    ) {
        let id = element.attribute("key") ?? element.attribute("code") ?? element.attribute("id")
        diagnostics.append(Diagnostic(severity, file: file, line: element.line, element: id, message))
    }

    /// Finds attributes and children that nobody would read: usually a typing error.
    public mutating func expect(_ element: XMLElement, attributes: Set<String>, children: Set<String> = []) {
        for attribute in element.attributes where !attributes.contains(attribute.name) {
            report(element, "<\(element.name)> has no attribute \(attribute.name)")
        }
        for child in element.children where !children.contains(child.name) {
            report(child, "<\(child.name)> has no place in <\(element.name)>")
        }
    }

    /// An attribute that must be there and not be empty; runs of white space in it count as one space.
    public mutating func text(_ name: String, of element: XMLElement) -> String {
        if let value = element.attribute(name).map(ElementReader.paragraph), !value.isEmpty { return value }
        report(element, "<\(element.name)> needs the attribute \(name)")
        return ""
    }

    /// The words of an attribute, each once.
    public mutating func words(_ name: String, of element: XMLElement, isRequired: Bool = true) -> [String] {
        let text = isRequired ? text(name, of: element) : element.attribute(name) ?? ""
        let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
        for (index, word) in words.enumerated() where words[..<index].contains(word) {
            report(element, "\(name) has \(word) twice")
        }
        return words
    }

    /// A code: letters, digits, dots, hyphens and underscores, since it stands in addresses, conditions and keys of
    /// words.
    public mutating func code(_ name: String, of element: XMLElement) -> String {
        let code = text(name, of: element)
        let isCode = code.wholeMatch(of: #/[A-Za-z0-9][A-Za-z0-9._-]*/#) != nil
        if !code.isEmpty, !isCode || code.count > Limits.formKeyCharactersMax {
            report(element, "\(name) is letters, digits, dots and hyphens, not \"\(code)\"")
        }
        return code
    }

    /// A whole number, 0 or more.
    public mutating func number(_ name: String, of element: XMLElement, default value: Int? = nil) -> Int {
        guard let text = element.attribute(name)?.trimmed else {
            if value == nil { report(element, "<\(element.name)> needs the attribute \(name)") }
            return value ?? 0
        }
        if let number = Int(text), number >= 0 { return number }
        report(element, "\(name) must be a whole number, not \"\(text)\"")
        return value ?? 0
    }

    public mutating func flag(_ name: String, of element: XMLElement, default value: Bool) -> Bool {
        switch element.attribute(name)?.trimmed {
        case nil: return value
        case "true": return true
        case "false": return false
        case let text?:
            report(element, "\(name) must be true or false, not \"\(text)\"")
            return value
        }
    }

    /// A day as `yyyy-MM-dd`; `nil` with a finding unless it may be missing.
    public mutating func date(_ name: String, of element: XMLElement, isRequired: Bool = true) -> LocalDate? {
        guard let text = element.attribute(name)?.trimmed else {
            if isRequired { report(element, "<\(element.name)> needs the attribute \(name)") }
            return nil
        }
        if let date = LocalDate(text) { return date }
        report(element, "\(name) must be a day such as 2021-07-05, not \"\(text)\"")
        return nil
    }

    /// An attribute that is one of the words of `Words`.
    public mutating func word<Words: RawRepresentable & CaseIterable>(
        _ name: String, of element: XMLElement, as _: Words.Type
    ) -> Words? where Words.RawValue == String {
        let text = text(name, of: element)
        if let word = Words(rawValue: text) { return word }
        let known = Words.allCases.map(\.rawValue).joined(separator: ", ")
        if !text.isEmpty { report(element, "\(name) must be one of \(known), not \"\(text)\"") }
        return nil
    }

    /// The texts of `<name lang="vi">` and `<name lang="en">`, both of which must be there.
    public mutating func bilingual(_ name: String, of element: XMLElement) -> BilingualText {
        BilingualText(vi: text(name, .vi, of: element), en: text(name, .en, of: element))
    }

    private mutating func text(_ name: String, _ language: Language, of element: XMLElement) -> String {
        let found = element.children(name).filter { $0.attribute("lang") == language.rawValue }
        let text = found.first.map { ElementReader.paragraph($0.text) } ?? ""
        if text.isEmpty || found.count > 1 {
            report(element, "<\(element.name)> needs one <\(name) lang=\"\(language.rawValue)\"> with a text")
        }
        return text
    }

    /// `source` and `mark` of an element.
    public mutating func provenance(of element: XMLElement) -> Provenance {
        Provenance(
            source: text("source", of: element), mark: word("mark", of: element, as: EvidenceMark.self) ?? .unknown)
    }

    /// A text as it was meant: the file may break its lines anywhere.
    public static func paragraph(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ").nfc
    }
}
