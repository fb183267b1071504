// The sheet of paper: Decree 30/2020, Appendix I.

import Casework

/// Paper and margins, in points from the top left corner.
struct PageGeometry: Hashable, Sendable {
    let width: Double
    let height: Double
    let marginTop: Double
    let marginBottom: Double
    let marginLeft: Double
    let marginRight: Double

    private init(width: Double, height: Double, top: Double, right: Double) {
        self.width = millimetres(width)
        self.height = millimetres(height)
        marginTop = millimetres(top)
        marginBottom = millimetres(20)
        marginLeft = millimetres(30)
        marginRight = millimetres(right)
    }

    var textWidth: Double { width - marginLeft - marginRight }
    var textHeight: Double { height - marginTop - marginBottom }

    /// A4 upright; margins inside the ranges of the decree (top and bottom 20–25, left 30–35, right 15–20 mm).
    static let portrait = PageGeometry(width: 210, height: 297, top: 20, right: 17)
    /// A4 on its side, for registers and data sheets: the binding edge stays wide.
    static let landscape = PageGeometry(width: 297, height: 210, top: 22, right: 15)
    /// A5, always on its side: the two columns of the heading need the width of an upright A4.
    static let slip = PageGeometry(width: 210, height: 148, top: 20, right: 17)

    /// What the letter is printed on.
    init(of document: LetterDocument) {
        self =
            switch (document.sheet, document.orientation) {
            case (.a4, .portrait): .portrait
            case (.a4, .landscape): .landscape
            case (.a5, _): .slip
            }
    }

    /// The baseline of the page number, in the middle of the top margin.
    var pageNumberBaseline: Double { marginTop * 0.66 }
}

/// Points of so many millimetres.
func millimetres(_ count: Double) -> Double { count * 72 / 25.4 }
