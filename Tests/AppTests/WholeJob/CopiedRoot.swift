// A copy of the server's files that a test may change.

import Foundation
import TestKit
import Testing

/// A folder with `Public`, `Templates` and `Workflows` of its own.
struct CopiedRoot: Sendable {
    let path: String

    init(below folder: String) throws {
        path = "\(folder)/root"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        for part in ["Public", "Templates", "Workflows"] {
            try FileManager.default.copyItem(atPath: "\(Program.root)/\(part)", toPath: "\(path)/\(part)")
        }
    }

    func write(_ text: String, to file: String) throws {
        try text.write(toFile: "\(path)/\(file)", atomically: true, encoding: .utf8)
    }

    /// Puts other text in the place of some; the file must have it.
    func replace(_ old: String, by new: String, in file: String) throws {
        let text = try String(contentsOfFile: "\(path)/\(file)", encoding: .utf8)
        try #require(text.contains(old), "\(file) has no \(old)")
        try write(text.replacingOccurrences(of: old, with: new), to: file)
    }

    func remove(_ file: String) throws { try FileManager.default.removeItem(atPath: "\(path)/\(file)") }

    /// Adds a procedure of `Tests/Procedures` and the service that names it: files, and nothing else.
    func add(procedure name: String) throws {
        let source = "\(Program.root)/Tests/Procedures"
        try FileManager.default.copyItem(atPath: "\(source)/\(name)", toPath: "\(path)/Workflows/\(name)")
        for file in try FileManager.default.contentsOfDirectory(atPath: source) where file.hasPrefix("\(name).") {
            try FileManager.default.copyItem(
                atPath: "\(source)/\(file)", toPath: "\(path)/Workflows/services/\(file)")
        }
    }
}

/// A text of a file below the root that another one replaces.
struct FileChange: Sendable {
    let file: String
    let old: String
    let new: String

    /// Nothing to look at in a case for the hour or the day it was filed: tests run at night and on Sundays too.
    static let noOddHours = [
        FileChange(file: watch, old: "<text>not([6..21])</text>", new: "<text>not([0..23])</text>"),
        FileChange(file: watch, old: "<text>false</text>", new: "<text>not(true, false)</text>"),
    ]
    private static let watch = "Workflows/written-request/watch.dmn"
}
