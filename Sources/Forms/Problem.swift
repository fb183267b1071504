// What is wrong with one thing that somebody typed, as a value that pages, imports and tests share.

/// One fault of the input. It holds no sentence: `code` is a translation key whose text is in
/// `Templates/strings/<language>/problems.json`, and `parameters` fill the text.
public struct Problem: Hashable, Codable, Sendable {
    /// The key of the field concerned; the page links its error summary to it.
    public var field: String
    /// A translation key, `problem.…` (see `ProblemCode`).
    public var code: String
    public var parameters: [String: String]
    /// The row of a table, counted as people count: the line of the file, or the number of the typed row.
    public var row: Int?
    /// The column of that row, by its name in the header.
    public var column: String?

    public init(
        _ field: String, _ code: ProblemCode, _ parameters: [String: String] = [:], row: Int? = nil,
        column: String? = nil
    ) {
        self.init(field, code: code.rawValue, parameters, row: row, column: column)
    }

    /// A problem whose code is not one of this target's own, such as a rule of one act.
    public init(
        _ field: String, code: String, _ parameters: [String: String] = [:], row: Int? = nil, column: String? = nil
    ) {
        self.field = field
        self.code = code
        self.parameters = parameters
        self.row = row
        self.column = column
    }
}
