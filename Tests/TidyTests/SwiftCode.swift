// Swift source without its comments and the words inside its strings, so that a rule sees code only.

/// Walks over a file once. Code inside interpolations counts as code.
struct SwiftCode {
    /// The code of each line; line numbers are those of the file.
    static func lines(of file: TextFile) -> [String] {
        var scanner = SwiftCode(bytes: file.bytes)
        scanner.scan()
        return scanner.code.split(separator: newline, omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
    }

    /// What the scanner is in; the last one counts.
    private enum Place {
        case lineComment
        case blockComment
        case string(hashes: Int, isLong: Bool)
        case interpolation(open: Int)
    }

    private static let newline = UInt8(ascii: "\n")
    /// Which of the first bytes begin a comment or a string, or bound an interpolation.
    private static let meaningful = (0..<64).map { "/\"#()".utf8.contains($0) }
    private let bytes: [UInt8]
    private var at = 0
    private var places: [Place] = []
    private var code: [UInt8] = []

    private init(bytes: [UInt8]) {
        self.bytes = bytes
        code.reserveCapacity(bytes.count)
    }

    private mutating func scan() {
        while at < bytes.count {
            let byte = bytes[at]
            if byte == SwiftCode.newline { code.append(byte) }
            switch places.last {
            case .lineComment:
                if byte == SwiftCode.newline { places.removeLast() }
                at += 1
            case .blockComment: scanBlockComment()
            case .string(let hashes, let isLong): scanString(hashes: hashes, isLong: isLong)
            case .interpolation, nil: scanCode(byte)
            }
        }
    }

    private mutating func scanBlockComment() {
        if starts("*/") {
            places.removeLast()
            at += 2
        } else if starts("/*") {
            places.append(.blockComment)
            at += 2
        } else {
            at += 1
        }
    }

    private mutating func scanString(hashes: Int, isLong: Bool) {
        if bytes[at] == UInt8(ascii: "\\"), hashesFollow(at + 1, hashes) {
            let next = at + 1 + hashes
            at = next + 1
            if next < bytes.count, bytes[next] == UInt8(ascii: "(") {
                places.append(.interpolation(open: 0))
                code.append(UInt8(ascii: "("))
            }
        } else if starts(isLong ? "\"\"\"" : "\""), hashesFollow(at + (isLong ? 3 : 1), hashes) {
            places.removeLast()
            at += (isLong ? 3 : 1) + hashes
            code.append(UInt8(ascii: "\""))
        } else {
            at += 1
        }
    }

    private mutating func scanCode(_ byte: UInt8) {
        // Most bytes mean nothing here; asking no more of them keeps the whole tree under a second.
        guard byte < 64, SwiftCode.meaningful[Int(byte)] else {
            if byte != SwiftCode.newline { code.append(byte) }
            at += 1
            return
        }
        if starts("//") {
            places.append(.lineComment)
        } else if starts("/*") {
            places.append(.blockComment)
            at += 2
        } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "#"), let hashes = hashesBeforeQuote() {
            at += hashes
            let isLong = starts("\"\"\"")
            places.append(.string(hashes: hashes, isLong: isLong))
            code.append(UInt8(ascii: "\""))
            at += isLong ? 3 : 1
        } else {
            code.append(byte)
            at += 1
            countParentheses(byte)
        }
    }

    /// An interpolation ends with the parenthesis that opened it.
    private mutating func countParentheses(_ byte: UInt8) {
        guard case .interpolation(let open) = places.last else { return }
        switch byte {
        case UInt8(ascii: "("): places[places.count - 1] = .interpolation(open: open + 1)
        case UInt8(ascii: ")") where open == 0: places.removeLast()
        case UInt8(ascii: ")"): places[places.count - 1] = .interpolation(open: open - 1)
        default: break
        }
    }

    private func starts(_ text: StaticString) -> Bool {
        guard at + text.utf8CodeUnitCount <= bytes.count else { return false }
        for offset in 0..<text.utf8CodeUnitCount where bytes[at + offset] != text.utf8Start[offset] { return false }
        return true
    }

    private func hashesFollow(_ start: Int, _ count: Int) -> Bool {
        for offset in 0..<count where start + offset >= bytes.count || bytes[start + offset] != UInt8(ascii: "#") {
            return false
        }
        return true
    }

    /// How many `#` stand before the quote here; `nil` when no string begins here.
    private func hashesBeforeQuote() -> Int? {
        var end = at
        while end < bytes.count, bytes[end] == UInt8(ascii: "#") { end += 1 }
        return end < bytes.count && bytes[end] == UInt8(ascii: "\"") ? end - at : nil
    }
}
