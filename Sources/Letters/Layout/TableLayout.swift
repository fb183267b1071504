// Tables: wrapped cells, borders, and a header row that stands again on every page.

/// Lays a table out row by row.
struct TableLayout {
    let table: LetterTable
    let style: LetterStyle
    let setter: TextSetter

    private static let paddingX = 3.5
    private static let paddingY = 2.5

    /// Hands every row to `emit`, the header first.
    func rows(_ emit: (Band) throws(LetterError) -> Void) throws(LetterError) {
        let edges = try columnEdges()
        let header = TableHeader(try headerBand(edges))
        var first = header.band
        first.gapBefore = style.paragraphGap
        first.keepsWithNext = !table.rows.isEmpty
        try emit(first)
        for cells in table.rows {
            var band = try row(cells, edges: edges) { _ in style.table }
            band.tableHeader = header
            try emit(band)
        }
    }

    /// The x of every vertical border, from the left margin to the right one. Columns get their share of the width, but
    /// none gets less than its longest word, as far as all of them can have that: dates are not torn.
    private func columnEdges() throws(LetterError) -> [Double] {
        let available = style.geometry.textWidth
        let total = table.columns.reduce(0) { $0 + $1.width }
        var widths = table.columns.map { $0.width / total * available }
        var least: [Double] = []
        for index in widths.indices { least.append(min(try widthOfLongestWord(index), available / 3)) }
        let leastTotal = least.reduce(0, +)
        if leastTotal <= available {
            // What the narrow columns need on top is taken from the others, each by what it has to spare.
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
        var edges = [0.0]
        for width in widths { edges.append((edges.last ?? 0) + width) }
        return edges
    }

    /// The width, with padding, of the longest word of a column's heading and of its cells; longest by bytes, which is
    /// near enough and needs no typesetting. Words that no column could hold are left to be broken.
    private func widthOfLongestWord(_ column: Int) throws(LetterError) -> Double {
        func longest(_ text: String, _ known: Substring) -> Substring {
            text.split(separator: " ").reduce(known) { $1.utf8.count > $0.utf8.count && $1.utf8.count <= 24 ? $1 : $0 }
        }
        let heading = longest(table.columns[column].heading, "")
        var cell: Substring = ""
        for row in table.rows { cell = longest(row[column], cell) }
        let headingWidth = try setter.set([TextRun(String(heading), style.table.bolded())], width: nil).width
        let cellWidth = try setter.set([TextRun(String(cell), style.table)], width: nil).width
        return max(headingWidth, cellWidth) + 2 * Self.paddingX + 0.5
    }

    private func headerBand(_ edges: [Double]) throws(LetterError) -> Band {
        var band = try row(
            table.columns.map(\.heading), edges: edges, alignment: { _ in .centre }, isMiddle: true
        ) { _ in style.table.bolded() }
        guard table.hasColumnNumbers else { return band }
        let numbers = try row(
            table.columns.indices.map { "(\($0 + 1))" }, edges: edges, alignment: { _ in .centre }
        ) { _ in style.italic(style.table) }
        band.items += numbers.items.map { $0.moved(x: 0, y: band.height) }
        band.height += numbers.height
        return band
    }

    private func row(
        _ cells: [String], edges: [Double], alignment: ((Int) -> TextAlignment)? = nil, isMiddle: Bool = false,
        cellStyle: (Int) -> TextStyle
    ) throws(LetterError) -> Band {
        var paragraphs: [SetParagraph] = []
        for (index, cell) in cells.enumerated() {
            let width = edges[index + 1] - edges[index] - 2 * Self.paddingX
            let cellAlignment = alignment?(index) ?? self.alignment(index)
            paragraphs.append(
                try setter.set(
                    [TextRun(cell, cellStyle(index))], width: max(width, style.table.size), alignment: cellAlignment))
        }
        let textHeight = paragraphs.reduce(0) { max($0, $1.height) }
        var band = Band(height: textHeight + 2 * Self.paddingY)
        for (index, paragraph) in paragraphs.enumerated() {
            let down = isMiddle ? (textHeight - paragraph.height) / 2 : 0
            band.items += paragraph.stacked(x: edges[index] + Self.paddingX, y: Self.paddingY + down)
        }
        band.items += borders(edges, height: band.height)
        return band
    }

    private func alignment(_ column: Int) -> TextAlignment {
        switch table.columns[column].alignment {
        case .left: .left
        case .centre: .centre
        case .right: .right
        }
    }

    private func borders(_ edges: [Double], height: Double) -> [PageItem] {
        let thickness = style.borderThickness
        let width = (edges.last ?? 0) + thickness
        return [
            .bar(x: -thickness / 2, y: -thickness / 2, width: width, height: thickness),
            .bar(x: -thickness / 2, y: height - thickness / 2, width: width, height: thickness),
        ] + edges.map { .bar(x: $0 - thickness / 2, y: 0, width: thickness, height: height) }
    }
}
