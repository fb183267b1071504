// The mustache tags of a letter, with their lines.

import Basics

/// One tag.
struct LetterTag: Hashable {
    enum Kind: Hashable { case print, open, openInverted, close, part }

    var kind: Kind
    var name: String
    var line: Int
}

/// Finds the tags of a letter, and those that letters do not allow: raw output and other delimiters escape nothing, of
/// a name with dots a missing part would go unseen, and letters call no functions.
struct LetterTags {
    private(set) var tags: [LetterTag] = []
    private(set) var findings: [Diagnostic] = []
    private let file: String

    init(_ bytes: [UInt8], file: String) {
        self.file = file
        var (position, line) = (0, 1)
        while let start = Self.find("{{", in: bytes, from: position, &line) {
            var end = line
            guard let close = Self.find("}}", in: bytes, from: start + 2, &end) else {
                say(line, "the tag is never closed")
                return
            }
            take(String(decoding: bytes[(start + 2)..<close], as: UTF8.self), line)
            (position, line) = (close + 2, end)
        }
    }

    private mutating func take(_ inside: String, _ line: Int) {
        let name = String(inside.dropFirst()).trimmed
        switch inside.first {
        case "!": return
        case "#": add(.open, name, line)
        case "^": add(.openInverted, name, line)
        case "/": add(.close, name, line)
        case ">": add(.part, name, line)
        default: add(.print, inside.trimmed, line)
        }
    }

    private mutating func add(_ kind: LetterTag.Kind, _ name: String, _ line: Int) {
        let isAllowed =
            switch kind {
            case .print: name == "." || Self.isName(name)
            case .open, .openInverted, .close: Self.isName(name)
            case .part: Self.isName(name.filter { $0 != "/" && $0 != "-" })
            }
        guard isAllowed else { return say(line, "{{\(name)}} is not allowed in letters") }
        tags.append(LetterTag(kind: kind, name: name, line: line))
    }

    private mutating func say(_ line: Int, _ what: String) {
        findings.append(Diagnostic(file: file, line: line, what))
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
