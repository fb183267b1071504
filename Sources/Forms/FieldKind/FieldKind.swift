// The kinds of field there are.

public import FEEL

/// What a field takes. Each kind reads itself in a file of its own beside this one; its page part is the template
/// `fields/<name>`.
public enum FieldKind: Hashable, Sendable {
    /// One line of text, at most `max` characters.
    case text(max: Int)
    /// Text with line ends, at most `max` characters.
    case longText(max: Int)
    /// A whole number within the range.
    case number(ClosedRange<Int>)
    /// A day, typed into three inputs: `<key>_day`, `<key>_month`, `<key>_year`.
    case date(DateLimits)
    /// One of the options.
    case choice(Options)
    /// Some of the options.
    case choices(Options)
    /// A statement the person makes by ticking it.
    case declaration
    /// Uploaded documents: the shell stores the file and hands in its identifier.
    case attachment(max: Int)
    /// The person's password, given again. It is checked to be there and never becomes an answer; who it belongs to is
    /// checked by the shell.
    case password
    /// Rows of texts, one repeated input a column.
    case table(Table)

    /// The type of its answer in FEEL; `nil` for what expressions cannot look at.
    public var type: FEELType? {
        switch self {
        case .text, .longText, .choice: .string
        case .number: .number
        case .date: .date
        case .choices: .list(.string)
        case .declaration: .boolean
        case .attachment, .password, .table: nil
        }
    }

    /// What can be chosen, one or some of it.
    public var options: Options? {
        switch self {
        case .choice(let options), .choices(let options): options
        case .text, .longText, .number, .date, .declaration, .attachment, .password, .table: nil
        }
    }

    /// The name of the kind in `form.xml` and among the templates.
    public var name: String {
        switch self {
        case .text: "text"
        case .longText: "long-text"
        case .number: "number"
        case .date: "date"
        case .choice: "choice"
        case .choices: "choices"
        case .declaration: "declaration"
        case .attachment: "attachment"
        case .password: "password"
        case .table: "table"
        }
    }
}
