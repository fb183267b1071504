// The paper itself: number, date, draft or not.

public import Basics
public import Casework

/// What every letter says of itself. Kind, size and the laws in force are added when it is composed.
public struct PaperFacts: FactSource {
    /// The number from the outgoing register; `nil` in a preview.
    public var number: Int?
    /// What follows the slash, such as `QĐ-C06`.
    public var notation: String
    /// The letter's date, given with the number; `nil` in a preview.
    public var date: LocalDate?
    /// Place before the date; empty for none.
    public var place: String
    /// The day the draft was made; gives the year of a preview.
    public var preparedOn: LocalDate
    /// Whether the paper still waits for its number and date, and says so on every page.
    public var isDraft: Bool
    /// How to check that the paper is genuine, in the foot of every page: in words, and what a QR code says.
    public var verification: (text: String, link: String)?

    /// A paper of an office, numbered or to be numbered as its entry says.
    public init(
        _ entry: PaperEntry, of office: Office, number: Int?, date: LocalDate?, preparedOn: LocalDate
    ) {
        self.number = number
        notation = entry.notation(of: office)
        self.date = date
        place = office.place
        self.preparedOn = preparedOn
        isDraft = entry.series == .outgoing && (number == nil || date == nil)
    }

    public var group: FactGroup { .paper }

    public func write(_ pen: inout FactPen) {
        pen.flag("isDraft", isDraft)
        pen.wording("numberLine", LetterWording.numberLine(number, notation: pen.line(notation)))
        pen.wording(
            "numberAndDate",
            LetterWording.numberAndDate(number, notation: pen.line(notation), date, year: preparedOn.year))
        pen.wording("placeAndDate", LetterWording.placeAndDate(pen.line(place), date, year: preparedOn.year))
        pen.text("createdOn", (date ?? preparedOn).description)
        pen.text("verification", verification?.text)
        pen.text("verificationLink", verification?.link)
    }
}
