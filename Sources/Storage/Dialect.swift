// The few words in which the databases behind the seam differ, as data.

/// The words of one database. Queries are the same everywhere; only migrations and the claiming of work use these.
public struct Dialect: Sendable, Hashable {
    /// How a bound value is written in the text.
    public enum Placeholders: Sendable, Hashable { case questionMark, numbered }

    public var name: String
    public var placeholders: Placeholders
    /// Column type of a 64-bit integer; `<int64> PRIMARY KEY` is a table's own key.
    public var int64: String
    /// Column type of bytes.
    public var bytes: String
    /// Column type of a double.
    public var real: String
    /// Ends a CREATE TABLE, with its space in front.
    public var strictSuffix: String
    /// Ends a SELECT that claims rows for work, with its space in front: rows another worker holds are passed over.
    public var claim: Query
    /// Ends a SELECT whose rows nobody else may change before this transaction ends, with its space in front.
    public var lock: Query
    /// A SELECT after which whoever runs it too waits until this transaction ends; `nil` where all writers take turns.
    public var turn: Query?
    /// Statements that make a table refuse UPDATE and DELETE; `{table}` stands for its name.
    public var appendOnlyTemplates: [String]
    /// Statements that make a table refuse UPDATE and DELETE, but for some columns, which may become NULL together.
    /// `{table}` stands for its name, `{erasable}` for these columns, `{others}` for all the others, with commas, and
    /// `{kept}` for the condition that one of them would stay.
    public var erasableTemplates: [String]
    /// How rows are found by the words they hold.
    public var words: WordIndex

    public init(
        name: String, placeholders: Placeholders, int64: String, bytes: String, real: String, strictSuffix: String,
        claim: Query, lock: Query, turn: Query?, appendOnlyTemplates: [String], erasableTemplates: [String],
        words: WordIndex
    ) {
        self.name = name
        self.placeholders = placeholders
        self.int64 = int64
        self.bytes = bytes
        self.real = real
        self.strictSuffix = strictSuffix
        self.claim = claim
        self.lock = lock
        self.turn = turn
        self.appendOnlyTemplates = appendOnlyTemplates
        self.erasableTemplates = erasableTemplates
        self.words = words
    }

    /// The statements that make `table` append-only.
    public func appendOnly(_ table: String) -> [String] {
        Self.fill(appendOnlyTemplates, ["{table}": table])
    }

    /// The statements that make `table` append-only, but let `erasable` be taken away; `columns` are all the others.
    public func appendOnly(_ table: String, columns: [String], erasing erasable: [String]) -> [String] {
        Self.fill(
            erasableTemplates,
            [
                "{table}": table, "{erasable}": erasable.joined(separator: ", "),
                "{others}": columns.joined(separator: ", "),
                "{kept}": erasable.map { "NEW.\($0) IS NOT NULL" }.joined(separator: " OR "),
            ])
    }

    private static func fill(_ templates: [String], _ names: [String: String]) -> [String] {
        templates.map { template in
            names.reduce(template) { $0.replacing($1.key, with: $1.value) }
        }
    }
}
