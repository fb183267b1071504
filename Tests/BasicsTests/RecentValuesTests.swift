// Values that were used last.

import Basics
import Testing

@Suite struct RecentValuesTests {
    @Test func theValuesUsedLastStay() {
        var values = RecentValues<Int, String>(max: 6)
        for number in 1...20 {
            values.keep("\(number)", for: number)
            #expect(values.count <= 6)
            #expect(values.recall(1) == "1", "what is asked for again and again stays")
        }
        #expect(values.recall(20) == "20" && values.recall(19) == "19")
        #expect(values.recall(5) == nil)
    }

    @Test func keepingAValueAgainDropsNothing() {
        var values = RecentValues<Int, String>(max: 4)
        values.keep("a", for: 1)
        values.keep("b", for: 2)
        for _ in 0..<10 { values.keep("b", for: 2) }
        #expect(values.recall(1) == "a" && values.recall(2) == "b" && values.count == 2)
    }
}
