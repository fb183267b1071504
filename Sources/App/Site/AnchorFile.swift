// Heads of the log kept at a second place: what proves that the log has not lost its end.

import Basics
import Foundation
import Records

/// A file with one head of the log a line, `MOMENT POSITION:HASH`, the newest last. Lines are only ever added.
struct AnchorFile: Sendable {
    let path: String

    struct Line: Hashable, Sendable {
        var moment: String
        var anchor: LedgerAnchor
    }

    /// The newest whole line; `nil` when there is no file. A last line that was cut off while it was written counts for
    /// nothing; a file without any whole line is refused.
    func newest() throws -> Line? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        guard let content = FileManager.default.contents(atPath: path) else {
            throw CommandFault("the anchors in \(path) cannot be read")
        }
        let lines = String(decoding: content, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        // What follows the last line feed was not written to its end.
        guard let line = lines.dropLast().last(where: { !$0.isEmpty }) else { return nil }
        let parts = line.split(separator: " ")
        guard parts.count == 2, let anchor = LedgerAnchor(String(parts[1])) else {
            throw CommandFault("the newest line of \(path) is no anchor: MOMENT POSITION:HASH")
        }
        return Line(moment: String(parts[0]), anchor: anchor)
    }

    /// Adds a line and syncs it; nothing when the newest has this head already.
    func add(_ anchor: LedgerAnchor, at now: Timestamp) throws {
        guard anchor.position > 0, try newest()?.anchor != anchor else { return }
        let descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw CommandFault("\(path) cannot be written: \(String(cString: strerror(errno)))")
        }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        try handle.write(contentsOf: Data("\(now) \(anchor)\n".utf8))
        try handle.synchronize()
        try handle.close()
    }
}
