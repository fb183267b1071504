// How a query literal becomes text and values.

import Storage
import Testing

@Suite struct QueryTests {
    @Test func valuesLeaveTheTextAndKeepTheirOrder() {
        let query: Query = "SELECT a FROM t WHERE b = \("x'y") AND c > \(3) AND d IS \(String?.none)"
        #expect(query.values == [.text("x'y"), .integer(3), .null])
        #expect(query.text(.questionMark) == "SELECT a FROM t WHERE b = ? AND c > ? AND d IS ?")
        #expect(query.text(.numbered) == "SELECT a FROM t WHERE b = $1 AND c > $2 AND d IS $3")
    }

    @Test func clausesAndRawTextMergeIntoTheText() {
        let clause: Query = "x = \(1)"
        let query: Query = "SELECT \(raw: "a, b") FROM t WHERE \(clause) OR y = \(true)"
        #expect(query.text(.numbered) == "SELECT a, b FROM t WHERE x = $1 OR y = $2")
        #expect(query.values == [.integer(1), .integer(1)])
    }

    @Test func listsGrowByPowersOfTwo() {
        func text(_ count: Int) -> String {
            let query: Query = "(\(list: Array(repeating: 7, count: count)))"
            return query.text(.questionMark)
        }
        #expect([0, 1, 2, 3, 4].map(text) == ["(NULL)", "(?)", "(?, ?)", "(?, ?, ?, ?)", "(?, ?, ?, ?)"])
    }
}
