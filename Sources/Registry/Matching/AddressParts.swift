// Two addresses compared part by part, for those that do not say the same in the same order.

/// One part of an address: the kind of place, as far as it is said, and its name or number.
private struct AddressPart {
    let unit: AddressUnit?
    let words: ArraySlice<AddressWord>
    /// Whether the unit follows from the place of the part: a number at the beginning is that of the house, the name
    /// behind it that of the street.
    let isImplied: Bool

    /// The parts of the words, as commas and units part them.
    static func parts(of words: [AddressWord]) -> [AddressPart] {
        var parts: [AddressPart] = []
        var index = 0
        while index < words.count {
            var unit: AddressUnit?
            var start = index
            if let said = words[index].unit, index + 1 < words.count {
                unit = said
                start += 1
                if said != .so, words[start].unit == .so, start + 1 < words.count, words[start + 1].isNumber {
                    start += 1
                }
            }
            var end = start + 1
            while end < words.count, !words[end].beginsPart, unit != .so, unit != nil || !words[start].isNumber {
                end += 1
            }
            let leads = parts.isEmpty || (words[start].isAfterBreak && end < words.count && !words[end].beginsPart)
            let implied = unit == nil ? self.implied(words[start..<end], leads, behind: parts.last) : nil
            parts.append(
                AddressPart(unit: unit ?? implied, words: words[start..<end], isImplied: implied != nil))
            index = end
        }
        return parts
    }

    private static func implied(
        _ words: ArraySlice<AddressWord>, _ leads: Bool, behind last: AddressPart?
    ) -> AddressUnit? {
        if words.first?.isNumber == true { return leads || last?.unit?.level == .street ? .so : nil }
        return last?.unit == .so ? .duong : nil
    }

    func hasSameWords(_ other: AddressPart, ignoringMarks: Bool) -> Bool {
        words.count == other.words.count
            && zip(words, other.words).allSatisfy { $0.equals($1, ignoringMarks: ignoringMarks) }
    }
}

/// What two addresses that are not word for word the same have to do with each other.
struct AddressParts {
    enum Outcome: Equatable {
        /// The same parts in another order, each said to be what it is.
        case same
        /// Neither says anything that the other denies.
        case notComparable(AnswerReason)
        case differs(Difference)
    }

    /// What differs, the weightiest of all that does.
    enum Difference: Int, Comparable {
        /// Communes, quarters, hamlets: they change with the units of a time.
        case units
        case districts
        /// Streets and houses, which stay where they are.
        case houses

        static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    }

    private let claim: [AddressPart]
    private let held: [AddressPart]
    private let ignoringMarks: Bool
    /// The part held that each part of the claim is.
    private var twins: [Int?]
    private var isUsed: [Bool]
    private var reason: AnswerReason?

    static func compare(claim: [AddressWord], held: [AddressWord], ignoringMarks: Bool) -> Outcome {
        var parts = AddressParts(claim, held, ignoringMarks)
        parts.pair()
        return parts.outcome
    }

    private init(_ claim: [AddressWord], _ held: [AddressWord], _ ignoringMarks: Bool) {
        self.claim = AddressPart.parts(of: claim)
        self.held = AddressPart.parts(of: held)
        self.ignoringMarks = ignoringMarks
        twins = Array(repeating: nil, count: self.claim.count)
        isUsed = Array(repeating: false, count: self.held.count)
    }

    /// Finds for each part of the claim the one that it is: first of the same kind, then of a kind that is not said,
    /// last of another kind on the same rung.
    private mutating func pair() {
        pair { one, other in one.unit.flatMap { unit in other.unit.map(unit.agrees) } ?? false }
        pair { one, other in
            guard one.words.first?.isNumber != true else { return false }
            let (left, right) = (one.isImplied ? nil : one.unit, other.isImplied ? nil : other.unit)
            return (left == nil && right?.isOftenLeftOut != false) || (right == nil && left?.isOftenLeftOut != false)
        }
        let before = twins
        pair { one, other in
            guard let left = one.unit, let right = other.unit else { return true }
            return left.level == right.level
        }
        for (index, twin) in twins.enumerated() where twin != before[index] {
            reason = claim[index].unit == nil || twin.flatMap { held[$0].unit } == nil ? .spellingUnclear : .otherUnits
        }
        cover()
    }

    private mutating func pair(_ fits: (AddressPart, AddressPart) -> Bool) {
        for (index, part) in claim.enumerated() where twins[index] == nil {
            let found = held.indices.first { candidate in
                !isUsed[candidate] && part.hasSameWords(held[candidate], ignoringMarks: ignoringMarks)
                    && fits(part, held[candidate])
            }
            guard let found else { continue }
            twins[index] = found
            isUsed[found] = true
        }
    }

    /// Words without commas may run over several parts of the other side: then nothing is denied, and nothing sure.
    private mutating func cover() {
        for (index, part) in claim.enumerated() where twins[index] == nil && (part.unit == nil || part.isImplied) {
            let free = held.indices.filter { !isUsed[$0] }
            for first in free {
                var last = first
                var count = 0
                while last < held.count, !isUsed[last], count < part.words.count {
                    count += held[last].words.count
                    last += 1
                }
                let run = held[first..<last].flatMap(\.words)
                if run.count == part.words.count, last - first > 1,
                    zip(run, part.words).allSatisfy({ $0.equals($1, ignoringMarks: ignoringMarks) })
                {
                    twins[index] = first
                    for taken in first..<last { isUsed[taken] = true }
                    break
                }
            }
        }
    }

    private var outcome: Outcome {
        let extra = claim.indices.filter { twins[$0] == nil }.map { claim[$0] }
        let missing = held.indices.filter { !isUsed[$0] }.map { held[$0] }
        let denials = extra.flatMap { part in missing.compactMap { denial(part, $0) } }
        let differences = denials.compactMap { if case .difference(let found) = $0 { found } else { nil } }
        if let difference = differences.max() { return .differs(difference) }
        if denials.contains(.unclear) { return .notComparable(.spellingUnclear) }
        if denials.contains(.marks) { return .notComparable(.marksMissing) }
        if let reason { return .notComparable(reason) }
        if !missing.isEmpty { return .notComparable(.claimCoarser) }
        if !extra.isEmpty { return .notComparable(.claimFiner) }
        return isOrderSafe ? .same : .notComparable(.spellingUnclear)
    }

    private enum Denial: Equatable {
        case difference(Difference)
        case unclear, marks
    }

    /// Whether the claim's part denies one that is held: both are on one rung and say different things.
    private func denial(_ part: AddressPart, _ other: AddressPart) -> Denial? {
        if part.hasSameWords(other, ignoringMarks: ignoringMarks) { return .unclear }
        if part.hasSameWords(other, ignoringMarks: true) {
            if !part.words.contains(where: \.hasMarks) { return .marks }
        }
        guard let left = part.unit?.level, let right = other.unit?.level else {
            // Of a name that is not said to be anything, nothing is known but that it is none of those held.
            let isNumber = part.words.first?.isNumber ?? false
            if isNumber != (other.words.first?.isNumber ?? false) { return nil }
            return .difference(.units)
        }
        // 12/3 and “số 3 ngõ 12” may be one house.
        let houses: Set<AddressUnit.Level> = [.house, .alley]
        if houses.contains(left), houses.contains(right), (left == .alley) != (right == .alley) { return .unclear }
        guard left == right else { return nil }
        switch left {
        case .house where hasAlley: return .unclear
        case .street, .house, .alley, .building: return .difference(.houses)
        case .district: return .difference(.districts)
        default: return .difference(.units)
        }
    }

    /// Whether one side alone names an alley, so that the number of its house may hold that of the other's alley.
    private var hasAlley: Bool {
        claim.contains { $0.unit?.level == .alley } != held.contains { $0.unit?.level == .alley }
    }

    /// Whether the part names its kind. What follows from its place alone must be the kind that is held.
    private func saysItsKind(_ index: Int, _ twin: Int) -> Bool {
        guard let unit = claim[index].unit else { return false }
        return !claim[index].isImplied || held[twin].unit.map(unit.agrees) ?? false
    }

    /// Whether every part that stands elsewhere than in the other address says what it is.
    private var isOrderSafe: Bool {
        let order = twins.compactMap { $0 }
        return claim.indices.allSatisfy { index in
            guard let twin = twins[index], !saysItsKind(index, twin) else { return true }
            return order[..<index].allSatisfy { $0 < twin } && order[(index + 1)...].allSatisfy { $0 > twin }
        }
    }
}
