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

    /// The lines of several paragraphs as one; `nil` of none.
    init?(joining paragraphs: [SetParagraph]) {
        guard let first = paragraphs.first else { return nil }
        size = first.size
        lines = paragraphs.flatMap(\.lines)
        unknownGlyphs = paragraphs.reduce(0) { $0 + $1.unknownGlyphs }
    }

    /// The width of the widest line.
    var width: Double { lines.reduce(0) { max($0, $1.width) } }
}

/// One line of a paragraph. Measures are in points; `x` is its place in the paragraph's width.
struct SetLine {
    /// Keeps the layout alive: Pango needs its text to write the characters into the PDF beside the glyphs.
    let owner: PangoLayoutOwner
    let line: UnsafeMutablePointer<PangoLayoutLine>
    let x: Double
    let width: Double
    let ascent: Double
    let descent: Double

    /// The characters of the line.
    var text: String {
        guard let whole = pango_layout_get_text(owner.layout) else { return "" }
        let start = Int(line.pointee.start_index)
        let bytes = UnsafeRawBufferPointer(start: whole + start, count: Int(line.pointee.length))
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The distance from the line's left end to the character that begins at that byte of the text.
    func position(ofByte index: Int) -> Double {
        var position: Int32 = 0
        pango_layout_line_index_to_x(line, Int32(index), 0, &position)
        return points(position)
    }
}

/// Frees a Pango layout when its last line is drawn.
final class PangoLayoutOwner {
    let layout: OpaquePointer

    /// Takes the layout over.
    init(_ layout: OpaquePointer) { self.layout = layout }

    deinit { g_object_unref(UnsafeMutableRawPointer(layout)) }
}

private func points(_ pangoUnits: Int32) -> Double { Double(pangoUnits) / Double(PANGO_SCALE) }
