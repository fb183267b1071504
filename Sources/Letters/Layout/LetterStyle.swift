// Sizes and gaps of a letter: Decree 30/2020, Appendix I.

/// The measures of one letter. Sizes move together, as the decree wants: national name 12, motto 13, place and
/// date 13.
struct LetterStyle: Sendable {
    var geometry: PageGeometry
    var body: TextStyle
    var table: TextStyle

    let nationalName = TextStyle(size: 12, bold: true)
    let motto = TextStyle(size: 13, bold: true)
    let superior = TextStyle(size: 12)
    let agency = TextStyle(size: 12, bold: true)
    let number = TextStyle(size: 13)
    let subject = TextStyle(size: 12)
    let placeAndDate = TextStyle(size: 13, italic: true)
    let title = TextStyle(size: 14, bold: true)
    let coverName = TextStyle(size: 18, bold: true)
    let distributionHeading = TextStyle(size: 12, bold: true, italic: true)
    let distribution = TextStyle(size: 11)
    let pageNumber = TextStyle(size: 13)
    let draftMark = TextStyle(size: 12, bold: true)
    let foot = TextStyle(size: 9, italic: true)

    /// 1.27 cm.
    let firstLineIndent = 36.0
    let paragraphGap = 6.0
    let ruleThickness = 0.75
    let borderThickness = 0.5
    /// 14 mm: a module of a code of 33 modules is 0.42 mm wide, which telephones read from paper.
    let codeSide = millimetres(14)
    /// How far the code stands above the rule of the foot, to leave the printer its margin below.
    let codeRise = 3.0
    /// Room for the signature and the seal.
    let signatureRoom = 62.0

    init(_ document: LetterDocument) {
        geometry = PageGeometry(of: document)
        body = TextStyle(size: Double(document.bodySize))
        table = TextStyle(size: document.orientation == .landscape ? 11 : 12)
    }

    func italic(_ style: TextStyle, size: Double? = nil) -> TextStyle {
        TextStyle(size: size ?? style.size, bold: style.bold, italic: true)
    }
}
