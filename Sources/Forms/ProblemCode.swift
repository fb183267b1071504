// The codes of every problem that reading a form or a list of persons can find.

/// A code of this target; the raw value is the translation key. Parameters stand behind each. A test holds the list
/// against `Templates/strings/{vi,en}/problems.json`, so that no code is without words.
public enum ProblemCode: String, CaseIterable, Sendable {
    // Any field
    /// Nothing was given where something is needed.
    case required = "problem.required"
    /// The same single field came more than once.
    case givenTwice = "problem.given-twice"
    /// `max`, `length`: more characters than the field takes.
    case tooLong = "problem.too-long"
    /// `character`: one that cannot be printed, or that turns the direction of text around, by its code point.
    case controlCharacter = "problem.control-character"

    // Numbers
    /// Not a whole number in digits.
    case notANumber = "problem.not-a-number"
    /// `min`, `max`: the least and the greatest that would do.
    case numberOutside = "problem.number-outside"

    // Dates
    /// No part of the date was given.
    case dateMissing = "problem.date-missing"
    case dateDayMissing = "problem.date-day-missing"
    case dateMonthMissing = "problem.date-month-missing"
    case dateYearMissing = "problem.date-year-missing"
    /// The year has not four digits.
    case yearFourDigits = "problem.year-four-digits"
    /// The calendar has no such day.
    case notADate = "problem.not-a-date"
    case dateInPast = "problem.date-in-past"
    case dateInFuture = "problem.date-in-future"
    /// `limit` (dd/MM/yyyy): the first day that would do.
    case dateTooEarly = "problem.date-too-early"
    /// `limit` (dd/MM/yyyy): the last day that would do.
    case dateTooLate = "problem.date-too-late"

    // Choices and declarations
    case chooseOne = "problem.choose-one"
    case chooseAtLeastOne = "problem.choose-at-least-one"
    /// `value`: not one of the options that the page offered.
    case unknownChoice = "problem.unknown-choice"
    case notTicked = "problem.not-ticked"

    // Documents, passwords, tables
    case attachmentMissing = "problem.attachment-missing"
    /// The document is not one that was uploaded to this request.
    case attachmentUnknown = "problem.attachment-unknown"
    /// `max`: more documents than the field takes.
    case tooManyAttachments = "problem.too-many-attachments"
    case passwordMissing = "problem.password-missing"
    /// No row has anything in it.
    case rowsMissing = "problem.rows-missing"
    /// `max`, `count`: more rows than may come at once.
    case tooManyRows = "problem.too-many-rows"

    // Lists of persons: the file
    /// The file has no row at all.
    case fileEmpty = "problem.csv-empty"
    case fileNotUTF8 = "problem.csv-not-utf8"
    /// A quoted cell begins on this row and never ends.
    case fileUnclosedQuote = "problem.csv-unclosed-quote"
    case fileStrayQuote = "problem.csv-stray-quote"
    /// `max`: more rows than are taken; reading stopped there.
    case fileTooManyColumns = "problem.csv-too-many-columns"
    case fileTooManyRows = "problem.csv-too-many-rows"
    /// `max`: more characters than a cell takes.
    case fileCellTooLong = "problem.csv-cell-too-long"
    /// `format`: the file is a spreadsheet, a PDF or the like, by the ending such files have.
    case fileSpreadsheet = "problem.csv-spreadsheet"
    case fileForeign = "problem.csv-foreign"

    // Lists of persons: the header
    /// `column`: a column that must stand in the header and does not.
    case columnMissing = "problem.column-missing"
    /// `column`, `expected`: a header cell that this service does not know.
    case columnUnknown = "problem.column-unknown"
    /// `column`: the header names it more than once.
    case columnTwice = "problem.column-twice"
    /// `letter`: a cell of a column without a heading, by the letter that spreadsheets give it.
    case columnNameless = "problem.column-nameless"
    /// `count`, `expected`: the row has not as many cells as the header.
    case cellCount = "problem.cell-count"

    // Lists of persons: the cells
    /// A personal identification number that is not 12 digits.
    case personalIDDigits = "problem.personal-id-digits"
    /// 12 digits that no citizen can have: they begin with no place of birth registration.
    case personalIDStructure = "problem.personal-id-structure"
    case nameMissing = "problem.name-missing"
    /// A name that a spreadsheet would run as a formula, since it begins with `character`.
    case nameSign = "problem.name-sign"
    /// Neither `yyyy-MM-dd`, `dd/MM/yyyy`, `MM/yyyy` nor a year of four digits.
    case birthDateForm = "problem.birth-date-form"
    case birthDateInFuture = "problem.birth-date-in-future"
    /// `first`: the row where the same person stands already.
    case personTwice = "problem.person-twice"
    /// A value to be confirmed that the service needs.
    case claimMissing = "problem.claim-missing"
    /// `expected`: how a value that can be compared is written.
    case claimUnknown = "problem.claim-unknown"
    /// `row`: the person stands in that row of the list already, with other values.
    case personListed = "problem.person-listed"
    /// `characters`: letters could not print them.
    case unprintable = "problem.unprintable"
    /// `max`: more files are named than one request encloses.
    case enclosuresTooMany = "problem.enclosures-too-many"
    /// `names`: the list names enclosures that are not there.
    case enclosureUnknown = "problem.enclosure-unknown"
    /// `name`: no file of that name was uploaded with the request.
    case fingerprintMissing = "problem.fingerprint-missing"
    /// `name`: the file is of another format than ISO/IEC 19794-2:2005.
    case fingerprintFormat = "problem.fingerprint-format"
    /// `name`: the file breaks the rules of its format.
    case fingerprintBroken = "problem.fingerprint-broken"
    /// `name`: neither a template nor a ZIP by its ending.
    case fingerprintFileName = "problem.fingerprint-file-name"
    /// Persons came both as a file and as typed rows.
    case fileAndRows = "problem.file-and-rows"
}
