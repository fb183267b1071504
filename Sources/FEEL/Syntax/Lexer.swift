// Cuts FEEL source into tokens.

import Basics

/// A piece of FEEL source. Names are single words here; the parser joins those that belong together.
struct Token: Sendable, Hashable {
    enum Kind: Sendable, Hashable {
        case word(String)
        case number(Decimal128)
        case string(String)
        case symbol(String)
        case end
    }

    let kind: Kind
    /// The source of the token; names with signs in them are compared by it.
    let source: String
    /// Position in the source, in Unicode scalars.
    let offset: Int
}

/// Source that is no FEEL.
public struct FEELSyntaxError: Error, Hashable, CustomStringConvertible {
    public let message: String
    /// Unicode scalars before the place of the fault.
    public let offset: Int

    public var description: String { "\(message) at character \(offset + 1)" }
}

struct Lexer {
    private let scalars: [Unicode.Scalar]
    private var index = 0

    init(_ text: String) { scalars = Array(text.unicodeScalars) }

    /// All tokens of `text`, the last of kind `end`.
    static func tokens(of text: String) throws(FEELSyntaxError) -> [Token] {
        var lexer = Lexer(text)
        var tokens: [Token] = []
        while let token = try lexer.next() { tokens.append(token) }
        tokens.append(Token(kind: .end, source: "", offset: lexer.scalars.count))
        return tokens
    }

    private mutating func next() throws(FEELSyntaxError) -> Token? {
        try skipBlanks()
        guard index < scalars.count else { return nil }
        let start = index
        let scalar = scalars[index]
        let kind: Token.Kind
        if Lexer.startsName(scalar) {
            while index < scalars.count, Lexer.continuesName(scalars[index]) { index += 1 }
            let word = source(from: start).nfc
            return Token(kind: .word(word), source: word, offset: start)
        } else if isDigit(index) || (scalar == "." && isDigit(index + 1)) {
            kind = .number(try number())
        } else if scalar == "\"" {
            kind = .string(try string())
        } else {
            kind = .symbol(symbol())
        }
        return Token(kind: kind, source: source(from: start), offset: start)
    }

    private func source(from start: Int) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars[start..<index])
        return String(text)
    }

    private mutating func skipBlanks() throws(FEELSyntaxError) {
        while index < scalars.count {
            if Lexer.isBlank(scalars[index]) {
                index += 1
            } else if scalars[index] != "/" {
                return
            } else if at("/", index + 1) {
                while index < scalars.count, scalars[index] != "\n" { index += 1 }
            } else if at("*", index + 1) {
                let start = index
                index += 2
                while index < scalars.count, !(at("*") && at("/", index + 1)) { index += 1 }
                guard index < scalars.count else {
                    throw FEELSyntaxError(message: "comment without end", offset: start)
                }
                index += 2
            } else {
                return
            }
        }
    }

    private func at(_ scalar: Unicode.Scalar, _ position: Int? = nil) -> Bool {
        let position = position ?? index
        return position < scalars.count && scalars[position] == scalar
    }

    private func isDigit(_ position: Int) -> Bool {
        position < scalars.count && ("0"..."9").contains(scalars[position])
    }

    private mutating func number() throws(FEELSyntaxError) -> Decimal128 {
        let start = index
        while isDigit(index) { index += 1 }
        if at("."), isDigit(index + 1) {
            index += 1
            while isDigit(index) { index += 1 }
        }
        if at("e") || at("E") {
            let sign = at("+", index + 1) || at("-", index + 1) ? 1 : 0
            if isDigit(index + 1 + sign) {
                index += 1 + sign
                while isDigit(index) { index += 1 }
            }
        }
        guard let value = Decimal128(source(from: start)) else {
            throw FEELSyntaxError(message: "a number out of range", offset: start)
        }
        return value
    }

    private mutating func string() throws(FEELSyntaxError) -> String {
        let start = index
        var text = String.UnicodeScalarView()
        index += 1
        while index < scalars.count, scalars[index] != "\"" {
            if scalars[index] == "\\", index + 1 < scalars.count {
                escape(into: &text)
            } else {
                text.append(scalars[index])
                index += 1
            }
        }
        guard index < scalars.count else { throw FEELSyntaxError(message: "string without end", offset: start) }
        index += 1
        return String(text).nfc
    }

    /// An escape; a backslash before anything else stands for itself, so that regular expressions stay readable.
    private mutating func escape(into text: inout String.UnicodeScalarView) {
        let character = scalars[index + 1]
        index += 2
        switch character {
        case "\"", "\\", "'": text.append(character)
        case "n": text.append("\n")
        case "t": text.append("\t")
        case "r": text.append("\r")
        case "u", "U":
            guard let unit = hexadecimal(character == "u" ? 4 : 6) else {
                text.append("\\")
                text.append(character)
                return
            }
            text.append(combined(unit))
        default:
            text.append("\\")
            text.append(character)
        }
    }

    private mutating func hexadecimal(_ count: Int) -> UInt32? {
        guard index + count <= scalars.count else { return nil }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[index..<index + count])
        guard let value = UInt32(String(view), radix: 16) else { return nil }
        index += count
        return value
    }

    /// The scalar of a code unit; the first half of a surrogate pair takes the second along.
    private mutating func combined(_ unit: UInt32) -> Unicode.Scalar {
        if (0xD800...0xDBFF).contains(unit), at("\\"), at("u", index + 1) {
            let back = index
            index += 2
            if let low = hexadecimal(4), (0xDC00...0xDFFF).contains(low) {
                return Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)) ?? "\u{FFFD}"
            }
            index = back
        }
        return Unicode.Scalar(unit) ?? "\u{FFFD}"
    }

    private mutating func symbol() -> String {
        let second = index + 1 < scalars.count ? scalars[index + 1] : " "
        index += 2
        switch (scalars[index - 2], second) {
        case ("*", "*"): return "**"
        case ("!", "="): return "!="
        case ("<", "="): return "<="
        case (">", "="): return ">="
        case (".", "."): return ".."
        case ("-", ">"): return "->"
        default:
            index -= 1
            return String(scalars[index - 1])
        }
    }

    static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value < 0x80 { return scalar == " " || (0x09...0x0D).contains(scalar.value) }
        return scalar.properties.isWhitespace || scalar == "\u{FEFF}" || scalar == "\u{180E}" || scalar == "\u{200B}"
    }

    static func startsName(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "_": true
        default: scalar.value >= 0x80 && !isBlank(scalar)
        }
    }

    static func continuesName(_ scalar: Unicode.Scalar) -> Bool {
        startsName(scalar) || ("0"..."9").contains(scalar)
    }
}
