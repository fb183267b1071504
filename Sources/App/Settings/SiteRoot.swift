// The folder with the files that an operator may see and replace.

import Foundation

/// Finds the folder that holds `Templates`, `Workflows` and `Public`.
enum SiteRoot {
    private static let folders = ["Templates", "Workflows", "Public"]

    /// The working directory, or the nearest folder above the program, so that a built program runs from anywhere.
    static func find() throws -> String {
        if missing(in: ".") == nil { return "." }
        var folder = URL(filePath: programPath).deletingLastPathComponent()
        while folder.pathComponents.count > 1 {
            if missing(in: folder.path) == nil { return folder.path }
            folder.deleteLastPathComponent()
        }
        throw CommandFault("no folder with \(folders.joined(separator: ", ")) was found; name it with --root")
    }

    static func check(_ root: String) throws -> String {
        if let name = missing(in: root) { throw CommandFault("the folder '\(root)' has no folder '\(name)'") }
        return root
    }

    /// The files of a site at that path, if it is one: the whole folder, or a `Workflows` (which has services) that
    /// goes with the `Templates` under `root`.
    static func files(at path: String, of root: String) -> SiteFiles? {
        if holds("Workflows", path), holds("Templates", path) { return SiteFiles(root: path) }
        return holds("services", path) ? SiteFiles(workflows: path, templates: "\(root)/Templates") : nil
    }

    private static func missing(in root: String) -> String? {
        folders.first { !holds($0, root) }
    }

    private static func holds(_ name: String, _ folder: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: "\(folder)/\(name)", isDirectory: &isFolder) && isFolder.boolValue
    }

    /// The program's own file; argument 0 may be a bare name from the search path.
    private static var programPath: String {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))  // absent outside Linux
            ?? CommandLine.arguments[0]
    }
}
