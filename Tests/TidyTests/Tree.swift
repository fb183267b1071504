// The repository as the tidy tests read it: every text file once, as bytes, lines and code.

import Foundation

/// The files of the working tree, without what git ignores.
struct Tree: Sendable {
    /// Read once for all tests.
    static let shared = Tree()

    let root: URL
    /// Names at the top level that git does not ignore.
    let topLevel: [String]
    /// Every file, by its path from the root, in order.
    let files: [TextFile]
    /// Paths of files and folders, for links.
    let paths: Set<String>

    var swift: [TextFile] { files.filter { $0.path.hasSuffix(".swift") } }
    var markdown: [TextFile] { files.filter { $0.path.hasSuffix(".md") } }

    private init() {
        // Resolved, because a checkout may be reached through a link.
        let here = URL(filePath: #filePath).resolvingSymlinksInPath()
        let root = here.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        self.root = root
        let names = (try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? []
        topLevel = names.filter { !Tree.isIgnored($0) }.sorted()
        var files: [TextFile] = []
        var paths: Set<String> = []
        for name in topLevel {
            paths.insert(name)
            let below = FileManager.default.enumerator(atPath: root.appending(path: name).path)
            let inside = (below?.compactMap { $0 as? String } ?? []).map { "\(name)/\($0)" }
            paths.formUnion(inside)
            for path in inside.isEmpty ? [name] : inside {
                if let bytes = FileManager.default.contents(atPath: root.appending(path: path).path) {
                    files.append(TextFile(path: path, bytes: [UInt8](bytes)))
                }
            }
        }
        self.files = files.filter { !$0.isPicture }.sorted { $0.path < $1.path }
        self.paths = paths
    }

    /// What `.gitignore` names at the top level, and what git and editors keep there.
    private static func isIgnored(_ name: String) -> Bool {
        [".git", ".build", ".swiftpm", ".vscode", ".idea", "Package.resolved", "data"].contains(name)
            || name.hasPrefix(".build-") || name.hasSuffix(".sqlite") || name.hasSuffix(".sqlite-shm")
            || name.hasSuffix(".sqlite-wal")
    }
}

/// One file, split into lines.
struct TextFile: Sendable {
    let path: String
    let bytes: [UInt8]
    /// The lines without their ends; empty for a file that is not UTF-8.
    let lines: [String]
    let isUTF8: Bool

    init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
        let text = String(validating: bytes, as: UTF8.self)
        isUTF8 = text != nil
        let pieces = text?.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        lines = pieces?.map { String(Substring($0)) } ?? []
    }

    var isPicture: Bool {
        [".png", ".jpg", ".ico", ".pdf", ".woff2"].contains { path.hasSuffix($0) }
    }

    /// The folder of the target the file belongs to, such as `Casework` or `CaseworkTests`; `nil` outside targets.
    var target: String? {
        let parts = path.split(separator: "/")
        guard parts.count > 2, parts[0] == "Sources" || parts[0] == "Tests" else { return nil }
        return String(parts[1])
    }

    var isTest: Bool { path.hasPrefix("Tests/") }
}
