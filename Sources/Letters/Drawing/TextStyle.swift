// How a run of text is set.

/// Size and cut of a run of text. The family is not a choice: every letter is set in Tinos, which has the metrics of
/// Times New Roman (Decree 30/2020) and every Vietnamese letter.
struct TextStyle: Hashable, Sendable {
    /// In points; 13 means 13 pt on paper.
    var size: Double
    var bold = false
    var italic = false

    static let family = "Tinos"

    func bolded() -> TextStyle { TextStyle(size: size, bold: true, italic: italic) }
}

/// A piece of a paragraph in one style.
struct TextRun: Hashable, Sendable {
    var text: String
    var style: TextStyle

    init(_ text: String, _ style: TextStyle) {
        self.text = text
        self.style = style
    }
}

/// How the lines of a paragraph stand in their width.
enum TextAlignment: String, Sendable {
    case left, centre, right, justified
}
