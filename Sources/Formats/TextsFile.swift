// Files of wording: flat JSON objects of texts.

public import Basics
import Foundation

/// Texts by key, and where each stands.
public struct TextsFile: Sendable {
    public let file: String
    /// Normalised, so that equal texts are equal bytes.
    public let texts: [String: String]
    private let lines: [Substring]

    /// The texts of a file, or `nil` with the reason.
    public static func load(_ bytes: [UInt8], file: String) -> (TextsFile?, [Diagnostic]) {
        do {
            let texts = try JSONDecoder().decode([String: String].self, from: Data(bytes))
            return (TextsFile(bytes, file: file, texts: texts.mapValues(\.nfc)), [])
        } catch {
            let line = line(of: error, in: bytes)
            return (nil, [Diagnostic(file: file, line: line, "this is no flat JSON object of texts")])
        }
    }

    private init(_ bytes: [UInt8], file: String, texts: [String: String]) {
        self.file = file
        self.texts = texts
        lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    }

    /// The line on which a key stands; the first where it is not there.
    public func line(of key: String) -> Int { (lines.firstIndex { $0.contains("\"\(key)\"") } ?? 0) + 1 }

    /// The line that a JSON error speaks of, as far as it says so.
    private static func line(of error: any Error, in bytes: [UInt8]) -> Int {
        guard case DecodingError.dataCorrupted(let context) = error,
            let offset = (context.underlyingError as NSError?)?.userInfo["NSJSONSerializationErrorIndex"] as? Int
        else { return 1 }
        return bytes.prefix(offset).count { $0 == UInt8(ascii: "\n") } + 1
    }
}
