// The one rule for texts: composed when they are read, compared code point by code point ever after.

import Foundation

/// Texts as DMN 1.5 §10.3.2.3.2 has them, sequences of code points. What is written in a file or comes from outside is
/// brought to normalisation form C first, so that the same word typed in two ways is one word; what is computed stays
/// as it is.
enum Text {
    /// The text in normalisation form C.
    static func composed(_ text: String) -> String {
        text.unicodeScalars.allSatisfy(isSettled) ? text : text.precomposedStringWithCanonicalMapping
    }

    /// Whether no normalisation changes this code point, whatever stands beside it: Latin letters, those of Vietnamese
    /// among them.
    private static func isSettled(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x300 || (0x1EA0...0x1EF9).contains(scalar.value)
    }

    /// Swift's own equality would see two orders of the same marks as one text; it is the quicker test, though.
    static func areSame(_ left: String, _ right: String) -> Bool {
        left == right && left.utf8.elementsEqual(right.utf8)
    }

    /// Below, at or above zero as `left` comes before, with or after `right`. The order of UTF-8 is that of the code
    /// points.
    static func order(_ left: String, _ right: String) -> Int {
        if left.utf8.lexicographicallyPrecedes(right.utf8) { return -1 }
        return areSame(left, right) ? 0 : 1
    }
}

extension Value {
    /// The value as it is read from outside: all texts in it are composed.
    public var composed: Value {
        switch self {
        case .string(let text): .string(Text.composed(text))
        case .list(let values): .list(values.map(\.composed))
        case .context(let context):
            .context(Context(context.entries.map { (Text.composed($0.key), $0.value.composed) }))
        default: self
        }
    }
}

/// A text that is looked up by its code points.
public struct TextKey: Hashable, Sendable {
    private let text: String

    public init(_ text: String) { self.text = text }

    public static func == (left: TextKey, right: TextKey) -> Bool { Text.areSame(left.text, right.text) }

    public func hash(into hasher: inout Hasher) {
        for byte in text.utf8 { hasher.combine(byte) }
    }
}
