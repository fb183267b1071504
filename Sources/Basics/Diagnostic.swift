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

    /// `FILE:LINE: what`, as compilers print it; warnings say so.
    public var description: String {
        let place = element.map { " (\($0))" } ?? ""
        let kind = severity == .warning ? "warning: " : ""
        return "\(file):\(line): \(kind)\(message)\(place)"
    }
}

extension Sequence<Diagnostic> {
    /// Whether any finding forbids use of the file.
    public var hasErrors: Bool { contains { $0.severity == .error } }
}
