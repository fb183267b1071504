// Files that come into the folder, whatever they are.

import Basics
import Foundation
import TestKit
import Testing

@testable import Records

struct FileTreeTests {
    /// A folder, handed over and removed.
    private func withFolder(_ body: (_ folder: URL) throws -> Void) throws {
        let site = URL(filePath: try Program.temporaryFolder())
        defer { try? FileManager.default.removeItem(at: site) }  // the system clears what is left
        let folder = site.appending(path: "services")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try body(folder)
    }

    private func write(_ text: String, _ file: URL) throws { try Data(text.utf8).write(to: file) }

    private func link(_ file: URL, to target: String) throws {
        try FileManager.default.createSymbolicLink(atPath: file.path, withDestinationPath: target)
    }

    private func read(_ folder: URL) -> (files: [String: [UInt8]], findings: [Diagnostic]) {
        var tree = FileTree(folder.path)
        let files = tree.read()
        return (files, tree.diagnostics)
    }

    /// The findings, with the name of the file in place of its path.
    private func findings(_ folder: URL) -> [String] {
        read(folder).findings.map { finding in
            #expect(finding.line == 0 && finding.severity == .error)
            return "\(finding.file.split(separator: "/").last ?? ""): \(finding.message)"
        }
    }

    @Test func takesTheFilesOfAllFoldersButHiddenOnes() throws {
        try withFolder { folder in
            let inner = folder.appending(path: "letters")
            try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
            for name in ["b.xml", "letters/a.xml", ".swp", "letters/.hidden"] {
                try write(name, folder.appending(path: name))
            }
            let (files, findings) = read(folder)
            #expect(files == ["b.xml": Array("b.xml".utf8), "letters/a.xml": Array("letters/a.xml".utf8)])
            #expect(findings == [])
        }
    }

    @Test func linksWithinTheFolderAreFollowedAndOthersAreNot() throws {
        try withFolder { folder in
            let outside = folder.deletingLastPathComponent().appending(path: "services-outside.xml")
            try write("secret", outside)
            try write("a", folder.appending(path: "a.xml"))
            try link(folder.appending(path: "b.xml"), to: "a.xml")
            try link(folder.appending(path: "c.xml"), to: outside.path)
            try link(folder.appending(path: "d.xml"), to: "../services-outside.xml")
            try link(folder.appending(path: "e.xml"), to: "nothing.xml")
            try link(folder.appending(path: "f.xml"), to: "f.xml")
            try link(folder.appending(path: "g.xml"), to: "/etc/hostname")
            #expect(read(folder).files == ["a.xml": [97], "b.xml": [97]])
            let refused = findings(folder)
            #expect(refused.map { String($0.prefix(5)) } == ["c.xml", "d.xml", "e.xml", "f.xml", "g.xml"])
            for index in [0, 1, 4] { #expect(refused[index].hasSuffix("the link leads out of the folder")) }
            // The folder itself may be reached by a link.
            let other = folder.deletingLastPathComponent().appending(path: "link")
            try link(other, to: folder.path)
            #expect(read(other).files.count == 2)
        }
    }

    @Test func whatIsNoReadableFileIsNamed() throws {
        try withFolder { folder in
            #expect(mkfifo(folder.appending(path: "pipe.xml").path, 0o600) == 0)
            try Data(count: Limits.xmlBytesMax + 1).write(to: folder.appending(path: "huge.xml"))
            #expect(
                findings(folder) == [
                    "huge.xml: the file has more than \(Limits.xmlBytesMax) bytes", "pipe.xml: this is no file",
                ])
        }
        #expect(findings(URL(filePath: "/nonexistent/services")) == ["services: the folder cannot be read"])
    }

    @Test func aFileTooManyIsNamedAndNotRead() throws {
        try withFolder { folder in
            for index in 0..<10_000 {
                try link(folder.appending(path: "\(index).xml"), to: "/nonexistent/\(index).xml")
            }
            let found = findings(folder)
            #expect(found.count == 10_000, "one finding each")
            let unread = found.filter {
                $0.hasSuffix("not read: the folder holds more than \(Limits.workflowFilesMax) files")
            }
            #expect(unread.count == 10_000 - Limits.workflowFilesMax)
        }
    }
}
