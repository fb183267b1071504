// Drawing from a stock in which some things are more frequent than others.

import Basics

/// A choice with weights.
struct Weighted<Element: Sendable>: Sendable {
    private let elements: [Element]
    private let upTo: [Int]

    init(_ weighted: [(Element, Int)]) {
        elements = weighted.map(\.0)
        var sum = 0
        upTo = weighted.map { pair in
            sum += pair.1
            return sum
        }
    }

    func draw(_ dice: inout SplitMix64) -> Element {
        let point = dice.below(upTo[upTo.count - 1])
        var low = 0
        var high = upTo.count - 1
        while low < high {
            let middle = (low + high) / 2
            if point < upTo[middle] { high = middle } else { low = middle + 1 }
        }
        return elements[low]
    }
}
