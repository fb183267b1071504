// A row of cells between borders, in tables and records alike.

/// Puts set paragraphs side by side in columns and draws the borders round them.
struct CellRow {
    /// The x of every vertical border, from the left margin to the right one.
    let edges: [Double]
    let paddingY: Double
    let borderThickness: Double

    static let paddingX = 3.5

    init(widths: [Double], paddingY: Double, borderThickness: Double) {
        var edges = [0.0]
        for width in widths { edges.append((edges.last ?? 0) + width) }
        self.edges = edges
        self.paddingY = paddingY
        self.borderThickness = borderThickness
    }

    /// The width that a text has in that column.
    func textWidth(_ column: Int) -> Double { edges[column + 1] - edges[column] - 2 * Self.paddingX }

    /// The row, as high as its highest cell; `isCentred` moves the others to the middle of that height.
    func band(_ cells: [SetParagraph], isCentred: Bool = false) -> Band {
        let textHeight = cells.reduce(0) { max($0, $1.height) }
        var band = Band(height: textHeight + 2 * paddingY)
        for (index, cell) in cells.enumerated() {
            let down = isCentred ? (textHeight - cell.height) / 2 : 0
            band.items += cell.stacked(x: edges[index] + Self.paddingX, y: paddingY + down)
        }
        band.items += borders(height: band.height)
        return band
    }

    private func borders(height: Double) -> [PageItem] {
        let thickness = borderThickness
        let width = (edges.last ?? 0) + thickness
        return [
            .bar(x: -thickness / 2, y: -thickness / 2, width: width, height: thickness),
            .bar(x: -thickness / 2, y: height - thickness / 2, width: width, height: thickness),
        ] + edges.map { .bar(x: $0 - thickness / 2, y: 0, width: thickness, height: height) }
    }
}
