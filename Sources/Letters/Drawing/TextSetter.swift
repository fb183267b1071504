// Shapes and breaks text into lines with Pango.

import Basics
import CPangoCairo

/// One typesetter: a font map, a context and the four Tinos faces. Making one is dear, so `TextSetterPool` keeps them.
///
/// Not thread-safe; used by one thread at a time. Everything that decides where a glyph stands is fixed here: 72 units
/// an inch (else 13 pt comes out as 17.3), no hinting and no rounding of advances (else letters snap to whole points),
/// and no fallback to other families (else Pango mixes them in without a word).
final class TextSetter {
    private let fontMap: UnsafeMutablePointer<PangoFontMap>
    private let context: OpaquePointer
    private var descriptions: [TextStyle: OpaquePointer] = [:]
    private var faces: [UnsafeMutablePointer<PangoFont>] = []
    /// What is known of each scalar of the Basic Multilingual Plane: 0 not asked yet, 1 drawable, 2 not.
    private var coverage = [UInt8](repeating: 0, count: 0x10000)
    /// Laws, duties and headings are the same on each letter, and breaking lines is a quarter of the work of drawing.
    private var kept = RecentValues<ParagraphShape, SetParagraph>(max: Limits.setParagraphsMax)

    /// Refuses when the Tinos faces are not installed.
    init() throws(LetterError) {
        let fonts = try LetterFonts.shared.get()
        guard let map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT) else {
            throw .drawingFailed("no Pango font map")
        }
        fontMap = map
        pango_fc_font_map_set_config(OpaquePointer(map), fonts.configuration)
        guard let context = pango_font_map_create_context(map) else { throw .drawingFailed("no Pango context") }
        self.context = context
        pango_cairo_context_set_resolution(context, 72)
        pango_context_set_round_glyph_positions(context, 0)
        pango_context_set_base_dir(context, PANGO_DIRECTION_LTR)
        pango_context_set_language(context, pango_language_from_string("vi"))
        let options = cairo_font_options_create()
        cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
        cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
        pango_cairo_context_set_font_options(context, options)
        cairo_font_options_destroy(options)
        for bold in [false, true] {
            for italic in [false, true] {
                faces.append(try loadFace(TextStyle(size: 12, bold: bold, italic: italic)))
            }
        }
    }

    deinit {
        for face in faces { g_object_unref(face) }
        for description in descriptions.values { pango_font_description_free(description) }
        g_object_unref(UnsafeMutableRawPointer(context))
        g_object_unref(fontMap)
    }

    /// Sets the runs as one paragraph. `width` nil leaves them on one line; `indent` moves the first line in. With
    /// `keepsTogether`, lines do not end inside document numbers, dates and names (`WordTies`).
    func set(
        _ runs: [TextRun], width: Double?, alignment: TextAlignment = .left, indent: Double = 0, lineLimit: Int? = nil,
        keepsTogether: Bool = false
    ) throws(LetterError) -> SetParagraph {
        let wanted = ParagraphShape(
            runs: runs, width: width, alignment: alignment, indent: indent, lineLimit: lineLimit,
            keepsTogether: keepsTogether)
        if let paragraph = kept.recall(wanted) { return paragraph }
        let paragraph = try set(wanted)
        kept.keep(paragraph, for: wanted)
        return paragraph
    }

    private func set(_ wanted: ParagraphShape) throws(LetterError) -> SetParagraph {
        let runs = wanted.runs
        guard let layout = pango_layout_new(context) else { throw .drawingFailed("no Pango layout") }
        let owner = PangoLayoutOwner(layout)
        pango_layout_set_auto_dir(layout, 0)
        pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR)
        if let width = wanted.width { pango_layout_set_width(layout, pangoUnits(width)) }
        if wanted.indent != 0 { pango_layout_set_indent(layout, pangoUnits(wanted.indent)) }
        if let lineLimit = wanted.lineLimit {
            pango_layout_set_height(layout, Int32(-lineLimit))
            pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END)
        }
        switch wanted.alignment {
        case .left: break
        case .centre: pango_layout_set_alignment(layout, PANGO_ALIGN_CENTER)
        case .right: pango_layout_set_alignment(layout, PANGO_ALIGN_RIGHT)
        // A word that fills a line would be pulled apart letter by letter, or the words beside it away from it.
        case .justified:
            if !runs.contains(where: { WordTies.hasUnwieldyWord($0.text) }) { pango_layout_set_justify(layout, 1) }
        }
        let attributes = pango_attr_list_new()
        pango_attr_list_insert(attributes, pango_attr_fallback_new(0))
        pango_attr_list_insert(attributes, pango_attr_insert_hyphens_new(0))
        var text: [CChar] = []
        for run in runs {
            let start = text.count
            for byte in run.text.utf8 { text.append(CChar(bitPattern: byte)) }
            if let attribute = pango_attr_font_desc_new(description(run.style)) {
                attribute.pointee.start_index = guint(start)
                attribute.pointee.end_index = guint(text.count)
                pango_attr_list_insert(attributes, attribute)
            }
        }
        if wanted.keepsTogether {
            for range in WordTies.ranges(in: runs.map(\.text).joined()) {
                guard let attribute = pango_attr_allow_breaks_new(0) else { continue }
                attribute.pointee.start_index = guint(range.lowerBound)
                attribute.pointee.end_index = guint(range.upperBound)
                pango_attr_list_insert(attributes, attribute)
            }
        }
        if let style = runs.first?.style { pango_layout_set_font_description(layout, description(style)) }
        pango_layout_set_text(layout, text, Int32(text.count))
        pango_layout_set_attributes(layout, attributes)
        pango_attr_list_unref(attributes)
        return SetParagraph(owner, size: runs.first?.style.size ?? 0)
    }

    /// Whether all four faces have a glyph of their own for the scalar. Controls and invisible format characters, such
    /// as those that turn the direction of writing, have no place in a letter whatever the font holds.
    func canDraw(_ scalar: Unicode.Scalar) -> Bool {
        guard let index = UInt16(exactly: scalar.value).map(Int.init) else { return isInAllFaces(scalar) }
        if coverage[index] == 0 { coverage[index] = isInAllFaces(scalar) ? 1 : 2 }
        return coverage[index] == 1
    }

    private func isInAllFaces(_ scalar: Unicode.Scalar) -> Bool {
        !scalar.hasNoPlaceInLetters && faces.allSatisfy { pango_font_has_char($0, scalar.value) != 0 }
    }

    private func description(_ style: TextStyle) -> OpaquePointer? {
        if let known = descriptions[style] { return known }
        let description = pango_font_description_new()
        pango_font_description_set_family(description, TextStyle.family)
        pango_font_description_set_absolute_size(description, style.size * Double(PANGO_SCALE))
        pango_font_description_set_weight(description, style.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL)
        pango_font_description_set_style(description, style.italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL)
        descriptions[style] = description
        return description
    }

    /// Loads one cut and makes sure of what was loaded: fontconfig answers every question with *some* font.
    private func loadFace(_ style: TextStyle) throws(LetterError) -> UnsafeMutablePointer<PangoFont> {
        guard let font = pango_font_map_load_font(fontMap, context, description(style)) else { throw .fontMissing }
        let loaded = pango_font_describe(font)
        defer { pango_font_description_free(loaded) }
        guard let family = pango_font_description_get_family(loaded),
            String(cString: family) == TextStyle.family,
            (pango_font_description_get_weight(loaded) == PANGO_WEIGHT_BOLD) == style.bold,
            (pango_font_description_get_style(loaded) == PANGO_STYLE_ITALIC) == style.italic
        else {
            g_object_unref(font)
            throw .fontMissing
        }
        return font
    }
}

/// Pango measures in 1/1024 of a point.
private func pangoUnits(_ points: Double) -> Int32 { Int32((points * Double(PANGO_SCALE)).rounded()) }
