// What the pages are made of: the folder `Templates` without the letters, checked as a whole.

public import Basics
import Casework
import Records

/// Templates and wording that fit together.
public struct PageTexts: Sendable {
    public let templates: Templates
    public let tables: StringTables

    /// What the folder says, or `nil` when a file cannot be used; all findings of all files are given.
    public static func load(_ folder: String) -> (PageTexts?, [Diagnostic]) {
        var tree = FileTree(folder)
        let files = tree.read().filter { !$0.key.hasPrefix(lettersPath) }
        let (tables, words) = StringTables.load(files, folder: folder)
        let (templates, faults) = Templates.load(files, folder: folder, strings: tables)
        let findings = tree.diagnostics + strangers(files, folder) + missing(files, folder) + words + faults
        guard let templates, !findings.hasErrors else { return (nil, findings) }
        return (PageTexts(templates: templates, tables: tables), findings)
    }

    /// What belongs to the letters and is checked with the papers.
    private static let lettersPath = "letters/"

    /// Pages without a template would be noticed only when somebody asks for them.
    private static func missing(_ files: [String: [UInt8]], _ folder: String) -> [Diagnostic] {
        PageTemplate.allCases.map { Templates.path(of: $0.rawValue) }.filter { files[$0] == nil }.map {
            Diagnostic(file: "\(folder)/\($0)", line: 0, "the file is missing")
        }
    }

    /// Files that belong to nothing: a name that was typed wrongly would otherwise go unseen.
    private static func strangers(_ files: [String: [UInt8]], _ folder: String) -> [Diagnostic] {
        files.keys.sorted().filter { path in
            !Templates.isTemplate(path) && !StringTables.holdsWords(path) && !path.hasSuffix("README.md")
        }.map { Diagnostic(file: "\(folder)/\($0)", line: 0, "the file is no part of a page") }
    }
}
