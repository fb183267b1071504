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

/// Where the files of imported models come from.
public struct ImportSource {
    /// The file at a location as an import writes it. Two ways of writing one location must give one `file`.
    let at: (String) -> ImportedFile?
    /// All models that stand beside, for imports that give no location.
    let all: () -> [ImportedFile]

    public init(at: @escaping (String) -> ImportedFile?, all: @escaping () -> [ImportedFile]) {
        self.at = at
        self.all = all
    }

    /// For a file that stands alone.
    public static var nothing: ImportSource { ImportSource(at: { _ in nil }, all: { [] }) }
}

/// Knows which models are being read, so that those that import one another in a circle come to an end, and which have
/// been, so that one which many import is read once.
final class DecisionImports {
    private let source: ImportSource
    /// The files that are being read, each imported by the one before it.
    private var open: [String]
    private var known: [String: DecisionModel?] = [:]

    /// The models that stand beside, by their namespaces; of two with one namespace the first.
    private lazy var namespaces: [String: ImportedFile] = {
        let named = source.all().compactMap { file in
            DecisionLoader.namespace(of: file.bytes, file: file.file).map { ($0, file) }
        }
        return Dictionary(named) { first, _ in first }
    }()

    init(for file: String, _ source: ImportSource) {
        self.source = source
        open = [file]
    }

    /// The file that an import means: the one at its location, or else the one of its namespace. A location need not be
    /// given (DMN 1.5 §6.3.3).
    func file(at location: String?, namespace: String) -> ImportedFile? {
        guard let location else { return namespaces[namespace] }
        return source.at(location)
    }

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
