// Checks files and folders by name, each as far as it belongs to something.

public import Basics
import Casework
import Foundation
import Workflow

/// What there is to check at a path that is not a whole site, and what is wrong with it.
public struct WorkflowCheck {
    private let letters: LettersFolder

    /// A path at which there is nothing to check.
    public struct NothingThere: Error, CustomStringConvertible {
        public let description: String
    }

    /// `letters` is the folder `Templates/letters`.
    public init(letters: String) { self.letters = LettersFolder(letters) }

    public func findings(at path: String) throws(NothingThere) -> [Diagnostic] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw NothingThere(description: "\(path) does not exist")
        }
        guard isFolder.boolValue else { return file(path) }
        if isProcedure(path) { return procedure(path) }
        return try search(path)
    }

    /// Every procedure below the folder, and every other model by itself.
    private func search(_ path: String) throws(NothingThere) -> [Diagnostic] {
        // A folder that is a link is searched like any other.
        let folder = URL(filePath: path).resolvingSymlinksInPath().path
        guard let walk = FileManager.default.enumerator(atPath: folder) else {
            throw NothingThere(description: "\(path) cannot be read")
        }
        let names = walk.compactMap { $0 as? String }.filter { $0.hasSuffix(".bpmn") || $0.hasSuffix(".dmn") }
        if names.isEmpty { throw NothingThere(description: "there is no .bpmn or .dmn file below \(path)") }
        var seen: Set<String> = []
        return names.sorted().flatMap { name -> [Diagnostic] in
            let file = "\(path)/\(name)"
            let home = folderName(of: file)
            guard isProcedure(home) else { return self.file(file) }
            return seen.insert(home).inserted ? procedure(home) : []
        }
    }

    private func file(_ path: String) -> [Diagnostic] {
        let home = folderName(of: path)
        if isProcedure(home) { return procedure(home) }
        guard let content = FileManager.default.contents(atPath: path) else {
            return [Diagnostic(file: path, line: 0, "the file cannot be read")]
        }
        switch URL(filePath: path).pathExtension {
        case "bpmn":
            return ProcessLoader.load(Array(content), file: path, vocabulary: Procedure.words).1
        case "dmn": return DecisionLoader.load(Array(content), file: path).1
        default: return [Diagnostic(file: path, line: 0, "neither a .bpmn nor a .dmn file")]
        }
    }

    private func procedure(_ path: String) -> [Diagnostic] {
        var tree = FileTree(path)
        let name = URL(filePath: path).standardizedFileURL.lastPathComponent
        let own = tree.read()
        return tree.diagnostics + letters.diagnostics + letters.procedure(name, own, in: path).1
    }

    /// A folder with a process and a form is a procedure.
    private func isProcedure(_ path: String) -> Bool {
        exists(Procedure.processPath, in: path) && exists(Procedure.formPath, in: path)
    }

    private func exists(_ name: String, in folder: String) -> Bool {
        FileManager.default.fileExists(atPath: "\(folder)/\(name)")
    }

    private func folderName(of path: String) -> String {
        let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        if folder.isEmpty { return path.hasPrefix("/") ? "/" : "." }
        return folder
    }
}
