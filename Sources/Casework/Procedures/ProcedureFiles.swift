// The files of one procedure, as bytes: what is loaded, pinned and kept.

import Basics
import Workflow

/// The texts of a procedure by their path inside its folder, and those it shares with the others under `shared/`: the
/// parts of letters and the legal bases. A case keeps both.
public struct ProcedureFiles: Hashable, Sendable {
    /// The name of the folder.
    public var name: String
    public var files: [String: [UInt8]]
    /// Where the folder is, for findings.
    public var folder: String
    /// Where the shared texts are, for findings.
    private var sharedFolder = ""

    public static let sharedPath = "shared/"
    static let legalBasesPath = sharedPath + "legal-bases.xml"
    private static let partsPath = sharedPath + "parts/"

    /// - Parameter files: by path; `shared/` is not a folder of a procedure.
    public init(name: String, files: [String: [UInt8]], folder: String) {
        self.name = name
        self.files = files
        self.folder = folder
    }

    /// Whether a file of the folder of letters, by its path there, is shared by all procedures.
    public static func isShared(_ path: String) -> Bool { path.hasPrefix("parts/") || path == "legal-bases.xml" }

    /// With the shared ones of the files of the folder of letters.
    public func sharing(_ letters: [String: [UInt8]], from folder: String) -> ProcedureFiles {
        var files = self
        files.sharedFolder = folder
        for (path, bytes) in letters where Self.isShared(path) { files.files[Self.sharedPath + path] = bytes }
        return files
    }

    /// The parts that letters share, by the name that letters include them by: `parts/office-heading`.
    var parts: [String: [UInt8]] {
        let found = files.filter { $0.key.hasPrefix(Self.partsPath) && $0.key.hasSuffix(Self.letterEnding) }
        return Dictionary(
            uniqueKeysWithValues: found.map { path, bytes in
                (String(path.dropFirst(Self.sharedPath.count).dropLast(Self.letterEnding.count)), bytes)
            })
    }

    private static let letterEnding = ".xml"

    public static func path(ofPart name: String) -> String { sharedPath + name + letterEnding }

    /// One line a file, `<sha-256> <path>`, in the order of the paths: what a case keeps of its procedure.
    public var manifest: String {
        files.sorted { $0.key < $1.key }.map { "\(Digest(of: $0.value).hex) \($0.key)\n" }.joined()
    }

    /// The paths and digests of a manifest; `nil` for a line that is none.
    public static func read(manifest: String) -> [(path: String, digest: String)]? {
        var entries: [(String, String)] = []
        for line in manifest.split(separator: "\n") {
            guard let space = line.firstIndex(of: " ") else { return nil }
            entries.append((String(line[line.index(after: space)...]), String(line[..<space])))
        }
        return entries
    }

    /// Where a file is, for findings.
    public func place(_ path: String) -> String {
        guard path.hasPrefix(Self.sharedPath) else { return "\(folder)/\(path)" }
        return "\(sharedFolder)/\(path.dropFirst(Self.sharedPath.count))"
    }

    /// The decision models beside one another, for those that import others.
    var imports: ImportSource {
        let models = ending("dmn").map { (path: $0.path, file: ImportedFile(file: place($0.path), bytes: $0.bytes)) }
        return ImportSource(
            at: { location in
                let path = location.hasPrefix("./") ? String(location.dropFirst(2)) : location
                return models.first { $0.path == path }?.file
            }, all: { models.map(\.file) })
    }

    /// The files with that ending at the top of the folder, in order.
    func ending(_ ending: String) -> [(path: String, bytes: [UInt8])] {
        files.filter { $0.key.hasSuffix(".\(ending)") && !$0.key.contains("/") }.sorted { $0.key < $1.key }
            .map { ($0.key, $0.value) }
    }
}
