// What is wrong, or worth saying, about a file that an operator gave the server.

/// One finding about one place of a file. Loaders collect every finding; only an error stops the file from being used.
public struct Diagnostic: Hashable, Sendable, CustomStringConvertible {
    public enum Severity: String, Sendable { case error, warning }

    public var severity: Severity
    public var file: String
    /// 1-based; 0 when the finding is about the file as a whole.
    public var line: Int
    /// The `id` of the XML element concerned, where it has one.
    public var element: String?
    /// Plain English for the person who maintains the file.
    public var message: String

    public init(
        _ severity: Severity = .error, file: String, line: Int, element: String? = nil, _ message: String
    ) {
        self.severity = severity
        self.file = file
        self.line = line
        self.element = element
        self.message = message
    }

    /// `FILE:LINE: what`, as compilers print it; warnings say so. Always one line: what a file brings along (ids,
    /// names) must not look like another finding, so control characters and line separators are escaped (`\u{a}`).
    public var description: String {
        let place = element.map { " (\($0))" } ?? ""
        let kind = severity == .warning ? "warning: " : ""
        return Diagnostic.onOneLine("\(file):\(line): \(kind)\(message)\(place)")
    }

    private static func onOneLine(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isUnsafe) else { return text }
        var line = ""
        for scalar in text.unicodeScalars {
            if isUnsafe(scalar) {
                line += "\\u{\(String(scalar.value, radix: 16))}"
            } else {
                line.unicodeScalars.append(scalar)
            }
        }
        return line
    }

    /// Controls (terminals obey some), separators of lines, and marks that turn the direction of writing round.
    private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        default: (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
        }
    }
}

extension Sequence<Diagnostic> {
    /// Whether any finding forbids use of the file.
    public var hasErrors: Bool { contains { $0.severity == .error } }
}
