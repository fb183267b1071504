// The models that a model imports, each read once.

import Basics

/// A file that a model imports, by the name under which its findings are told.
public struct ImportedFile: Sendable {
    public let file: String
    public let bytes: [UInt8]

    public init(file: String, bytes: [UInt8]) {
        self.file = file
        self.bytes = bytes
    }
}

/// Knows which models are being read, so that those that import one another in a circle come to an end, and which have
/// been, so that one which many import is read once.
final class DecisionImports {
    private let find: (String) -> ImportedFile?
    /// The files that are being read, each imported by the one before it.
    private var open: [String]
    private var known: [String: DecisionModel?] = [:]

    init(for file: String, _ find: @escaping (String) -> ImportedFile?) {
        self.find = find
        open = [file]
    }

    /// The file at the location that an import names.
    func file(at location: String) -> ImportedFile? { find(location) }

    /// Why the file cannot be imported from where the reading stands; `nil` when it can.
    func obstacle(to file: ImportedFile) -> String? {
        if let first = open.firstIndex(of: file.file) {
            let circle = (open[first...] + [file.file]).map { $0.split(separator: "/").last ?? "" }
            return "the model imports itself: \(circle.joined(separator: " > "))"
        }
        return open.count > Limits.decisionImportsMax
            ? "more than \(Limits.decisionImportsMax) models import one another" : nil
    }

    /// The model of a file as far as it can be made, with what is wrong with it the first time it is asked for.
    func model(_ file: ImportedFile) -> (DecisionModel?, [Diagnostic]) {
        if let known = known[file.file] { return (known, []) }
        open.append(file.file)
        let (model, findings) = DecisionLoader.read(file, self)
        open.removeLast()
        known[file.file] = model
        return (model, findings)
    }
}
