// Tables: wrapped cells, borders, and a header row that stands again on every page.

/// Lays a table out row by row.
struct TableLayout {
    private let table: LetterTable
    private let style: LetterStyle
    private let setter: TextSetter
    private let cell: TextStyle
    private let row: CellRow

    /// Chooses the largest size, down to 7 pt, at which every column can hold its longest word: with all fields of
    /// Article 9 side by side, small print is better than torn numbers.
    init(table: LetterTable, style: LetterStyle, setter: TextSetter) throws(LetterError) {
        self.table = table
        self.style = style
        self.setter = setter
        let available = style.geometry.textWidth
        let words = table.columns.indices.map { LongestWords(column: $0, of: table) }
        var cell = style.table
        var least = try Self.leastWidths(words, cell, available: available, setter: setter)
        while least.reduce(0, +) > available, cell.size > 7 {
            cell.size -= 1
            least = try Self.leastWidths(words, cell, available: available, setter: setter)
        }
        self.cell = cell
        row = CellRow(
            widths: Self.widths(table.columns.map(\.width), least: least, available: available), paddingY: 2.5,
            borderThickness: style.borderThickness)
    }

    /// Hands every row to `emit`, the header first.
    func rows(_ emit: (Band) throws(LetterError) -> Void) throws(LetterError) {
        let header = TableHeader(try headerBand())
        var first = header.band
        first.gapBefore = style.paragraphGap
        first.keepsWithNext = !table.rows.isEmpty
        try emit(first)
        for cells in table.rows {
            var band = try row(cells, cell)
            band.tableHeader = header
            try emit(band)
        }
    }

    private static func leastWidths(
        _ words: [LongestWords], _ style: TextStyle, available: Double, setter: TextSetter
    ) throws(LetterError) -> [Double] {
        var widths: [Double] = []
        for word in words {
            let heading = try setter.set([TextRun(word.heading, style.bolded())], width: nil).width
            let cell = try setter.set([TextRun(word.cell, style)], width: nil).width
            widths.append(min(max(heading, cell) + 2 * CellRow.paddingX + 0.5, available / 3))
        }
        return widths
    }

    /// Columns get their share of the width, but none gets less than it needs, as far as all of them can have that.
    /// What the narrow ones need on top is taken from the others, each by what it has to spare.
    private static func widths(_ shares: [Double], least: [Double], available: Double) -> [Double] {
        let total = shares.reduce(0, +)
        var widths = shares.map { $0 / total * available }
        if least.reduce(0, +) <= available {
            let lacking = zip(widths, least).reduce(0) { $0 + max(0, $1.1 - $1.0) }
            let spare = zip(widths, least).reduce(0) { $0 + max(0, $1.0 - $1.1) }
            for index in widths.indices {
                if widths[index] < least[index] {
                    widths[index] = least[index]
                } else if spare > 0 {
                    widths[index] -= (widths[index] - least[index]) / spare * lacking
                }
            }
        }
        return widths
    }

    private func headerBand() throws(LetterError) -> Band {
        var band = try row(table.columns.map(\.heading), cell.bolded(), isHeader: true)
        guard table.hasColumnNumbers else { return band }
        let numbers = try row(
            table.columns.indices.map { "(\($0 + 1))" }, style.italic(cell), isHeader: true)
        band.items += numbers.items.map { $0.moved(x: 0, y: band.height) }
        band.height += numbers.height
        return band
    }

    /// One row; in a header row every cell stands in the middle.
    private func row(
        _ cells: [String], _ textStyle: TextStyle, isHeader: Bool = false
    ) throws(LetterError) -> Band {
        var paragraphs: [SetParagraph] = []
        for (index, text) in cells.enumerated() {
            let width = max(row.textWidth(index), textStyle.size)
            paragraphs.append(
                try setter.set(
                    [TextRun(text, textStyle)], width: width, alignment: isHeader ? .centre : alignment(index)))
        }
        return row.band(paragraphs, isCentred: isHeader)
    }

    private func alignment(_ column: Int) -> TextAlignment {
        switch table.columns[column].alignment {
        case .left: .left
        case .centre: .centre
        case .right: .right
        }
    }
}

/// The widest words of one column, by an estimate that needs no typesetting. Words of more than 20 letters count for
/// nothing: they are broken rather than given the table.
private struct LongestWords {
    private(set) var heading = ""
    private(set) var cell = ""

    init(column: Int, of table: LetterTable) {
        heading = Self.widest(of: CollectionOfOne(table.columns[column].heading))
        cell = Self.widest(of: table.rows.lazy.map { $0[column] })
    }

    private static func widest(of texts: some Sequence<String>) -> String {
        var widest: (word: Substring, width: Int) = ("", 0)
        for text in texts {
            for word in text.split(separator: " ") {
                let width = estimatedWidth(word)
                if width > widest.width, word.unicodeScalars.count <= 20 { widest = (word, width) }
            }
        }
        return String(widest.word)
    }

    /// In hundredths of the size, about.
    private static func estimatedWidth(_ word: Substring) -> Int {
        word.unicodeScalars.reduce(0) { sum, scalar in
            switch scalar {
            case "A"..."Z", "Ă", "Â", "Đ", "Ê", "Ô", "Ơ", "Ư", "m", "w": sum + 72
            case "i", "j", "l", "t", "f", ".", ",", ";", ":", "(", ")", "/", "-", "'": sum + 30
            default: sum + 50
            }
        }
    }
}
