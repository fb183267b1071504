// The sheet of paper: Decree 30/2020, Appendix I.

/// Paper and margins, in points from the top left corner.
struct PageGeometry: Hashable, Sendable {
    let width: Double
    let height: Double
    let marginTop: Double
    let marginBottom: Double
    let marginLeft: Double
    let marginRight: Double

    var textWidth: Double { width - marginLeft - marginRight }
    var textHeight: Double { height - marginTop - marginBottom }

    /// A4 upright; margins inside the ranges of the decree (top and bottom 20–25, left 30–35, right 15–20 mm).
    static let portrait = PageGeometry(
        width: millimetres(210), height: millimetres(297), marginTop: millimetres(20), marginBottom: millimetres(20),
        marginLeft: millimetres(30), marginRight: millimetres(17))
    /// A4 on its side, for registers and data sheets: the binding edge stays wide.
    static let landscape = PageGeometry(
        width: millimetres(297), height: millimetres(210), marginTop: millimetres(22), marginBottom: millimetres(20),
        marginLeft: millimetres(30), marginRight: millimetres(15))

    /// The baseline of the page number, in the middle of the top margin.
    var pageNumberBaseline: Double { marginTop * 0.66 }
}

/// Points of so many millimetres.
func millimetres(_ count: Double) -> Double { count * 72 / 25.4 }
