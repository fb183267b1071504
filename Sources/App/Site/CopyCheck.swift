// A look at a file that is to become the database, before anything is done with it.

import Foundation
import StorageSQLite

/// What the first bytes and the neighbours of a file tell, each with a refusal in words.
enum CopyCheck {
    private static let mark = Array("SQLite format 3\0".utf8)
    /// The header of a database file (https://www.sqlite.org/fileformat2.html, section 1.3).
    private static let headerBytes = 100

    static func check(_ file: String, isNot database: String) throws {
        guard let bytes = DatabaseFile.size(of: file) else {
            let reason = errno == ENOENT ? "there is no file \(file)" : "\(file) cannot be read"
            throw CommandFault(reason)
        }
        guard DatabaseFile.isRegular(file) else { throw CommandFault("\(file) is no file") }
        guard !DatabaseFile.isSame(file, database) else { throw CommandFault("\(file) is the database itself") }
        try checkHeader(of: file, bytes: bytes)
        for ending in DatabaseFile.endings where ending != "-shm" {
            guard let beside = DatabaseFile.size(of: file + ending), beside > 0 else { continue }
            throw CommandFault(
                "\(file) is not whole: its newest entries are in \(file)\(ending); it is a database, not a copy, "
                    + "and `trinhky backup --database sqlite:\(file) TO` makes one")
        }
    }

    private static func checkHeader(of file: String, bytes: Int64) throws {
        guard bytes > 0 else { throw CommandFault("\(file) is empty") }
        guard let handle = FileHandle(forReadingAtPath: file) else { throw CommandFault("\(file) cannot be read") }
        defer { try? handle.close() }  // it was only read
        let header = [UInt8](try handle.read(upToCount: headerBytes) ?? Data())
        guard header.starts(with: mark) else { throw CommandFault("\(file) is no database") }
        guard header.count == headerBytes else { throw CommandFault("\(file) is cut off") }
        func number(_ start: Int, _ count: Int) -> Int64 {
            header[start..<start + count].reduce(0) { $0 << 8 | Int64($1) }
        }
        let size = number(16, 2) == 1 ? 65_536 : number(16, 2)
        let expected = size * number(28, 4)
        // The count of pages holds only where it was written together with the newest change.
        if number(24, 4) == number(92, 4), bytes < expected {
            throw CommandFault("\(file) is cut off: it has \(bytes) of \(expected) bytes")
        }
    }
}
