// Words and marks of Swift code, with where they stand.

/// A name, a number, or one character of punctuation; what stands in strings is no token, its quotes are.
struct SwiftToken {
    let text: String
    /// From 1.
    let line: Int
    /// Whether it begins like a name; keywords do too.
    let isName: Bool

    /// `code` are the lines of one file without comments and strings.
    static func all(in code: [String]) -> [SwiftToken] {
        var tokens: [SwiftToken] = []
        for (index, line) in code.enumerated() {
            var bytes = Array(line.utf8)[...]
            while let first = bytes.first {
                if first == UInt8(ascii: " ") || first == UInt8(ascii: "`") {
                    bytes = bytes.dropFirst()
                    continue
                }
                let length = max(1, bytes.prefix(while: isInName).count)
                let text = String(decoding: bytes.prefix(length), as: UTF8.self)
                let isDigit = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first)
                tokens.append(SwiftToken(text: text, line: index + 1, isName: isInName(first) && !isDigit))
                bytes = bytes.dropFirst(length)
            }
        }
        return tokens
    }

    private static func isInName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 128...:
            true
        default: false
        }
    }
}
