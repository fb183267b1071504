// Files with secrets of the server: written in one step, for their owner alone.

import Foundation

/// Why a file with secrets does not do. The text is for operators and the log; it never has a secret in it.
public struct SecretFault: Error, Hashable, CustomStringConvertible, Sendable {
    public let description: String

    init(_ description: String) { self.description = description }
}

/// A file that only its owner may read.
struct SecretFile {
    let path: String

    var exists: Bool { FileManager.default.fileExists(atPath: path) }

    func read() throws(SecretFault) -> String {
        guard let content = FileManager.default.contents(atPath: path) else {
            throw SecretFault("\(path) cannot be read")
        }
        return String(decoding: content, as: UTF8.self)
    }

    /// Writes it and syncs it and its folder: a key in use must not be lost with a power cut. Whoever reads it
    /// meanwhile has the old content or the new one.
    func write(_ text: String) throws {
        let beside = "\(path).new"
        // What a broken run left is nobody's.
        unlink(beside)
        let descriptor = Foundation.open(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw SecretFault("\(beside) cannot be made") }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        try handle.write(contentsOf: Data(text.utf8))
        try handle.synchronize()
        try handle.close()
        guard rename(beside, path) == 0 else { throw SecretFault("\(path) cannot be written") }
        try syncFolder()
    }

    /// Does `body` while no other process does the same: of two that make the file at once, one would lose what it
    /// keeps by it.
    func alone<T>(_ body: () throws -> T) throws -> T {
        let descriptor = Foundation.open("\(path).lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw SecretFault("\(path).lock cannot be opened") }
        defer { Foundation.close(descriptor) }
        guard flock(descriptor, LOCK_EX) == 0 else { throw SecretFault("\(path).lock cannot be held") }
        return try body()
    }

    private func syncFolder() throws {
        let folder = URL(filePath: path).deletingLastPathComponent().path
        let descriptor = Foundation.open(folder, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw SecretFault("\(folder) cannot be opened") }
        defer { Foundation.close(descriptor) }
        guard fsync(descriptor) == 0 else { throw SecretFault("\(folder) cannot be synced") }
    }
}
