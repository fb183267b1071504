// The one rule for texts: composed when they are read, compared code point by code point ever after.

import Basics

/// Texts as DMN 1.5 §10.3.2.3.2 has them, sequences of code points. What is written in a file or comes from outside is
/// brought to normalisation form C first, so that the same word typed in two ways is one word; what is computed stays
/// as it is.
enum Text {
    /// Where `match` stands first in `text`, in bytes; at the beginning when it is empty. The time is that of reading
    /// both once (Knuth, Morris, Pratt).
    static func offset(of match: String, in text: String) -> Int? {
        let wanted = Array(match.utf8)
        guard !wanted.isEmpty else { return 0 }
        // For every beginning of what is wanted: the longest shorter one that it ends with.
        var back = [Int](repeating: 0, count: wanted.count)
        var length = 0
        for index in wanted.indices.dropFirst() {
            while length > 0, wanted[index] != wanted[length] { length = back[length - 1] }
            if wanted[index] == wanted[length] { length += 1 }
            back[index] = length
        }
        length = 0
        for (index, byte) in text.utf8.enumerated() {
            while length > 0, byte != wanted[length] { length = back[length - 1] }
            if byte == wanted[length] { length += 1 }
            if length == wanted.count { return index + 1 - length }
        }
        return nil
    }

    /// Below, at or above zero as `left` comes before, with or after `right`. The order of UTF-8 is that of the code
    /// points.
    static func order(_ left: String, _ right: String) -> Int {
        if left.utf8.lexicographicallyPrecedes(right.utf8) { return -1 }
        return ByteText(left) == ByteText(right) ? 0 : 1
    }
}

extension Value {
    /// The value as it is read from outside: all texts in it are composed.
    public var composed: Value {
        if isComposed { return self }
        return switch self {
        case .string(let text): .string(text.nfc)
        case .list(let list): .list(List(list.map(\.composed)))
        case .context(let context):
            .context(Context(context.entries.map { ($0.key.nfc, $0.value.composed) }))
        default: self
        }
    }
    /// Whether no text in it has to be composed, as in nearly all that comes.
    public var isComposed: Bool {
        switch self {
        case .string(let text): text.isPlain || ByteText(text.nfc) == ByteText(text)
        case .list(let list): list.allSatisfy(\.isComposed)
        case .context(let context):
            context.entries.allSatisfy { ($0.isPlain || ByteText($0.nfc) == ByteText($0)) && $1.isComposed }
        default: true
        }
    }
}

extension String {
    /// Whether it is nothing but ASCII, which is always composed.
    fileprivate var isPlain: Bool { utf8.allSatisfy { $0 < 0x80 } }
}
