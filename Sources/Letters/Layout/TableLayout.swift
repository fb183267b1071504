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
        let edges = columnEdges()
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

    /// The x of every vertical border, from the left margin to the right one.
    private func columnEdges() -> [Double] {
        let total = table.columns.reduce(0) { $0 + $1.width }
        var edges = [0.0]
        for column in table.columns {
            edges.append((edges.last ?? 0) + column.width / total * style.geometry.textWidth)
        }
        return edges
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
