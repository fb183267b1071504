// The folder `Templates/letters`: what the letters of all procedures share, and the sheets that belong to no case.

import Basics
import Casework
import Letters
import Workflow

/// Reads the folder once; puts what is shared into every procedure, and loads procedures with their letters: the one
/// way of `serve`, `workflow check` and the tests.
struct LettersFolder {
    /// What is wrong with the folder itself.
    let diagnostics: [Diagnostic]
    private let folder: String
    private let files: [String: [UInt8]]

    init(_ path: String) {
        var tree = FileTree(path)
        files = tree.read()
        folder = path
        diagnostics = tree.diagnostics
    }

    /// The sheets, or `nil` when a file cannot be used.
    func sheets() -> (LetterComposer?, [Diagnostic]) {
        let own = files.filter { !ProcedureFiles.isShared($0.key) }
        let texts = ProcedureFiles(name: "letters", files: own, folder: folder).sharing(files, from: folder)
        let (papers, findings) = PaperCatalogue.loadSheets(texts)
        let paths = own.keys.filter { $0.hasSuffix(".xml") && $0 != PaperCatalogue.path }.sorted()
        let markup = LetterMarkupCheck.findings(paths, of: texts, knowing: findings)
        guard let papers, markup.isEmpty else { return (nil, findings + markup) }
        let (letters, faults) = Self.compile(papers, texts)
        return (letters, findings + faults)
    }

    /// A procedure out of the files of its folder, or `nil` when one of them cannot be used.
    func procedure(
        _ name: String, _ own: [String: [UInt8]], in place: String
    ) -> (CurrentProcedure?, [Diagnostic]) {
        let taken = own.keys.filter { $0.hasPrefix(ProcedureFiles.sharedPath) }.sorted().map { path in
            Diagnostic(file: "\(place)/\(path)", line: 0, "what procedures share lies in \(folder)")
        }
        let files = ProcedureFiles(name: name, files: own, folder: place).sharing(files, from: folder)
        let (procedure, findings) = Procedure.load(files)
        let paths = own.keys.filter { $0.hasPrefix(PaperCatalogue.lettersPath) }.sorted()
        let markup = LetterMarkupCheck.findings(paths, of: files, knowing: findings)
        guard let procedure, markup.isEmpty else { return (nil, taken + findings + markup) }
        let (letters, faults) = Self.compile(procedure.papers, files)
        guard let letters, taken.isEmpty, faults.isEmpty else { return (nil, findings + taken + faults) }
        return (CurrentProcedure(procedure: procedure, files: files, letters: letters), findings)
    }

    /// The letters that passed the check, compiled; what mustache still finds is told like any other fault.
    private static func compile(
        _ papers: PaperCatalogue, _ files: ProcedureFiles
    ) -> (LetterComposer?, [Diagnostic]) {
        do {
            return (try LetterComposer(papers), [])
        } catch {
            return (
                nil,
                [Diagnostic(file: files.place(PaperCatalogue.path), line: 0, "the letters cannot be used: \(error)")]
            )
        }
    }
}
