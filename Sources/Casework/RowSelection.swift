// Rows of a list of persons, as people type them.

import Basics

/// Reads and says selections such as `1-40, 52`.
public enum RowSelection {
    /// Ascending rows in as few words as possible: `1–40, 52`.
    public static func text(_ rows: [Int]) -> String {
        var spans: [(first: Int, last: Int)] = []
        for row in rows {
            if let span = spans.last, span.last == row - 1 {
                spans[spans.count - 1].last = row
            } else {
                spans.append((row, row))
            }
        }
        return spans.map { $0.first == $0.last ? "\($0.first)" : "\($0.first)–\($0.last)" }.joined(separator: ", ")
    }

    /// The 1-based rows, ascending and without repeats; all of them for an empty text; `nil` when the text is not a
    /// selection within `1...count`.
    public static func read(_ text: String, count: Int) -> [Int]? {
        let parts = joiningRanges(text).split { $0 == "," || $0 == ";" || $0.isWhitespace }
        guard !parts.isEmpty else { return count == 0 ? [] : Array(1...count) }
        var rows = Set<Int>()
        for part in parts {
            let ends = part.split(separator: "-", omittingEmptySubsequences: false).map(number)
            guard ends.count <= 2, let first = ends[0], let last = ends[ends.count - 1],
                first >= 1, first <= last, last <= count
            else { return nil }
            rows.formUnion(first...last)
        }
        return rows.sorted()
    }

    /// Word makes dashes of hyphens, and people put spaces round them: `1 – 3` is `1-3`.
    private static func joiningRanges(_ text: String) -> String {
        let dashes = "\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}\u{2212}"
        let parts = String(text.map { dashes.contains($0) ? "-" : $0 })
            .split(separator: "-", omittingEmptySubsequences: false)
        return parts.map { String($0).trimmed }.joined(separator: "-")
    }

    /// Digits only: `Int` alone would take a sign as well.
    private static func number(_ text: Substring) -> Int? {
        text.allSatisfy { ("0"..."9").contains($0) } ? Int(text) : nil
    }
}
