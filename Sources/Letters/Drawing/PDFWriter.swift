// Writes pages as one PDF, with cairo.

import CPangoCairo

/// What the information dictionary of the file says. Nothing in it depends on when or where the file is made.
struct PDFInformation: Sendable {
    var title: String
    var author: String
    var subject: String
    /// What the code on the paper says: whoever changes the file leaves here which paper it claims to be.
    var keywords: String
    /// ISO 8601, as cairo wants it.
    var created: String
}

extension PDFInformation {
    /// Of a file that is or begins with this letter.
    init(_ document: LetterDocument, title: String, subject: String, keywords: String) {
        self.init(
            title: title, author: document.author, subject: subject, keywords: keywords,
            created: "\(document.created)T00:00:00+07:00")
    }
}

/// Draws pages and hands out the bytes as they come: the same pages and information give the same bytes.
struct PDFWriter: PageSink {
    private let canvas: PDFCanvas
    private var size: (width: Double, height: Double)
    private var pages = 0

    /// A writer that gives each piece of the file to `output`, in order.
    init(
        _ information: PDFInformation, geometry: PageGeometry, output: @escaping (UnsafeBufferPointer<UInt8>) -> Void
    ) throws(LetterError) {
        size = (geometry.width, geometry.height)
        canvas = try PDFCanvas(geometry, output: output)
        let surface = canvas.surface
        cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_5)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, information.title)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_AUTHOR, information.author)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_SUBJECT, information.subject)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_KEYWORDS, information.keywords)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Trình Ký")
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, information.created)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_MOD_DATE, information.created)
    }

    /// The next page can be found in the outline of the file by that name.
    func mark(_ name: String) {
        cairo_pdf_surface_add_outline(
            canvas.surface, CAIRO_PDF_OUTLINE_ROOT, name, "page=\(pages + 1)", CAIRO_PDF_OUTLINE_FLAG_OPEN)
    }

    mutating func page(_ items: [PageItem], geometry: PageGeometry) throws(LetterError) {
        if size != (geometry.width, geometry.height) {
            cairo_pdf_surface_set_size(canvas.surface, geometry.width, geometry.height)
            size = (geometry.width, geometry.height)
        }
        let cairo = canvas.cairo
        cairo_set_source_rgb(cairo, 0, 0, 0)
        for item in items {
            switch item.content {
            case .line(let line):
                cairo_move_to(cairo, item.x, item.y)
                pango_cairo_show_layout_line(cairo, line.line)
            case .bar(let width, let height):
                cairo_rectangle(cairo, item.x, item.y, width, height)
                cairo_fill(cairo)
            case .code(let code, let side): try canvas.paint(code, x: item.x, y: item.y, side: side)
            }
        }
        cairo_show_page(cairo)
        pages += 1
        try canvas.check(cairo_status(cairo))
    }

    /// Ends the file. Call once, after the last page; the writer is of no use afterwards.
    consuming func finish() throws(LetterError) {
        cairo_surface_finish(canvas.surface)
        try canvas.check(cairo_surface_status(canvas.surface))
    }
}

/// cairo's surface and context, freed also when a page fails.
private final class PDFCanvas {
    let surface: OpaquePointer
    let cairo: OpaquePointer
    private let output: PDFOutput
    /// Each code is one picture in the file, whatever number of pages shows it.
    private var pictures: [QRCode: OpaquePointer] = [:]

    init(
        _ geometry: PageGeometry, output: @escaping (UnsafeBufferPointer<UInt8>) -> Void
    ) throws(LetterError) {
        let output = PDFOutput(output)
        let surface = cairo_pdf_surface_create_for_stream(
            { closure, data, length in
                guard let closure, let data else { return CAIRO_STATUS_WRITE_ERROR }
                let output = Unmanaged<PDFOutput>.fromOpaque(closure).takeUnretainedValue()
                output.deliver(UnsafeBufferPointer(start: data, count: Int(length)))
                return CAIRO_STATUS_SUCCESS
            }, Unmanaged.passUnretained(output).toOpaque(), geometry.width, geometry.height)
        guard let surface, let cairo = cairo_create(surface) else { throw .drawingFailed("no PDF surface") }
        self.surface = surface
        self.cairo = cairo
        self.output = output
    }

    deinit {
        for picture in pictures.values { cairo_surface_destroy(picture) }
        cairo_destroy(cairo)
        cairo_surface_destroy(surface)
    }

    /// Paints the dark modules as a stencil of one dot a module: as a path they would be a good part of the work of a
    /// letter.
    func paint(_ code: QRCode, x: Double, y: Double, side: Double) throws(LetterError) {
        let picture = if let known = pictures[code] { known } else { try Self.picture(code) }
        pictures[code] = picture
        guard let stencil = cairo_pattern_create_for_surface(picture) else { throw .drawingFailed("no QR code") }
        defer { cairo_pattern_destroy(stencil) }
        // Modules have edges: nothing is to be smoothed where the picture is made larger.
        cairo_pattern_set_filter(stencil, CAIRO_FILTER_NEAREST)
        cairo_save(cairo)
        cairo_translate(cairo, x, y)
        cairo_scale(cairo, side / Double(code.side), side / Double(code.side))
        cairo_mask(cairo, stencil)
        cairo_restore(cairo)
    }

    private static func picture(_ code: QRCode) throws(LetterError) -> OpaquePointer {
        let side = Int32(code.side)
        guard let picture = cairo_image_surface_create(CAIRO_FORMAT_A8, side, side),
            let dots = cairo_image_surface_get_data(picture)
        else { throw .drawingFailed("no QR code") }
        cairo_surface_flush(picture)
        let stride = Int(cairo_image_surface_get_stride(picture))
        for (index, isDark) in code.modules.enumerated() {
            dots[index / code.side * stride + index % code.side] = isDark ? 255 : 0
        }
        cairo_surface_mark_dirty(picture)
        return picture
    }

    func check(_ status: cairo_status_t) throws(LetterError) {
        guard status == CAIRO_STATUS_SUCCESS else {
            throw .drawingFailed(String(cString: cairo_status_to_string(status)))
        }
    }
}

/// Where cairo's output stream ends up.
private final class PDFOutput {
    let deliver: (UnsafeBufferPointer<UInt8>) -> Void

    init(_ deliver: @escaping (UnsafeBufferPointer<UInt8>) -> Void) { self.deliver = deliver }
}
