// Sets of small numbers that are met and compared many times over.

/// A set of numbers that are not negative, one bit each. Only the words between the first and the last number are kept:
/// most sets of a long table hold a few numbers side by side.
struct BitSet: Sendable {
    private(set) var words: [UInt64]
    /// The place of the first word that is kept.
    private(set) var offset: Int

    /// All numbers below `count`.
    init(all count: Int) {
        words = []
        offset = 0
        var rest = count
        while rest > 0 {
            words.append(rest >= 64 ? .max : (1 << UInt64(rest)) - 1)
            rest -= 64
        }
    }

    init(_ numbers: some Sequence<Int>) {
        words = []
        offset = 0
        for number in numbers { insert(number) }
    }

    mutating func insert(_ number: Int) {
        let place = number / 64
        if words.isEmpty { offset = place }
        if place < offset {
            words.insert(contentsOf: repeatElement(0, count: offset - place), at: 0)
            offset = place
        }
        let missing = place - offset - words.count + 1
        if missing > 0 { words.append(contentsOf: repeatElement(0, count: missing)) }
        words[place - offset] |= 1 << UInt64(number % 64)
    }

    mutating func remove(_ number: Int) {
        if span.contains(number / 64) { words[number / 64 - offset] &= ~(1 << UInt64(number % 64)) }
    }

    private var span: Range<Int> { offset..<offset + words.count }

    mutating func formIntersection(_ other: BitSet) {
        for index in words.indices { words[index] &= other.word(offset + index) }
    }

    private func word(_ place: Int) -> UInt64 { span.contains(place) ? words[place - offset] : 0 }

    var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

    func contains(_ number: Int) -> Bool { word(number / 64) & (1 << UInt64(number % 64)) != 0 }

    func isSubset(of other: BitSet) -> Bool {
        span.allSatisfy { word($0) & ~other.word($0) == 0 }
    }

    /// Whether any number is in both.
    func meets(_ other: BitSet) -> Bool {
        let common = span.clamped(to: other.span)
        return common.contains { words[$0 - offset] & other.words[$0 - other.offset] != 0 }
    }
}
