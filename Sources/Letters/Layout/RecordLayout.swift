// Wide tables, row by row: each cell beside the heading of its column.

/// Sets each row of a table as a record: the first three cells (number, personal number, name) are its title, the
/// others stand beside the headings of their columns, two pairs on a line.
struct RecordLayout {
    private let table: LetterTable
    private let style: LetterStyle
    private let setter: TextSetter

    /// Lines that stay with the title.
    private static let linesWithTitle = 3
    /// Cells in the title.
    private static let titleCells = 3
    /// Shares of the width: heading and value, twice.
    private static let shares = [0.2, 0.3, 0.2, 0.3]
    private let row: CellRow

    init(table: LetterTable, style: LetterStyle, setter: TextSetter) {
        self.table = table
        self.style = style
        self.setter = setter
        row = CellRow(
            widths: Self.shares.map { $0 * style.geometry.textWidth }, paddingY: 1.5,
            borderThickness: style.borderThickness)
    }

    /// Hands every record to `emit`: its title and its lines. The title stays with the first of them, and stands again
    /// where the record goes on over the page.
    func records(_ emit: (Band) throws(LetterError) -> Void) throws(LetterError) {
        for cells in table.rows {
            let title = try title(cells)
            let again = TableHeader(title)
            try emit(title)
            let rest = Array(zip(table.columns, cells).dropFirst(Self.titleCells))
            for start in stride(from: 0, to: rest.count, by: 2) {
                let pairs = rest[start..<min(start + 2, rest.count)].map { ($0.0.heading, $0.1) }
                var band = try line(pairs)
                band.keepsWithNext = start < 2 * Self.linesWithTitle && start + 2 < rest.count
                band.tableHeader = again
                try emit(band)
            }
        }
    }

    private func title(_ cells: [String]) throws(LetterError) -> Band {
        let keys = cells.dropFirst().prefix(Self.titleCells - 1).joined(separator: " – ")
        let text = "\(cells.first ?? ""). \(keys)"
        let paragraph = try setter.set([TextRun(text, style.table.bolded())], width: style.geometry.textWidth)
        return Band(
            items: paragraph.stacked(x: 0, y: 0), height: paragraph.height + 2, gapBefore: 2 * style.paragraphGap,
            keepsWithNext: true)
    }

    private func line(_ pairs: [(heading: String, value: String)]) throws(LetterError) -> Band {
        var paragraphs: [SetParagraph] = []
        for (index, pair) in pairs.enumerated() {
            let heading = [TextRun(pair.heading, style.italic(style.table))]
            paragraphs.append(try setter.set(heading, width: row.textWidth(2 * index)))
            paragraphs.append(try setter.set([TextRun(pair.value, style.table)], width: row.textWidth(2 * index + 1)))
        }
        return row.band(paragraphs)
    }
}
