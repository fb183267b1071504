// The shape of a table of typed rows.

/// A column: the name of its input and how much a cell takes.
public struct Column: Hashable, Sendable {
    public var key: String
    public var isRequired: Bool
    public var max: Int
    public var labelKey: String

    public init(_ key: String, isRequired: Bool = true, max: Int = 200, labelKey: String? = nil) {
        self.key = key
        self.isRequired = isRequired
        self.max = max
        self.labelKey = labelKey ?? "field.\(key)"
    }
}

/// Rows of texts. Every column is an input that repeats once a row, so row n is made of the nth value of each.
public struct Table: Hashable, Sendable {
    public var columns: [Column]
    public var rowsMax: Int

    public init(columns: [Column], rowsMax: Int) {
        self.columns = columns
        self.rowsMax = rowsMax
    }
}
