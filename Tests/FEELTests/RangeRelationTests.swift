// The relations of ranges, checked against plain sets of points: two ranges are sampled every quarter.

import FEEL
import Testing

@Suite struct RangeRelationTests {
    /// A range with whole ends, and the quarters that lie in it.
    private struct Sample {
        let text: String
        let lower: Int
        let upper: Int
        let quarters: Set<Int>

        init(_ lower: Int, _ upper: Int, _ includesLower: Bool, _ includesUpper: Bool) {
            text = "\(includesLower ? "[" : "(")\(lower)..\(upper)\(includesUpper ? "]" : ")")"
            self.lower = lower
            self.upper = upper
            let inside = (lower * 4...upper * 4).filter {
                ($0 > lower * 4 || includesLower) && ($0 < upper * 4 || includesUpper)
            }
            quarters = Set(inside)
        }
    }

    private static let samples: [Sample] = (0...3).flatMap { lower in
        (lower + 1...4).flatMap { upper in
            [(true, true), (true, false), (false, true), (false, false)].map { Sample(lower, upper, $0, $1) }
        }
    }

    private func holds(_ name: String, _ left: String, _ right: String) -> Bool {
        value(of: "\(name)(\(left), \(right))") == "true"
    }

    @Test func rangesAgainstSets() throws {
        for left in Self.samples {
            for right in Self.samples {
                let pair = "\(left.text) \(right.text)"
                let (first, second) = (left.quarters, right.quarters)
                let isBefore = try #require(first.max()) < #require(second.min())
                #expect(holds("before", left.text, right.text) == isBefore, "before \(pair)")
                #expect(holds("after", right.text, left.text) == isBefore, "after \(pair)")
                let areCommon = !first.isDisjoint(with: second)
                #expect(holds("overlaps", left.text, right.text) == areCommon, "overlaps \(pair)")
                #expect(holds("includes", left.text, right.text) == second.isSubset(of: first), "includes \(pair)")
                #expect(holds("during", left.text, right.text) == first.isSubset(of: second), "during \(pair)")
                #expect(holds("coincides", left.text, right.text) == (first == second), "coincides \(pair)")
                let startsTogether = first.min() == second.min() && left.lower == right.lower
                let endsTogether = first.max() == second.max() && left.upper == right.upper
                let isInside = first.isSubset(of: second)
                #expect(holds("starts", left.text, right.text) == (startsTogether && isInside), "starts \(pair)")
                #expect(
                    holds("started by", right.text, left.text) == (startsTogether && isInside), "started by \(pair)")
                #expect(holds("finishes", left.text, right.text) == (endsTogether && isInside), "finishes \(pair)")
                #expect(
                    holds("finished by", right.text, left.text) == (endsTogether && isInside), "finished by \(pair)")
                let touches = left.upper == right.lower && first.contains(left.upper * 4)
                #expect(holds("meets", left.text, right.text) == (touches && second.contains(left.upper * 4)))
            }
        }
    }

    @Test func pointsAgainstSets() {
        for range in Self.samples {
            for point in 0...4 {
                let (text, quarter) = ("\(point)", point * 4)
                let isIn = range.quarters.contains(quarter)
                #expect(holds("includes", range.text, text) == isIn, "\(range.text) \(point)")
                #expect(holds("during", text, range.text) == isIn, "\(range.text) \(point)")
                #expect(holds("before", text, range.text) == range.quarters.allSatisfy { quarter < $0 })
                #expect(holds("after", text, range.text) == range.quarters.allSatisfy { quarter > $0 })
                #expect(holds("starts", text, range.text) == (isIn && point == range.lower))
                #expect(holds("finishes", text, range.text) == (isIn && point == range.upper))
            }
        }
    }

    @Test func overlapsBeforeAndAfter() {
        check([
            ("overlaps before([1..5], [3..8])", "true"), ("overlaps before([1..5], [6..8])", "false"),
            ("overlaps before([1..5), (1..5])", "true"), ("overlaps before([1..5], (1..5])", "true"),
            ("overlaps before([1..5), [1..5])", "false"), ("overlaps after([3..8], [1..5])", "true"),
            ("overlaps after((1..5], [1..5))", "true"), ("overlaps after([1..5], [1..5))", "false"),
        ])
    }
}
