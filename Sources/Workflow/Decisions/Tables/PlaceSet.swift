// The places of a column that a rule covers, as they are compared with those of all other rules.

/// A set of places. Most are one row without gaps: their ends tell how two stand to each other. Of the others most hold
/// a few places, or leave a few out.
struct PlaceSet {
    private let lowest: Int
    private let highest: Int
    /// The places when they are no row and few.
    private let few: [Int]
    /// The places between the ends that are left out, when these are few.
    private let missing: [Int]
    /// All of them when they are no row.
    private let set: BitSet?

    private static let fewMax = 8

    /// From places in ascending order.
    init(_ places: [Int]) {
        lowest = places.first ?? 0
        highest = places.last ?? -1
        let isRow = places.count == highest - lowest + 1
        few = isRow || places.count > PlaceSet.fewMax ? [] : places
        let set = isRow ? nil : BitSet(places)
        self.set = set
        guard let set, highest - lowest + 1 - places.count <= PlaceSet.fewMax else {
            missing = []
            return
        }
        missing = (lowest...highest).filter { !set.contains($0) }
    }

    /// A row without gaps.
    init(row: Range<Int>) {
        lowest = row.lowerBound
        highest = row.upperBound - 1
        few = []
        missing = []
        set = nil
    }

    func contains(_ place: Int) -> Bool {
        lowest <= place && place <= highest && (set?.contains(place) ?? true)
    }

    func isSubset(of other: PlaceSet) -> Bool {
        if highest < lowest { return true }
        guard lowest >= other.lowest, highest <= other.highest else { return false }
        guard let others = other.set else { return true }
        if !other.missing.isEmpty { return !other.missing.contains(where: contains) }
        if !few.isEmpty { return few.allSatisfy(others.contains) }
        return set?.isSubset(of: others) ?? (lowest...highest).allSatisfy(others.contains)
    }

    /// Whether any place is in both.
    func meets(_ other: PlaceSet) -> Bool {
        guard max(lowest, other.lowest) <= min(highest, other.highest) else { return false }
        if set == nil, other.set == nil { return true }
        if !few.isEmpty { return few.contains(where: other.contains) }
        if !other.few.isEmpty { return other.few.contains(where: contains) }
        if let set, let others = other.set { return set.meets(others) }
        return firstInCommon(with: other) != nil
    }

    /// The first place that both have.
    func firstInCommon(with other: PlaceSet) -> Int? {
        let (first, last) = (max(lowest, other.lowest), min(highest, other.highest))
        guard first <= last else { return nil }
        return (first...last).first { contains($0) && other.contains($0) }
    }
}
