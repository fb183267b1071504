// A file that is handed to another program and leaves nothing behind.

public import Foundation
import Storage

/// A temporary file that has no name any more: nobody else can open it, and nothing of it stays after a crash.
public enum NamelessFile {
    /// One with that content, to be read from its beginning.
    public static func holding(_ content: [UInt8]) throws -> FileHandle {
        let folder = FileManager.default.temporaryDirectory.path
        let handle = try empty(in: folder)
        do {
            try handle.write(contentsOf: Data(content))
            try handle.seek(toOffset: 0)
        } catch {
            throw StorageError.unavailable("a temporary file in \(folder) cannot be written: \(error)")
        }
        return handle
    }

    /// One without anything in it yet, which lies in that folder.
    static func empty(in folder: String) throws -> FileHandle {
        var template = Array("\(folder)/trinhky-XXXXXX".utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw StorageError.unavailable("no temporary file in \(folder)") }
        unlink(template)
        return FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }
}
