// What stands on a page, as values: the paginator places them, the PDF writer draws them, tests measure them.

/// One thing on a page. Coordinates are points from the top left corner of whatever holds it: first its band of text,
/// at last the sheet.
struct PageItem {
    enum Content {
        /// A line of text; `y` is its baseline.
        case line(SetLine)
        /// A filled black bar; `y` is its top edge. Rules and table borders are bars.
        case bar(width: Double, height: Double)
        /// A QR code; `y` is its top edge, `side` its width and height.
        case code(QRCode, side: Double)
    }

    var x: Double
    var y: Double
    var content: Content

    static func line(_ line: SetLine, x: Double, baseline: Double) -> PageItem {
        PageItem(x: x, y: baseline, content: .line(line))
    }

    static func bar(x: Double, y: Double, width: Double, height: Double) -> PageItem {
        PageItem(x: x, y: y, content: .bar(width: width, height: height))
    }

    static func code(_ code: QRCode, x: Double, y: Double, side: Double) -> PageItem {
        PageItem(x: x, y: y, content: .code(code, side: side))
    }

    /// The topmost edge.
    var top: Double {
        switch content {
        case .line(let line): y - line.ascent
        case .bar, .code: y
        }
    }

    /// The lowest edge.
    var bottom: Double {
        switch content {
        case .line(let line): y + line.descent
        case .bar(_, let height): y + height
        case .code(_, let side): y + side
        }
    }

    func moved(x dx: Double, y dy: Double) -> PageItem { PageItem(x: x + dx, y: y + dy, content: content) }
}

/// Receives finished pages in order.
protocol PageSink {
    mutating func page(_ items: [PageItem], geometry: PageGeometry) throws(LetterError)
}
