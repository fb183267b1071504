// The places of a column that a rule covers, as they are compared with those of all other rules.

/// A set of places, of which most are one row without gaps: the ends of two rows tell how they stand to each other.
struct PlaceSet {
    private let set: BitSet
    private let lowest: Int
    private let highest: Int
    private let isRow: Bool

    /// From places in ascending order.
    init(_ places: [Int]) {
        set = BitSet(places)
        lowest = places.first ?? 0
        highest = places.last ?? -1
        isRow = places.count == highest - lowest + 1
    }

    func contains(_ place: Int) -> Bool { set.contains(place) }

    func isSubset(of other: PlaceSet) -> Bool {
        if highest < lowest { return true }
        guard lowest >= other.lowest, highest <= other.highest else { return false }
        return other.isRow || set.isSubset(of: other.set)
    }

    /// Whether any place is in both.
    func meets(_ other: PlaceSet) -> Bool {
        guard max(lowest, other.lowest) <= min(highest, other.highest) else { return false }
        return isRow && other.isRow || set.meets(other.set)
    }

    /// The first place that both have.
    func firstInCommon(with other: PlaceSet) -> Int? { set.firstInCommon(with: other.set) }
}
