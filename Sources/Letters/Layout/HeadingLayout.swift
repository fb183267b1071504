// The two-block heading: agency on the left, national name and motto on the right, number and date under them.

/// Lays the heading out as one band.
struct HeadingLayout {
    let heading: LetterHeading
    let style: LetterStyle
    let setter: TextSetter

    static let nationalName = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    static let motto = "Độc lập - Tự do - Hạnh phúc"
    /// The left block's share of the width, and the least that it can do with: the national name needs the rest, and
    /// place and date of a long place somewhat more.
    static let leftShares = 0.365...0.41
    /// Between an upper line and the rule under it.
    static let ruleGap = 3.0

    func band() throws(LetterError) -> Band {
        let width = style.geometry.textWidth
        let rightWidth = try widthOfRightBlock()
        let rightStart = width - rightWidth
        let leftWidth = rightStart - 6
        var band = Band(height: 0)

        var left = 0.0
        if !heading.superior.isEmpty {
            left += try add(heading.superior, style.superior, x: 0, y: left, width: leftWidth, to: &band)
        }
        let agency = try balanced(heading.agency, style.agency, width: leftWidth, setter: setter)
        band.items += agency.stacked(x: 0, y: left)
        left += agency.height + Self.ruleGap
        if let line = agency.lines.last {
            // Between a third and a half of the line above it, in the middle.
            addRule(line.width * 0.4, centre: leftWidth / 2, y: left, to: &band)
        }

        var right = try add(Self.nationalName, style.nationalName, x: rightStart, y: 0, width: rightWidth, to: &band)
        let motto = try setter.set([TextRun(Self.motto, style.motto)], width: rightWidth, alignment: .centre)
        band.items += motto.stacked(x: rightStart, y: right)
        right += motto.height + Self.ruleGap
        addRule(motto.width, centre: rightStart + rightWidth / 2, y: right, to: &band)

        let row = max(left, right) + 8
        left = row
        if !heading.number.isEmpty {
            left += try add(heading.number, style.number, x: 0, y: left, width: leftWidth, to: &band)
        }
        if !heading.subject.isEmpty {
            let subject = try balanced(heading.subject, style.subject, width: leftWidth, setter: setter)
            band.items += subject.stacked(x: 0, y: left + 6)
            left += 6 + subject.height
        }
        right = row
        for line in try placeAndDate(width: rightWidth) {
            right += try add(line, style.placeAndDate, x: rightStart, y: right, width: rightWidth, to: &band)
        }
        band.height = max(left, right)
        return band
    }

    /// As wide as place and date want it on one line, within what the left block can spare.
    private func widthOfRightBlock() throws(LetterError) -> Double {
        let width = style.geometry.textWidth
        let wanted = try setter.set([TextRun(heading.placeAndDate, style.placeAndDate)], width: nil).width + 1
        let (most, least) = (width * (1 - Self.leftShares.lowerBound), width * (1 - Self.leftShares.upperBound))
        return wanted <= most ? max(wanted, least) : least
    }

    /// One line, or two that part after the comma: a date is never torn.
    private func placeAndDate(width: Double) throws(LetterError) -> [String] {
        let text = heading.placeAndDate
        guard !text.isEmpty else { return [] }
        let line = try setter.set([TextRun(text, style.placeAndDate)], width: nil)
        guard line.width > width, let comma = text.lastIndex(of: ",") else { return [text] }
        return [String(text[...comma]), singleSpaced(String(text[text.index(after: comma)...]))]
    }

    private func add(
        _ text: String, _ textStyle: TextStyle, x: Double, y: Double, width: Double, to band: inout Band
    ) throws(LetterError) -> Double {
        let paragraph = try setter.set([TextRun(text, textStyle)], width: width, alignment: .centre)
        band.items += paragraph.stacked(x: x, y: y)
        return paragraph.height
    }

    private func addRule(_ length: Double, centre: Double, y: Double, to band: inout Band) {
        band.items.append(.bar(x: centre - length / 2, y: y, width: length, height: style.ruleThickness))
    }
}
