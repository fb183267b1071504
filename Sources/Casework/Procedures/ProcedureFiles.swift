// The files of one procedure, as bytes: what is loaded, pinned and kept.

import Basics

/// The texts of a procedure by their path inside its folder.
public struct ProcedureFiles: Hashable, Sendable {
    /// The name of the folder.
    public var name: String
    public var files: [String: [UInt8]]
    /// Where the folder is, for findings.
    public var folder: String

    public init(name: String, files: [String: [UInt8]], folder: String) {
        self.name = name
        self.files = files
        self.folder = folder
    }

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

    func place(_ path: String) -> String { "\(folder)/\(path)" }

    /// The files with that ending at the top of the folder, in order.
    func ending(_ ending: String) -> [(path: String, bytes: [UInt8])] {
        files.filter { $0.key.hasSuffix(".\(ending)") && !$0.key.contains("/") }.sorted { $0.key < $1.key }
            .map { ($0.key, $0.value) }
    }
}
