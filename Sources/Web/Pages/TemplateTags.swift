// The tags of a template, so that the loader can check what the mustache library would let pass silently.

/// One `{{…}}` of a template.
struct TemplateTag: Hashable {
    enum Kind: Hashable {
        case variable, unescaped, section, inverted, end, partial, parent, block, comment, delimiters, pragma
    }

    var kind: Kind
    var name: String
    /// 1-based.
    var line: Int
}

enum TemplateTags {
    private static let kinds: [Character: TemplateTag.Kind] = [
        "{": .unescaped, "&": .unescaped, "#": .section, "^": .inverted, "/": .end, ">": .partial, "<": .parent,
        "$": .block, "!": .comment, "=": .delimiters, "%": .pragma,
    ]

    /// Every tag of `text`, in order.
    static func tags(of text: String) -> [TemplateTag] {
        var tags: [TemplateTag] = []
        var line = 1
        var rest = Substring(text)
        while let start = rest.firstRange(of: "{{") {
            line += rest[..<start.lowerBound].count { $0.isNewline }
            rest = rest[start.upperBound...]
            guard let end = rest.firstRange(of: "}}") else { break }
            var content = rest[..<end.lowerBound]
            let kind = content.first.flatMap { kinds[$0] } ?? .variable
            if kind != .variable { content = content.dropFirst() }
            let name = content.drop(while: \.isWhitespace).prefix { !$0.isWhitespace }
            tags.append(TemplateTag(kind: kind, name: String(name), line: line))
            line += rest[..<end.lowerBound].count { $0.isNewline }
            rest = rest[end.upperBound...]
        }
        return tags
    }
}
