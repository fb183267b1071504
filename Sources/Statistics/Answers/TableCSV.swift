// A table as comma-separated values.

public import Formats

extension PopulationTable {
    /// Appends the table: for each dimension a column of codes and one of labels, then the count and a remark. A total
    /// has no code, a withheld count is empty and not 0. The notes of the table are for the page or the file beside it,
    /// since programs take each row for data.
    public func write(to file: inout CSVWriter, words: TableWords) {
        let heads = axes.map { words.dimension($0.dimension) }.flatMap { [$0.code, $0.label] }
        file.row((heads + [words.count, words.remark]).map(Self.harmless))
        for row in rows {
            var cells: [String] = []
            for (axis, value) in zip(axes, row.values) {
                let label = value.map { words.value(axis.dimension, $0) } ?? words.total
                cells += [value ?? "", Self.harmless(label)]
            }
            file.row(
                cells + [row.count.map { String($0) } ?? "", row.count == nil ? Self.harmless(words.withheld) : ""])
        }
    }

    /// A label that no spreadsheet takes for a formula. Labels are ours, but names of communes come from a file; codes
    /// and counts never begin so.
    private static func harmless(_ label: String) -> String {
        guard let first = label.unicodeScalars.first, "=+-@\t\r\n＝＋－＠".unicodeScalars.contains(first) else {
            return label
        }
        return "'" + label
    }
}
