// Strict access to one element of letter markup.

import Formats

/// An XML element that is asked only for what the vocabulary allows, and says the line when something else is there.
struct MarkupElement {
    private let element: XMLElement

    init(_ element: XMLElement) { self.element = element }

    var name: String { element.name }
    var children: [MarkupElement] { element.children.map(MarkupElement.init) }

    func fault(_ reason: String) -> LetterError { .markupFaulty(line: element.line, reason: reason) }

    /// The attribute's value with single spaces, or empty.
    func attribute(_ name: String) -> String { element.attribute(name).map(singleSpaced) ?? "" }

    func required(_ name: String) throws(LetterError) -> String {
        let value = attribute(name)
        guard !value.isEmpty else { throw fault("'\(self.name)' without '\(name)'") }
        return value
    }

    /// `true`, `false` or absent.
    func flag(_ name: String) throws(LetterError) -> Bool {
        switch attribute(name) {
        case "true": return true
        case "false", "": return false
        default: throw fault("'\(name)' is neither true nor false")
        }
    }

    func choice<Choice: RawRepresentable<String>>(
        _ name: String, otherwise: Choice
    ) throws(LetterError) -> Choice {
        let value = attribute(name)
        if value.isEmpty { return otherwise }
        guard let choice = Choice(rawValue: value) else { throw fault("unknown value of '\(name)'") }
        return choice
    }

    /// Refuses another name, foreign attributes, a namespace, and stray text beside child elements.
    func expect(_ name: String, attributes: [String]) throws(LetterError) {
        guard element.name == name, element.namespace.isEmpty else { throw fault("'\(name)' expected") }
        for attribute in element.attributes where !attributes.contains(attribute.name) {
            throw fault("unknown attribute '\(attribute.name)'")
        }
        if !element.children.isEmpty, !singleSpaced(element.text).isEmpty { throw fault("text beside elements") }
    }

    /// The text of an element that holds nothing else.
    func onlyText(attributes: [String] = []) throws(LetterError) -> String {
        try expect(name, attributes: attributes)
        guard element.children.isEmpty else { throw fault("elements inside '\(name)'") }
        return singleSpaced(element.text)
    }

    /// The texts of children that all have one name.
    func texts(of child: String) throws(LetterError) -> [String] {
        try expect(name, attributes: [])
        var texts: [String] = []
        for element in children {
            guard element.name == child else { throw element.fault("'\(child)' expected") }
            texts.append(try element.onlyText())
        }
        return texts
    }

    /// The texts of children that each stand at most once.
    func parts(_ allowed: [String]) throws(LetterError) -> [String: String] {
        try expect(name, attributes: [])
        var parts: [String: String] = [:]
        for element in children {
            guard allowed.contains(element.name), parts[element.name] == nil else {
                throw element.fault("'\(element.name)' is not allowed here, or stands twice")
            }
            parts[element.name] = try element.onlyText()
        }
        return parts
    }
}

/// Without white space at either end, and one space for every run of spaces, tabs and line ends. The no-break space is
/// no white space here: it holds the gap for a number not given yet.
func singleSpaced(_ text: String) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    for byte in text.utf8 {
        if byte == 32 || byte == 9 || byte == 10 || byte == 13 {
            if let last = bytes.last, last != 32 { bytes.append(32) }
        } else {
            bytes.append(byte)
        }
    }
    if bytes.last == 32 { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
}
