// Rows of a list of persons, as people type them.

import Testing

@testable import Casework

struct RowSelectionTests {
    @Test(arguments: [
        ("", 3, [1, 2, 3]), ("  ", 2, [1, 2]), ("", 0, []), ("2", 3, [2]), ("1-3", 3, [1, 2, 3]), ("3,1", 3, [1, 3]),
        ("1-2;2-3", 3, [1, 2, 3]), ("1\n3", 3, [1, 3]), (",,2,,", 3, [2]), ("01", 3, [1]), ("2-2", 2, [2]),
        ("1–3", 3, [1, 2, 3]), ("1 – 2, 3", 3, [1, 2, 3]), ("1\u{2011}2", 3, [1, 2]), ("2—3", 3, [2, 3]),
    ])
    func selections(text: String, count: Int, rows: [Int]) { #expect(RowSelection.read(text, count: count) == rows) }

    @Test(arguments: ["0", "4", "2-4", "3-2", "-1", "+1", "1-+2", "1-", "1-2-3", "a", "1.0", "٣", "９", "1", "--"])
    func noSelections(text: String) {
        #expect(RowSelection.read(text, count: text == "1" ? 0 : 3) == nil)
    }

    @Test(arguments: [
        ([1], "1"), ([1, 2], "1–2"), ([1, 2, 4], "1–2, 4"), ([2, 3, 4, 7, 9, 10], "2–4, 7, 9–10"), ([], ""),
    ])
    func saysWhatItReads(rows: [Int], text: String) {
        #expect(RowSelection.text(rows) == text)
        #expect(rows.isEmpty || RowSelection.read(text, count: 20) == rows)
    }

    @Test func aWholeLongListIsReadAtOnce() {
        #expect(RowSelection.read("1-20000", count: 20_000)?.count == 20_000)
        #expect(RowSelection.read("1-9223372036854775807", count: 20_000) == nil)
    }
}
