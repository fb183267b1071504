// Bytes that are read from their beginning as often as needed, without all of them in memory.

import Foundation

/// A file, or bytes that are there already.
public struct ByteSource: Sendable {
    /// How many bytes there are.
    public let count: Int
    private let begin: @Sendable () throws -> (() throws -> [UInt8])

    /// Begins anew: what it gives returns the next bytes each time, and none at the end.
    public func open() throws -> (() throws -> [UInt8]) { try begin() }

    public init(_ bytes: [UInt8]) {
        count = bytes.count
        begin = {
            var rest = bytes
            return {
                defer { rest = [] }
                return rest
            }
        }
    }

    /// - Throws: Where the file cannot be read; so does `open`.
    public init(file path: String) throws {
        let url = URL(fileURLWithPath: path)
        let handle = try FileHandle(forReadingFrom: url)
        _ = try handle.read(upToCount: 1)  // a folder can be opened
        count = Int(try handle.seekToEnd())
        try handle.close()
        begin = {
            let handle = try FileHandle(forReadingFrom: url)
            return { Array(try handle.read(upToCount: ByteSource.atOnce) ?? Data()) }
        }
    }

    private static let atOnce = 4 * 1_048_576
}
