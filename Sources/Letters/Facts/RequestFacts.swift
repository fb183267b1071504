// The written request.

public import Basics
public import Casework

/// What the request says, apart from its scope.
public struct RequestFacts: FactSource {
    /// The organisation's own number and notation, such as `15/CV-VPCC`; `nil` until it has given one.
    public var documentNumber: String?
    public var documentDate: LocalDate?
    /// Whether the document has a number: a person gives theirs none.
    public var isNumbered = true
    /// The number and date of the request that this one takes the place of; `nil` for the first.
    public var replaces: (number: String, date: LocalDate)?
    /// The supplement slip on which this one answers.
    public var supplementSlip: (number: String, date: LocalDate)?
    /// Place before the date; empty for none.
    public var place = ""
    public var signatoryName = ""
    public var signatoryTitle = ""
    /// `TL. BỘ TRƯỞNG`; empty for the head.
    public var signatoryAuthority = ""
    /// What stands in the place of a signature, such as `(Đã ký)`; empty for the room for one.
    public var signatoryRemark = ""
    /// The coded purpose in words.
    public var purposeLabel = ""
    /// The purpose in the organisation's words. Line ends start a paragraph.
    public var purposeText = ""
    /// Line ends start a paragraph.
    public var legalBasis = ""
    public var useUntil: LocalDate?
    /// The undertakings, as sentences.
    public var undertakings: [String] = []
    /// Gives the year while there is no date.
    public var preparedOn: LocalDate

    public init(preparedOn: LocalDate) { self.preparedOn = preparedOn }

    /// Whether its number, where it has one, and its date are not given yet.
    public var isDraft: Bool { isNumbered && documentNumber == nil || documentDate == nil }

    public var group: FactGroup { .request }

    /// The earlier document, by its number unless this one has the same.
    private func replaced(_ earlier: (number: String, date: LocalDate)) -> String {
        earlier.number == documentNumber
            ? "cùng số \(LetterWording.date(earlier.date))"
            : LetterWording.numberAndDate(LetterWording.ownNumber(earlier.number), earlier.date)
    }

    public func write(_ pen: inout FactPen) {
        let number = documentNumber.map(LetterWording.ownNumber)
        pen.wording("documentNumberLine", "Số: \(number.map { pen.line($0) } ?? LetterWording.gap)")
        pen.text("documentNumber", number)
        pen.text("documentDate", documentDate.map(LetterWording.date))
        pen.text("replaces", replaces.map(replaced))
        pen.text("supplementSlip", supplementSlip.map(LetterWording.numberAndDate))
        pen.wording(
            "requestPlaceAndDate",
            LetterWording.placeAndDate(pen.line(place), documentDate, year: preparedOn.year))
        pen.text("signatoryName", signatoryName)
        pen.text("signatoryTitle", signatoryTitle)
        pen.upper("signatoryTitleUpper", signatoryTitle)
        pen.upper("signatoryAuthority", signatoryAuthority)
        pen.text("signatoryRemark", signatoryRemark)
        pen.text("purposeLabel", purposeLabel)
        pen.paragraphs("purposeParagraphs", purposeText)
        pen.paragraphs("legalBasisParagraphs", legalBasis)
        pen.text("useUntil", useUntil.map(LetterWording.date))
        pen.points("undertakings", undertakings)
    }
}
