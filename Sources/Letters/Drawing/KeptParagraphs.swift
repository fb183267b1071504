// Paragraphs that were set before.

import Basics

/// What a paragraph is set from: the same shape gives the same lines.
struct ParagraphShape: Hashable {
    var runs: [TextRun]
    var width: Double?
    var alignment: TextAlignment
    var indent: Double
    var lineLimit: Int?
    var keepsTogether: Bool
}

/// Laws, duties and headings are the same on each letter, and breaking lines is a quarter of the work of drawing: they
/// are set once. Holds the paragraphs used last, in two halves of which the older is dropped as a whole.
struct KeptParagraphs {
    private var newer: [ParagraphShape: SetParagraph] = [:]
    private var older: [ParagraphShape: SetParagraph] = [:]

    subscript(shape: ParagraphShape) -> SetParagraph? {
        mutating get {
            if let paragraph = newer[shape] { return paragraph }
            guard let paragraph = older.removeValue(forKey: shape) else { return nil }
            self[shape] = paragraph
            return paragraph
        }
        set {
            if newer.count >= Limits.setParagraphsMax / 2 { (older, newer) = (newer, [:]) }
            newer[shape] = newValue
        }
    }
}
