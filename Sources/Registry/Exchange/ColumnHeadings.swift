// What people call the columns of a list of persons.

public import Basics
public import Formats

/// The headings by which a column is known: its code, its name in both languages, and what the file
/// `Workflows/headings.csv` adds. Case, accents, punctuation and what stands in brackets make no difference.
public struct ColumnHeadings: Sendable {
    private var meanings: [String: SheetHeading] = [:]

    /// The column that is about the request and no field of the registry.
    private static let enclosure = "enclosure"

    /// The codes and the official names alone.
    public init() {
        meanings[Self.enclosure] = .column(Self.enclosure)
        for field in PersonField.allCases {
            for name in [field.rawValue, field.label.vi, field.label.en] {
                meanings[ColumnHeadings.key(name)] = .column(field.rawValue)
            }
        }
    }

    /// What a heading stands for.
    public func meaning(of heading: String) -> SheetHeading { meanings[ColumnHeadings.key(heading)] ?? .unknown }

    /// Reads the file: a column (none for those that are passed over) and one heading of it a row. A heading that
    /// stands for two columns is a fault, since a list would be read wrong.
    public static func load(_ bytes: [UInt8], file: String) -> (ColumnHeadings?, [Diagnostic]) {
        let table: CSVTable
        do {
            table = try CSVReader.read(bytes, rowsMax: rowsMax)
        } catch {
            return (nil, error.diagnostics(of: file))
        }
        guard table.header == ["column", "heading"] else {
            return (nil, [Diagnostic(file: file, line: 1, "the header must be column,heading")])
        }
        var headings = ColumnHeadings()
        let faults = table.rows.compactMap { row in
            headings.add(row.cells[1], for: row.cells[0]).map { Diagnostic(file: file, line: row.line, $0) }
        }
        return (faults.isEmpty ? headings : nil, faults)
    }

    private static let rowsMax = 1_000

    /// Takes one heading, or says what is wrong with it.
    private mutating func add(_ heading: String, for column: String) -> String? {
        let isColumn = PersonField(rawValue: column) != nil || column == Self.enclosure
        guard column.isEmpty || isColumn else { return "“\(column)” is no column" }
        let key = ColumnHeadings.key(heading)
        guard !key.isEmpty else { return "the heading is missing" }
        let meaning: SheetHeading = column.isEmpty ? .ignored : .column(column)
        if let other = meanings[key], other != meaning { return "“\(heading)” stands for another column already" }
        meanings[key] = meaning
        return nil
    }

    private static func key(_ heading: String) -> String {
        var depth = 0
        let bare = heading.filter { character in
            if character == "(" { depth += 1 }
            defer { if character == ")" { depth = max(0, depth - 1) } }
            return depth == 0
        }
        let words = bare.searchWords
        return words.joined(separator: " ")
    }
}
