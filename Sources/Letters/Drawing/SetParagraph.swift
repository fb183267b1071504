// A paragraph after typesetting: its lines, with their measures.

import CPangoCairo

/// The lines that a text was broken into.
struct SetParagraph {
    /// Point size of the first run, from which the line step follows.
    let size: Double
    private(set) var lines: [SetLine] = []
    /// How many glyphs the faces lack; Pango draws a box for each.
    let unknownGlyphs: Int

    /// Reads the broken lines out of a layout.
    init(_ layout: PangoLayoutOwner, size: Double) {
        self.size = size
        unknownGlyphs = Int(pango_layout_get_unknown_glyphs_count(layout.layout))
        guard let iterator = pango_layout_get_iter(layout.layout) else { return }
        defer { pango_layout_iter_free(iterator) }
        repeat {
            guard let line = pango_layout_iter_get_line_readonly(iterator) else { return }
            var logical = PangoRectangle()
            pango_layout_iter_get_line_extents(iterator, nil, &logical)
            let baseline = pango_layout_iter_get_baseline(iterator)
            lines.append(
                SetLine(
                    owner: layout, line: line, x: points(logical.x), width: points(logical.width),
                    ascent: points(baseline - logical.y), descent: points(logical.y + logical.height - baseline)))
        } while pango_layout_iter_next_line(iterator) != 0
    }

    /// The width of the widest line.
    var width: Double { lines.reduce(0) { max($0, $1.width) } }

    /// The same lines, moved to the right.
    func movedIn(by distance: Double) -> SetParagraph {
        var moved = self
        for index in moved.lines.indices { moved.lines[index].x += distance }
        return moved
    }
}

/// One line of a paragraph. Measures are in points; `x` is its place in the paragraph's width.
struct SetLine {
    /// Keeps the layout alive: Pango needs its text to write the characters into the PDF beside the glyphs.
    let owner: PangoLayoutOwner
    let line: UnsafeMutablePointer<PangoLayoutLine>
    var x: Double
    let width: Double
    let ascent: Double
    let descent: Double
}

/// Frees a Pango layout when its last line is drawn.
final class PangoLayoutOwner {
    let layout: OpaquePointer

    /// Takes the layout over.
    init(_ layout: OpaquePointer) { self.layout = layout }

    deinit { g_object_unref(UnsafeMutableRawPointer(layout)) }
}

private func points(_ pangoUnits: Int32) -> Double { Double(pangoUnits) / Double(PANGO_SCALE) }
