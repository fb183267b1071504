// Rows of a list of persons, as people type them.

/// Reads selections such as `1-40, 52`.
public enum RowSelection {
    /// The 1-based rows, ascending and without repeats; all of them for an empty text; `nil` when the text is not a
    /// selection within `1...count`.
    public static func read(_ text: String, count: Int) -> [Int]? {
        let parts = text.split { $0 == "," || $0 == ";" || $0.isWhitespace }
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

    /// Digits only: `Int` alone would take a sign as well.
    private static func number(_ text: Substring) -> Int? {
        text.allSatisfy { ("0"..."9").contains($0) } ? Int(text) : nil
    }
}
