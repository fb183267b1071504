// A horizontal strip of a page: the unit that pages are made of.

/// A strip as wide as the text, with what stands in it. A paragraph is one band for each line; a heading, a table row
/// and a signature block are one band each, as they must not be torn.
struct Band {
    /// Relative to the band's top left corner.
    var items: [PageItem] = []
    var height: Double
    /// Left out at the top of a page.
    var gapBefore: Double = 0
    /// Whether the next band must stand on the same page.
    var keepsWithNext = false
    var startsPage = false
    /// Whether the page that it starts is the first of its own count: an annex is numbered by itself.
    var restartsNumbering = false
    /// The header row to repeat when this band, a table row, opens a page.
    var tableHeader: TableHeader?

    /// Cuts a band that is higher than a page: what ends above the cut stays, the rest is returned. Lines of text are
    /// never cut, so the cut moves up to the top of the first line it would go through; bars are cut in two.
    mutating func split(at limit: Double) -> Band {
        var cut = limit
        var moved = true
        while moved {
            moved = false
            for item in items {
                if case .line = item.content, item.top < cut, item.bottom > cut + 0.01 {
                    cut = item.top
                    moved = true
                }
            }
        }
        if cut < 1 { cut = limit }
        var rest = Band(height: height - cut, keepsWithNext: keepsWithNext, tableHeader: tableHeader)
        var kept: [PageItem] = []
        for item in items {
            if item.bottom <= cut + 0.01 {
                kept.append(item)
            } else if case .bar(let width, let height) = item.content, item.top < cut {
                kept.append(.bar(x: item.x, y: item.y, width: width, height: cut - item.y))
                rest.items.append(.bar(x: item.x, y: 0, width: width, height: item.y + height - cut))
            } else {
                rest.items.append(item.moved(x: 0, y: -cut))
            }
        }
        items = kept
        height = cut
        keepsWithNext = false
        return rest
    }
}

/// A table's header row, shared by all its rows.
final class TableHeader {
    let band: Band
    init(_ band: Band) { self.band = band }
}

extension SetParagraph {
    /// The distance from baseline to baseline: a little more than single, well under the decree's 1.5.
    var lineStep: Double { size * 1.22 }

    /// The lines one under the other from `y`, for use inside a band.
    func stacked(x: Double, y: Double) -> [PageItem] {
        lines.enumerated().map { index, line in
            .line(line, x: x + line.x, baseline: y + Double(index) * lineStep + baselineOffset(of: line))
        }
    }

    /// The height of all lines.
    var height: Double { Double(lines.count) * lineStep }

    /// One band for each line. Two lines at least stay together at either end of the paragraph (no widows or orphans).
    func bands(x: Double = 0, gapBefore: Double) -> [Band] {
        let last = lines.count - 1
        return lines.enumerated().map { index, line in
            Band(
                items: [.line(line, x: x + line.x, baseline: baselineOffset(of: line))], height: lineStep,
                gapBefore: index == 0 ? gapBefore : 0,
                keepsWithNext: index < last && (index == 0 || index == last - 1))
        }
    }

    private func baselineOffset(of line: SetLine) -> Double {
        (lineStep - line.ascent - line.descent) / 2 + line.ascent
    }
}
