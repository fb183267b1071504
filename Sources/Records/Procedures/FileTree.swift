// Reads all files of a folder, within bounds, and nothing outside it.

public import Basics
import Foundation

/// The files below a folder by their path inside it. Hidden files (editors leave some) are passed over.
public struct FileTree {
    public private(set) var diagnostics: [Diagnostic] = []
    private let folder: String
    private let root: URL
    private var files: [String: [UInt8]] = [:]

    public init(_ folder: String) {
        self.folder = folder
        root = URL(filePath: folder, directoryHint: .isDirectory).resolvingSymlinksInPath()
    }

    public mutating func read() -> [String: [UInt8]] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: root.path, isDirectory: &isFolder), isFolder.boolValue,
            let walk = FileManager.default.enumerator(atPath: root.path)
        else {
            say("", "the folder cannot be read")
            return [:]
        }
        // Far beyond the bound not even the names are gathered.
        let paths = walk.lazy.compactMap { $0 as? String }
            .filter { !$0.split(separator: "/").contains { $0.hasPrefix(".") } }.prefix(10 * Limits.workflowFilesMax)
        for (index, path) in paths.sorted().enumerated() {
            if index < Limits.workflowFilesMax {
                take(path)
            } else {
                say(path, "not read: the folder holds more than \(Limits.workflowFilesMax) files")
            }
        }
        return files
    }

    /// Reads one file. Whoever can write a link could otherwise have the server read any file of the machine.
    private mutating func take(_ path: String) {
        let place = root.appending(path: path)
        let resolved = place.resolvingSymlinksInPath().path
        guard resolved.hasPrefix(root.path + "/") else { return say(path, "the link leads out of the folder") }
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: resolved, isDirectory: &isFolder) else {
            return say(path, "the link leads nowhere")
        }
        if isFolder.boolValue { return }
        let attributes: [FileAttributeKey: Any]
        do {
            attributes = try FileManager.default.attributesOfItem(atPath: resolved)
        } catch {
            return say(path, "the file cannot be read")
        }
        // A pipe or a device would never end.
        guard attributes[.type] as? FileAttributeType == .typeRegular else { return say(path, "this is no file") }
        guard let size = attributes[.size] as? Int, size <= Limits.xmlBytesMax else {
            return say(path, "the file has more than \(Limits.xmlBytesMax) bytes")
        }
        guard let data = FileManager.default.contents(atPath: resolved) else {
            return say(path, "the file cannot be read")
        }
        files[path] = Array(data)
    }

    private mutating func say(_ path: String, _ what: String) {
        let place = path.isEmpty ? folder : "\(folder)/\(path)"
        diagnostics.append(Diagnostic(file: place, line: 0, what))
    }
}
