// Writes XML text: escaped, indented, and the same bytes for the same calls.

/// Builds one XML 1.0 document in UTF-8, tag by tag.
///
/// Text can hold anything: what XML cannot carry even as a reference (control characters, U+FFFE, U+FFFF) becomes
/// U+FFFD, so that a stray byte in a name never makes a file nobody can read. Names of elements and attributes come
/// from the program, not from people: a malformed one is a programmer's error.
public struct XMLWriter: Sendable {
    /// The document so far, or since `take`; complete once every element is closed.
    public private(set) var bytes: [UInt8] = []
    private let indent: Int
    private var open: [OpenElement] = []

    private struct OpenElement {
        var name: String
        /// Whether `>` was written, because something stands inside.
        var hasContent = false
        /// Whether character data stands inside: then white space would change its meaning.
        var hasText = false
    }

    /// - Parameters:
    ///   - indent: spaces for every level; 0 writes everything on one line.
    ///   - declaration: whether `<?xml …?>` stands first.
    public init(indent: Int = 2, declaration: Bool = true) {
        self.indent = indent
        if declaration { write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n") }
    }

    /// Begins an element; its attributes stand in the order given.
    public mutating func open(_ name: String, attributes: [(String, String)] = []) {
        precondition(XMLWriter.isName(name), "\(name) is no name of an element")
        startContent(isText: false)
        write("<\(name)")
        for (key, value) in attributes {
            precondition(XMLWriter.isName(key), "\(key) is no name of an attribute")
            write(" \(key)=\"")
            escape(value, inAttribute: true)
            write("\"")
        }
        open.append(OpenElement(name: name))
    }

    /// Character data of the element that is open.
    public mutating func text(_ text: String) {
        precondition(!open.isEmpty, "character data stands in an element")
        startContent(isText: true)
        escape(text, inAttribute: false)
    }

    /// Ends the element opened last.
    public mutating func close() {
        precondition(!open.isEmpty, "an element must be open to be closed")
        let element = open.removeLast()
        if element.hasContent {
            if !element.hasText { breakLine() }
            write("</\(element.name)>")
        } else {
            write("/>")
        }
        if open.isEmpty { write("\n") }
    }

    /// A whole element with nothing but text in it.
    public mutating func element(_ name: String, attributes: [(String, String)] = [], text: String = "") {
        open(name, attributes: attributes)
        if !text.isEmpty { self.text(text) }
        close()
    }

    /// Hands over what was written since, so that a long document can be sent in pieces.
    public mutating func take() -> [UInt8] {
        defer { bytes.removeAll(keepingCapacity: true) }
        return bytes
    }

    private mutating func startContent(isText: Bool) {
        guard !open.isEmpty else { return }
        let last = open.count - 1
        if !open[last].hasContent { write(">") }
        open[last].hasContent = true
        if isText { open[last].hasText = true } else if !open[last].hasText { breakLine() }
    }

    private mutating func breakLine() {
        guard indent > 0 else { return }
        bytes.append(UInt8(ascii: "\n"))
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indent * open.count))
    }

    private mutating func write(_ text: String) { bytes.append(contentsOf: text.utf8) }

    private mutating func escape(_ text: String, inAttribute: Bool) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": write("&amp;")
            case "<": write("&lt;")
            case ">": write("&gt;")
            case "\"" where inAttribute: write("&quot;")
            // A reader turns these into spaces or drops them, unless they are written as references.
            case "\t" where inAttribute: write("&#9;")
            case "\n" where inAttribute: write("&#10;")
            case "\r": write("&#13;")
            case "\t", "\n", "\u{20}"..."\u{FFFD}", "\u{10000}"...: bytes.append(contentsOf: String(scalar).utf8)
            default: write("\u{FFFD}")
            }
        }
    }

    /// A name with at most one prefix. Only ASCII is taken: our formats use no other.
    private static func isName(_ name: String) -> Bool {
        let parts = name.split(separator: ":", omittingEmptySubsequences: false)
        return parts.count <= 2
            && parts.allSatisfy { part in
                guard let first = part.utf8.first, isLetter(first) else { return false }
                return part.utf8.allSatisfy { isLetter($0) || (48...57).contains($0) || $0 == 45 || $0 == 46 }
            }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (65...90).contains(byte) || (97...122).contains(byte) || byte == UInt8(ascii: "_")
    }
}
