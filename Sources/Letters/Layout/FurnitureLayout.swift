// What stands on every page beside the text: its number, the draft mark, the foot.

/// Page number from page 2 in the middle of the top margin, the draft mark beside it, the foot line in the foot margin
/// with the QR code at its right.
struct FurnitureLayout {
    private let style: LetterStyle
    private let setter: TextSetter
    /// What is the same on all pages.
    private let everywhere: [PageItem]

    init(_ document: LetterDocument, style: LetterStyle, setter: TextSetter) throws(LetterError) {
        self.style = style
        self.setter = setter
        var items = document.isDraft ? try Self.draftMark(style, setter) : []
        if let foot = document.foot, !foot.text.isEmpty { items += try Self.foot(foot, style, setter) }
        everywhere = items
    }

    func items(page: Int) throws(LetterError) -> [PageItem] {
        guard page > 1 else { return everywhere }
        let geometry = style.geometry
        let number = try setter.set([TextRun(String(page), style.pageNumber)], width: nil)
        return everywhere
            + number.lines.map { line in
                let x = geometry.marginLeft + (geometry.textWidth - line.width) / 2
                return .line(line, x: x, baseline: geometry.pageNumberBaseline)
            }
    }

    private static func foot(
        _ foot: LetterFoot, _ style: LetterStyle, _ setter: TextSetter
    ) throws(LetterError) -> [PageItem] {
        let geometry = style.geometry
        let top = geometry.height - geometry.marginBottom + 8
        var items: [PageItem] = []
        var width = geometry.textWidth
        if !foot.code.isEmpty {
            let code = try QRCode(foot.code)
            // The quiet zone of four modules is white paper all round.
            let quiet = style.codeSide / Double(code.side) * 4
            width -= style.codeSide + quiet
            let x = geometry.marginLeft + geometry.textWidth - style.codeSide
            items.append(.code(code, x: x, y: top - style.codeRise, side: style.codeSide))
        }
        let paragraph = try setter.set(
            [TextRun(foot.text, style.foot)], width: width, alignment: .centre, lineLimit: 3)
        items.append(.bar(x: geometry.marginLeft, y: top, width: width, height: style.borderThickness))
        return items + paragraph.stacked(x: geometry.marginLeft, y: top + 3)
    }

    /// `BẢN DỰ THẢO` in a frame, in the top margin at the left.
    private static func draftMark(_ style: LetterStyle, _ setter: TextSetter) throws(LetterError) -> [PageItem] {
        let geometry = style.geometry
        let text = try setter.set([TextRun("BẢN DỰ THẢO", style.draftMark)], width: nil)
        let (padding, line) = (4.0, style.ruleThickness)
        let (x, width) = (geometry.marginLeft, text.width + 2 * padding)
        let height = text.height + 2
        let y = (geometry.marginTop - height) / 2
        return text.stacked(x: x + padding, y: y + 1) + [
            .bar(x: x, y: y, width: width, height: line),
            .bar(x: x, y: y + height - line, width: width, height: line),
            .bar(x: x, y: y, width: line, height: height),
            .bar(x: x + width - line, y: y, width: line, height: height),
        ]
    }
}
