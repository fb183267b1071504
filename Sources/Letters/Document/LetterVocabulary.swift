// The words of letter markup, version 1: which element may hold what.

import Casework

/// What an element may be: its attributes and what stands in it.
struct MarkupRule: Sendable {
    /// What the value of an attribute is.
    enum Value: Sendable {
        case text, flag, date
        case word(Set<String>)
        case size(ClosedRange<Int>)
        /// The share of a column.
        case share
        case count
    }

    /// What stands in an element.
    enum Content: Sendable {
        case text
        /// Elements, those of `most` at most that often.
        case elements([String: MarkupRule], most: [String: Int])
        case table([String: MarkupRule])
    }

    var attributes: [String: Value] = [:]
    /// Attributes that must say something.
    var needed: [String] = []
    var content = Content.text

    static let text = MarkupRule()

    /// A text with attributes.
    static func text(_ attributes: [String: Value] = [:], needs needed: String...) -> MarkupRule {
        let all = attributes.merging(needed.map { ($0, .text) }) { given, _ in given }
        return MarkupRule(attributes: all, needed: needed)
    }

    /// Texts that each stand at most once.
    static func parts(_ names: String...) -> MarkupRule {
        MarkupRule(
            content: .elements(
                Dictionary(uniqueKeysWithValues: names.map { ($0, .text) }),
                most: Dictionary(uniqueKeysWithValues: names.map { ($0, 1) })))
    }

    static func elements(_ elements: [String: MarkupRule], most: [String: Int] = [:]) -> MarkupRule {
        MarkupRule(content: .elements(elements, most: most))
    }
}

enum LetterVocabulary {
    /// Decree 30/2020, Appendix I: body text has 13 or 14 points.
    private static let sizes = 13...14

    /// The rule of the root, whose name is `letter`.
    static let letter = MarkupRule(
        attributes: [
            "version": .word(["1"]), "kind": .text, "size": .size(sizes), "title": .text, "author": .text,
            "created": .date, "sheet": .word(Set(PaperSheet.allCases.map(\.rawValue))),
            "orientation": .word(["portrait", "landscape"]), "draft": .flag,
        ],
        needed: ["version", "kind", "size", "created"], content: .elements(blocks, most: [:]))

    private static let blocks: [String: MarkupRule] = [
        "foot": .text(["code": .text]),
        "heading": .parts("superior", "agency", "number", "subject", "date"),
        "title": .text(["reference": .text], needs: "name"),
        "centred": .text, "basis": .text, "p": .text, "note": .text,
        "addressee": .elements(["to": .text]),
        "article": .text(needs: "number"), "clause": .text(needs: "number"), "point": .text(needs: "letter"),
        "row": .text(needs: "label"),
        "table": MarkupRule(
            attributes: ["numbered": .flag, "columns-max": .count], content: .table(tableParts)),
        "closing": .elements(
            ["to": .text, "signature": .parts("authority", "title", "remark", "name")], most: ["signature": 2]),
        "annex": .text(["reference": .text], needs: "name"),
        "cover": MarkupRule(
            attributes: ["superior": .text, "agency": .text, "name": .text], needed: ["agency", "name"],
            content: .elements(["line": .text], most: [:])),
    ]

    private static let tableParts: [String: MarkupRule] = [
        "column": .text(["width": .share, "align": .word(["left", "centre", "right"])], needs: "width"),
        "tr": .elements(["td": .text]),
    ]
}
