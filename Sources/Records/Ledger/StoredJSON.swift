// JSON in the log and in columns: one way to write it, and damage that is named as such.

import Basics
import Foundation
import Storage

enum StoredJSON {
    /// Keys in a fixed order: the same value gives the same text.
    static func text(_ value: some Encodable) throws -> String {
        String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    private static let encoder: JSONEncoder = {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }()

    /// The value of such a text; `what` says in an error whose it is. The decoder's own error is dropped, since it may
    /// quote what is stored.
    static func value<Value: Decodable>(
        _ text: String, of what: @autoclosure () -> String
    ) throws(StorageError) -> Value {
        do {
            return try TapeDecoder.value(of: text)
        } catch {
            throw .corrupt("\(what()) cannot be read")
        }
    }
}
