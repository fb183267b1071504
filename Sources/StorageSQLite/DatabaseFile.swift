// The file of a database as the file system sees it: moved, linked and removed with what SQLite keeps beside it.

import Foundation
public import Storage

/// Steps on whole database files that nobody has open. Each is on disk when it returns.
public enum DatabaseFile {
    /// What SQLite may keep beside a file: the write-ahead log with its index, and the journal of a broken-off write.
    /// They belong to the file of their name and would be applied to any other that takes its place.
    public static let endings = ["-wal", "-shm", "-journal"]

    /// Whether the file alone holds everything: no journal beside it holds more.
    public static func isWhole(_ path: String) -> Bool {
        ["-wal", "-journal"].allSatisfy { (size(of: path + $0) ?? 0) == 0 }
    }

    /// The bytes of a file; `nil` where there is none, or none that can be looked at: `errno` has the reason.
    public static func size(of path: String) -> Int64? {
        var found = stat()
        return stat(path, &found) == 0 ? Int64(found.st_size) : nil
    }

    /// Whether it is a file, and neither a folder nor a device.
    public static func isRegular(_ path: String) -> Bool {
        var found = stat()
        return stat(path, &found) == 0 && found.st_mode & S_IFMT == S_IFREG
    }

    /// Whether both names are of one file.
    public static func isSame(_ path: String, _ other: String) -> Bool {
        var (first, second) = (stat(), stat())
        return stat(path, &first) == 0 && stat(other, &second) == 0 && first.st_ino == second.st_ino
            && first.st_dev == second.st_dev
    }

    /// Removes the file with what lies beside it; what is not there is no fault.
    public static func remove(_ path: String) throws(StorageError) {
        for name in [path] + endings.map({ path + $0 }) where unlink(name) != 0 && errno != ENOENT {
            throw StorageError(errno: errno, "\(name) cannot be removed")
        }
    }

    /// Gives the file another name, in one step; a file that had that name is gone.
    public static func move(_ path: String, to other: String) throws(StorageError) {
        guard rename(path, other) == 0 else {
            throw StorageError(errno: errno, "\(path) cannot become \(other)")
        }
        try syncFolder(of: other)
    }

    /// Gives the file a second name, which must be free.
    public static func keep(_ path: String, as other: String) throws(StorageError) {
        guard link(path, other) == 0 else {
            throw StorageError(errno: errno, "\(path) cannot be kept as \(other)")
        }
        try syncFolder(of: other)
    }

    /// Waits until the content is on disk.
    public static func sync(_ path: String) throws(StorageError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw StorageError(errno: errno, "\(path) cannot be opened") }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw StorageError(errno: errno, "\(path) cannot be synced") }
    }

    /// The names in a folder are on disk only once the folder is.
    private static func syncFolder(of path: String) throws(StorageError) {
        try sync(URL(filePath: path).deletingLastPathComponent().path)
    }
}

extension StorageError {
    /// What the system says of a file.
    public init(errno code: Int32, _ what: String) {
        let isFull = code == ENOSPC || code == EDQUOT
        self = .unavailable("\(what): \(isFull ? Self.diskFull : String(cString: strerror(code)))")
    }
}
