// Takes the files of the catalogue from their folder.

import Basics
import Foundation

/// The folder of services. Operators add files to it, so each is looked at before it is read: how large it is, that it
/// is a file, and that no link leads out of the folder.
struct ServiceFolder {
    let path: String

    /// The files that can be read, and a finding for each that cannot. No more than `Limits.servicesMax` are read.
    func read() -> (files: [(file: String, bytes: [UInt8])], findings: [Diagnostic]) {
        // Why a folder cannot be listed matters less than which: the finding names it.
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
            return ([], [Diagnostic(file: path, line: 0, "the folder cannot be read")])
        }
        let root = URL(filePath: path).resolvingSymlinksInPath().path
        var files: [(file: String, bytes: [UInt8])] = []
        var findings: [Diagnostic] = []
        for (index, name) in names.filter({ $0.hasSuffix(".xml") }).sorted().enumerated() {
            let file = "\(path)/\(name)"
            let content: Result<[UInt8], Refusal> =
                index < Limits.servicesMax
                ? Result { () throws(Refusal) in try ServiceFolder.content(of: file, below: root) }
                : .failure(Refusal("not read: the folder holds more than \(Limits.servicesMax) services"))
            switch content {
            case .success(let bytes): files.append((file, bytes))
            case .failure(let refusal): findings.append(Diagnostic(file: file, line: 0, refusal.message))
            }
        }
        return (files, findings)
    }

    private struct Refusal: Error {
        let message: String
        init(_ message: String) { self.message = message }
    }

    private static func content(of file: String, below root: String) throws(Refusal) -> [UInt8] {
        // The real path of the folder ends where the file's name begins; links within the folder are welcome, since
        // some deployments place files by them.
        let real = URL(filePath: file).resolvingSymlinksInPath().path
        guard real.hasPrefix("\(root)/") else { throw Refusal("the link leads out of the folder") }
        // Whatever stands against looking at it stands against reading it.
        guard let facts = try? FileManager.default.attributesOfItem(atPath: real) else {
            throw Refusal("the file cannot be read")
        }
        guard facts[.type] as? FileAttributeType == .typeRegular else { throw Refusal("this is no file") }
        guard let size = facts[.size] as? Int, size <= Limits.serviceBytesMax else {
            throw Refusal("the file is larger than \(Limits.serviceBytesMax) bytes")
        }
        guard let data = FileManager.default.contents(atPath: real) else { throw Refusal("the file cannot be read") }
        return Array(data)
    }
}
