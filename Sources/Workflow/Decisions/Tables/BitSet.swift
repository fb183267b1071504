// Sets of small numbers that are met and compared many times over.

/// A set of the numbers below a count that is the same for all sets of one kind: one bit each.
struct BitSet: Sendable {
    private(set) var words: [UInt64]
    /// All words outside are zero: most sets of a long table hold a few numbers side by side.
    private var span: Range<Int>

    /// All numbers below `count`.
    init(all count: Int) {
        words = []
        var rest = count
        while rest > 0 {
            words.append(rest >= 64 ? .max : (1 << UInt64(rest)) - 1)
            rest -= 64
        }
        span = words.indices
    }

    init(_ count: Int, of numbers: some Sequence<Int>) {
        words = [UInt64](repeating: 0, count: (count + 63) / 64)
        for number in numbers { words[number / 64] |= 1 << UInt64(number % 64) }
        span = BitSet.span(of: words)
    }

    /// Those below `count` for which the condition holds.
    init(_ count: Int, where condition: (Int) -> Bool) {
        words = [UInt64](repeating: 0, count: (count + 63) / 64)
        for number in 0..<count where condition(number) { words[number / 64] |= 1 << UInt64(number % 64) }
        span = BitSet.span(of: words)
    }

    private static func span(of words: [UInt64]) -> Range<Int> {
        guard let first = words.firstIndex(where: { $0 != 0 }), let last = words.lastIndex(where: { $0 != 0 }) else {
            return 0..<0
        }
        return first..<last + 1
    }

    mutating func formIntersection(_ other: BitSet) {
        for index in words.indices { words[index] &= other.words[index] }
    }

    var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

    func contains(_ number: Int) -> Bool { words[number / 64] & (1 << UInt64(number % 64)) != 0 }

    func isSubset(of other: BitSet) -> Bool {
        span.allSatisfy { words[$0] & ~other.words[$0] == 0 }
    }

    /// Whether any number is in both.
    func meets(_ other: BitSet) -> Bool {
        let common = span.clamped(to: other.span)
        return common.contains { words[$0] & other.words[$0] != 0 }
    }

    /// The smallest number that both have.
    func firstInCommon(with other: BitSet) -> Int? {
        for index in words.indices {
            let common = words[index] & other.words[index]
            if common != 0 { return index * 64 + common.trailingZeroBitCount }
        }
        return nil
    }
}
