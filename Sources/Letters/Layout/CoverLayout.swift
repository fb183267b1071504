// The cover page of a register: Decree 30/2020, Appendix IV.

/// Lays a cover out as one band that fills its page: superior and agency at the top, the register's name in the middle,
/// its year, days and numbers under it.
struct CoverLayout {
    let cover: LetterCover
    let style: LetterStyle
    let setter: TextSetter

    /// Where the name begins, as a share of the page.
    private static let nameShare = 0.36

    func band() throws(LetterError) -> Band {
        let height = style.geometry.textHeight
        var band = Band(height: height, startsPage: true)
        var y = 0.0
        for (text, textStyle) in [(cover.superior, style.superior), (cover.agency, style.agency)] where !text.isEmpty {
            y += try add(text, textStyle, y: y, to: &band)
        }
        let agency = try setter.set([TextRun(cover.agency, style.agency)], width: style.geometry.textWidth)
        let rule = (agency.lines.last?.width ?? 0) * 0.4
        band.items.append(
            .bar(
                x: (style.geometry.textWidth - rule) / 2, y: y + HeadingLayout.ruleGap, width: rule,
                height: style.ruleThickness))
        y = max(y + 12, height * Self.nameShare)
        y += try add(cover.name, style.coverName, y: y, to: &band) + 2 * style.paragraphGap
        for line in cover.lines {
            y += try add(line, style.title, y: y, to: &band) + style.paragraphGap
        }
        return band
    }

    private func add(_ text: String, _ textStyle: TextStyle, y: Double, to band: inout Band) throws(LetterError)
        -> Double
    {
        let paragraph = try balanced(text, textStyle, width: style.geometry.textWidth, setter: setter)
        band.items += paragraph.stacked(x: 0, y: y)
        return paragraph.height
    }
}
