// Two addresses walked word by word, in the order in which both say the same.

/// How two rows of words lie side by side.
///
/// Words that say a kind of place may be missing on one side where people leave them out. Where both sides part the
/// words, they must part them at the same places: “đường Lê Lợi Tân, phường An” is not “đường Lê Lợi, phường Tân An”.
/// A side that parts nothing says nothing about it.
struct AddressAlignment {
    enum Outcome {
        /// The same words, and no kind of place that contradicts.
        case same
        /// The same but for a kind of place: phường here, xã there.
        case otherKind
        /// The same but for marks, and the left side writes whole parts without any.
        case marksMissing
        /// No such walk, or marks that differ.
        case none
    }

    private let left: [AddressWord]
    private let right: [AddressWord]
    private let ignoringMarks: Bool
    private var pairs: [(left: Int, right: Int)] = []
    private var hasOtherKind = false
    /// Steps left: each unit may be tried in few ways, and a text made to be slow gets no further.
    private var steps: Int

    private init(_ left: [AddressWord], _ right: [AddressWord], ignoringMarks: Bool) {
        (self.left, self.right, self.ignoringMarks) = (left, right, ignoringMarks)
        steps = 8 * (left.count + right.count) + 16
        pairs.reserveCapacity(left.count)
    }

    /// Walks both. With `ignoringMarks` one of them is written without any.
    static func walk(_ left: [AddressWord], _ right: [AddressWord], ignoringMarks: Bool) -> Outcome {
        var strict = AddressAlignment(left, right, ignoringMarks: ignoringMarks)
        if strict.advance(Place()) { return strict.hasOtherKind ? .otherKind : .same }
        if ignoringMarks { return .none }
        var lenient = AddressAlignment(left, right, ignoringMarks: true)
        return lenient.advance(Place()) && lenient.lacksMarksByParts ? .marksMissing : .none
    }

    private struct Place {
        var left = 0
        var right = 0
        /// The unit just passed over on either side.
        var leftUnit: AddressUnit?
        var rightUnit: AddressUnit?
        /// Which sides parted the words alone since both did.
        var leftParted = false
        var rightParted = false
    }

    private mutating func advance(_ place: Place) -> Bool {
        steps -= 1
        guard steps > 0 else { return false }
        let (i, j) = (place.left, place.right)
        if i == left.count, j == right.count { return true }
        if i < left.count, j < right.count, left[i].equals(right[j], ignoringMarks: ignoringMarks),
            let next = pairing(place)
        {
            let (kept, before) = (pairs.count, hasOtherKind)
            pairs.append((i, j))
            if let first = place.leftUnit, let second = place.rightUnit, !first.agrees(with: second) {
                hasOtherKind = true
            }
            if advance(next) { return true }
            pairs.removeSubrange(kept...)
            hasOtherKind = before
        }
        if i < left.count, place.leftUnit == nil || left[i].unit == .so, let unit = omittable(left, i) {
            var next = place
            (next.left, next.leftUnit) = (i + 1, place.leftUnit ?? unit)
            if advance(next) { return true }
        }
        if j < right.count, place.rightUnit == nil || right[j].unit == .so, let unit = omittable(right, j) {
            var next = place
            (next.right, next.rightUnit) = (j + 1, place.rightUnit ?? unit)
            if advance(next) { return true }
        }
        return false
    }

    /// Where the walk stands once both words are passed; `nil` where both sides part their words elsewhere, or where a
    /// number lacks its unit on one side.
    private func pairing(_ place: Place) -> Place? {
        let (i, j) = (place.left, place.right)
        if left[i].isNumber, !isSameCount(place) { return nil }
        var next = Place(left: i + 1, right: j + 1)
        let isFirst = pairs.isEmpty
        let leftParts = place.leftUnit != nil || left[i].beginsPart
        let rightParts = place.rightUnit != nil || right[j].beginsPart
        if isFirst || (leftParts && rightParts) { return next }
        next.leftParted = place.leftParted || leftParts
        next.rightParted = place.rightParted || rightParts
        return next.leftParted && next.rightParted ? nil : next
    }

    /// Whether a number is counted by the same unit on both sides. That of a house needs none.
    private func isSameCount(_ place: Place) -> Bool {
        switch (place.leftUnit, place.rightUnit) {
        case (nil, nil): true
        case (let unit?, nil), (nil, let unit?): unit == .so
        case (let first?, let second?): first.agrees(with: second)
        }
    }

    /// The unit of the word at `index`, if the word may be missing on the other side.
    private func omittable(_ words: [AddressWord], _ index: Int) -> AddressUnit? {
        guard let unit = words[index].unit, index + 1 < words.count, unit.isOftenLeftOut else { return nil }
        if unit == .so { return unit }
        // đường số 5 is no more left out than đường 5.
        let next = words[index + 1].unit == .so && index + 2 < words.count ? words[index + 2] : words[index + 1]
        return next.isNumber ? nil : unit
    }

    /// Whether the words that differ in marks stand in parts that the left side writes without any mark.
    private var lacksMarksByParts: Bool {
        var (differs, hasMarks) = (false, false)
        var isLacking = true
        func close() {
            if differs, hasMarks { isLacking = false }
            (differs, hasMarks) = (false, false)
        }
        for (index, pair) in pairs.enumerated() {
            let (one, other) = (left[pair.left], right[pair.right])
            let skipped =
                index > 0 && (pairs[index - 1].left + 1 < pair.left || pairs[index - 1].right + 1 < pair.right)
            if skipped || one.beginsPart || other.beginsPart { close() }
            if one.unit != nil, one.unit == other.unit { continue }
            differs = differs || one.marked != other.marked
            hasMarks = hasMarks || one.hasMarks
        }
        close()
        return isLacking
    }
}
