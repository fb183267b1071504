// The mustache tags of a letter, with their lines.

import Basics

/// One tag.
public struct LetterTag: Hashable, Sendable {
    /// `unprinted` is a remark, or what letters do not allow.
    public enum Kind: Hashable, Sendable { case print, open, openInverted, close, part, unprinted }

    public var kind: Kind
    public var name: String
    public var line: Int
    /// The bytes from the first brace to behind the last.
    public var range: Range<Int>
}

/// Finds the tags of a letter, and those that letters do not allow: raw output and other delimiters escape nothing, of
/// a name with dots a missing part would go unseen, and letters call no functions.
public struct LetterTags {
    public private(set) var tags: [LetterTag] = []
    private(set) var findings: [Diagnostic] = []
    private let file: String

    public init(_ bytes: [UInt8], file: String) {
        self.file = file
        var (position, line) = (0, 1)
        while let start = Self.find("{{", in: bytes, from: position, &line) {
            var end = line
            guard let close = Self.find("}}", in: bytes, from: start + 2, &end) else {
                findings.append(Diagnostic(file: file, line: line, "the tag is never closed"))
                return
            }
            take(String(decoding: bytes[(start + 2)..<close], as: UTF8.self), line, start..<(close + 2))
            (position, line) = (close + 2, end)
        }
    }

    private mutating func take(_ inside: String, _ line: Int, _ range: Range<Int>) {
        let name = String(inside.dropFirst()).trimmed
        let (kind, own): (LetterTag.Kind, String) =
            switch inside.first {
            case "!": (.unprinted, name)
            case "#": (.open, name)
            case "^": (.openInverted, name)
            case "/": (.close, name)
            case ">": (.part, name)
            default: (.print, inside.trimmed)
            }
        var tag = LetterTag(kind: kind, name: own, line: line, range: range)
        if !Self.isAllowed(tag) {
            findings.append(Diagnostic(file: file, line: line, "{{\(own)}} is not allowed in letters"))
            tag.kind = .unprinted
        }
        tags.append(tag)
    }

    private static func isAllowed(_ tag: LetterTag) -> Bool {
        let name = tag.name
        return switch tag.kind {
        case .unprinted: true
        case .print: name == "." || isName(name)
        case .open, .openInverted, .close: isName(name)
        case .part: isName(name.filter { $0 != "/" && $0 != "-" })
        }
    }

    private static func isName(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy {
                (65...90).contains($0) || (97...122).contains($0) || (48...57).contains($0) || $0 == UInt8(ascii: "_")
            }
    }

    /// Where two characters stand; counts the lines on the way there.
    private static func find(_ pair: StaticString, in bytes: [UInt8], from start: Int, _ line: inout Int) -> Int? {
        let wanted = pair.withUTF8Buffer { $0[0] }
        var index = start
        while index < bytes.count {
            if bytes[index] == 10 { line += 1 }
            if bytes[index] == wanted, index + 1 < bytes.count, bytes[index + 1] == wanted { return index }
            index += 1
        }
        return nil
    }
}
