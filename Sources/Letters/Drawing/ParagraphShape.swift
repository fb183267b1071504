// What decides how a paragraph is set.

/// What a paragraph is set from: the same shape gives the same lines.
struct ParagraphShape: Hashable {
    var runs: [TextRun]
    var width: Double?
    var alignment: TextAlignment
    var indent: Double
    var lineLimit: Int?
    var keepsTogether: Bool
}
