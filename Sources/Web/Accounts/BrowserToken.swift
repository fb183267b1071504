// What a browser keeps so that accounts know it again.

import Basics

/// 32 random bytes in hexadecimal. It signs nobody in: it only keeps the wrong guesses of strangers from making its
/// people wait.
enum BrowserToken {
    private static let bytes = 32
    static let maxAge = Limits.familiarPlaceSeconds

    static func make() -> String { Hex.encode(Random.bytes(bytes)) }

    /// The token as we made it; `nil` for anything else that a browser sends.
    static func read(_ text: String?) -> String? {
        guard let text, text.utf8.count == 2 * bytes, text.allSatisfy(\.isHexDigit) else { return nil }
        return text
    }
}
