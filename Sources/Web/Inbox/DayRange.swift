// Days as somebody types them to narrow a list.

import Basics

/// Reads one day or a range of days: `2/3/2026`, `1/3/2026 – 31/3/2026`, `2026-03-01..2026-03-31`. Either end of a
/// range may be left out.
enum DayRange {
    /// `nil` for what is neither; an end before the beginning is neither, too.
    static func read(_ text: String) -> ClosedRange<LocalDate>? {
        let plain = text.replacing("–", with: "..").replacing(" - ", with: "..")
        let ends = plain.split(separator: "..", omittingEmptySubsequences: false).map { String($0).trimmed }
        if ends.count == 1 { return day(ends[0]).map { $0...$0 } }
        guard ends.count == 2, ends != ["", ""] else { return nil }
        guard let first = ends[0].isEmpty ? earliest : day(ends[0]),
            let last = ends[1].isEmpty ? latest : day(ends[1]), first <= last
        else { return nil }
        return first...last
    }

    /// Before and after every day of a case.
    static let earliest = LocalDate(days: 0)
    static let latest = LocalDate(year: 9_999, month: 12, day: 30) ?? earliest

    private static func day(_ text: String) -> LocalDate? {
        if let day = LocalDate(text) { return day }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 3, let day = Int(parts[0]), let month = Int(parts[1]), let year = Int(parts[2]),
            parts[2].count == 4
        else { return nil }
        return LocalDate(year: year, month: month, day: day)
    }
}
