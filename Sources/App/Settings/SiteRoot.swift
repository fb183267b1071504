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

    private static func missing(in root: String) -> String? {
        folders.first { name in
            var isFolder: ObjCBool = false
            return !FileManager.default.fileExists(atPath: "\(root)/\(name)", isDirectory: &isFolder)
                || !isFolder.boolValue
        }
    }

    /// The program's own file; argument 0 may be a bare name from the search path.
    private static var programPath: String {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))  // absent outside Linux
            ?? CommandLine.arguments[0]
    }
}
