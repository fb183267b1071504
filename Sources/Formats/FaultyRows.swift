// The rows of a list that were not taken, as a file.

/// A CSV file of rows that were not taken, each with its line and the reasons: to be put right and given again as it
/// is, since neither of the two is a column of a list.
public struct FaultyRows: Sendable {
    private var writer = CSVWriter(withBOM: true)
    private let width: Int

    /// `titles` are the headings as the list has them; `line` and `reason` those of the two columns beside them.
    public init(titles: [String], line: String = "line", reason: String = "reason") {
        width = titles.count
        writer.row([line] + titles + [reason])
    }

    public mutating func add(line: Int, cells: [String], reasons: String) {
        let missing = Array(repeating: "", count: max(0, width - cells.count))
        writer.row([String(line)] + cells + missing + [reasons])
    }

    public var bytes: [UInt8] { writer.bytes }

    /// What was added since the last time, for a file that is written piece by piece.
    public mutating func take() -> [UInt8] { writer.take() }
}
