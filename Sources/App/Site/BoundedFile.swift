// Small files that a command is given.

import Foundation

enum BoundedFile {
    /// The bytes of a file that may have `max` of them. Whoever typed the name hears that it cannot be read or is too
    /// large, and no more.
    static func read(_ path: String, atMost max: Int) throws -> [UInt8] {
        // One byte more than may be tells that there is too much. What the system says of a folder helps nobody.
        guard let file = FileHandle(forReadingAtPath: path), let data = try? file.read(upToCount: max + 1) ?? Data()
        else { throw CommandFault("\(path) cannot be read") }
        try file.close()
        guard data.count <= max else { throw CommandFault("\(path) is larger than \(max) bytes") }
        return Array(data)
    }
}
