// JSON in the log and in columns: one way to write it, and damage that is named as such.

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

    private static let decoder = JSONDecoder()

    /// The value of such a text; `what` says in an error whose it is. The decoder's own error is dropped, since it may
    /// quote what is stored.
    static func value<Value: Decodable>(
        _ text: String, of what: @autoclosure () -> String
    ) throws(StorageError) -> Value {
        do {
            return try decoder.decode(Value.self, from: Data(text.utf8))
        } catch {
            throw .corrupt("\(what()) cannot be read")
        }
    }

    /// The values of many such texts of one kind, at once: for a short one, to begin is most of the reading.
    static func values<Value: Decodable>(
        _ texts: [String], of what: @autoclosure () -> String
    ) throws(StorageError) -> [Value] {
        guard !texts.isEmpty else { return [] }
        let values: [Value] = try value("[\(texts.joined(separator: ","))]", of: what())
        // A text that is no value by itself may still fit in between.
        guard values.count == texts.count else { throw .corrupt("\(what()) cannot be read") }
        return values
    }
}
