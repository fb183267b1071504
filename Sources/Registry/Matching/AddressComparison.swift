// Whether a claimed address is the one that a record holds, in today's units or in those before 2025-07-01.

import Basics

/// The wordings that a record holds of one place, and what a claim has to do with them.
struct AddressComparison {
    private let places: PlaceNames
    private let claim: AddressReading

    /// Compares a claim with the wordings held: the present one first, that of the former units second. `province` is
    /// that of the present wording where the record knows it.
    static func compare(
        _ claim: String, with held: [String], province: PlaceNames.Province?, places: PlaceNames
    ) -> Verdict {
        // Equal texts, the common case, cost no reading.
        if held.contains(claim) { return .matches }
        let read = AddressReading(claim, places)
        guard !read.isForeign, read.words.count <= Limits.addressWordsMax else {
            return .notComparable(.claimUnreadable)
        }
        if read.words.isEmpty, read.province == nil { return .notComparable(.claimCoarser) }
        let comparison = AddressComparison(places: places, claim: read)
        var wordings: [AddressReading] = []
        for (index, text) in held.enumerated() {
            var wording = AddressReading(text, places)
            if index == 0 { wording.complete(with: province) }
            wordings.append(wording)
        }
        return comparison.verdict(wordings)
    }

    private enum Outcome {
        case same
        case notComparable(AnswerReason)
        case differs(AddressParts.Difference)
        /// In a province that never had to do with the one held.
        case elsewhere
    }

    private func verdict(_ wordings: [AddressReading]) -> Verdict {
        let outcomes = wordings.map(outcome)
        if outcomes.contains(where: { if case .same = $0 { true } else { false } }) { return .matches }
        if claim.tellsTwoWordings { return .notComparable(.spellingUnclear) }
        let former = wordings.map { $0.isInFormerUnits }
        let isFormer = claim.isInFormerUnits
        // The wording in the claim's own units decides. One in others cannot deny, and what it leaves open stays open
        // only where the claim leaves nothing of it out.
        var open: AnswerReason?
        var isDenied = false
        for (index, outcome) in outcomes.enumerated() {
            let isOfTheTime = isFormer == (former[index] || index > 0)
            switch outcome {
            case .same: return .matches
            case .notComparable(let reason) where isOfTheTime || reason != .claimCoarser || !isFormer:
                open = open ?? (isOfTheTime ? reason : mixed(reason))
            case .notComparable: break
            case .differs(.districts) where isOfTheTime: return .differs
            case .elsewhere where isOfTheTime: return .differs
            case .elsewhere: isDenied = true
            case .differs(let difference):
                if isOfTheTime || difference == .houses { isDenied = true }
            }
        }
        if let open { return .notComparable(open) }
        return isDenied ? .differs : .notComparable(.otherUnits)
    }

    /// The reason when the claim is in other units than the wording it was compared with.
    private func mixed(_ reason: AnswerReason) -> AnswerReason { reason == .claimFiner ? .otherUnits : reason }

    /// Compares the claim with one wording.
    private func outcome(_ held: AddressReading) -> Outcome {
        guard let mine = claim.province, let other = held.province, mine.name != other.name else {
            return outcomeBelowProvince(held)
        }
        guard mine.isOfOneLine(with: other) else { return .elsewhere }
        let below = outcomeBelowProvince(held)
        // Today's province and the former one of its territory: a commune of this name may lie elsewhere in it.
        if case .same = below { return .notComparable(.otherUnits) }
        return below
    }

    private func outcomeBelowProvince(_ held: AddressReading) -> Outcome {
        let ignoringMarks = !claim.hasMarks || !held.hasMarks
        switch AddressAlignment.walk(claim.words, held.words, ignoringMarks: ignoringMarks) {
        case .same: return full(held, ignoringMarks)
        case .marksMissing: return .notComparable(.marksMissing)
        case .otherKind, .none: break
        }
        switch AddressParts.compare(claim: claim.words, held: held.words, ignoringMarks: ignoringMarks) {
        case .same: return full(held, ignoringMarks)
        case .notComparable(let reason): return .notComparable(reason)
        case .differs(let difference): return .differs(difference)
        }
    }

    /// Everything below the province is the same. The province must be said, and the words must not mean two places.
    private func full(_ held: AddressReading, _ ignoringMarks: Bool) -> Outcome {
        switch (claim.province, held.province) {
        case (nil, .some): return .notComparable(.claimCoarser)
        case (.some, nil): return .notComparable(.claimFiner)
        default: break
        }
        if ignoringMarks, claim.hasMarks || held.hasMarks, let province = held.province,
            places.isAmbiguousWithoutMarks(commune(of: held), in: province)
        {
            return .notComparable(.ambiguousPlace)
        }
        return .same
    }

    /// The words of the commune without marks: those behind its unit, or the last part.
    private func commune(of held: AddressReading) -> String {
        let unit = held.words.lastIndex { $0.unit?.level == .commune && $0.unit != nil }
        let start = unit.map { $0 + 1 } ?? held.words.lastIndex(where: \.beginsPart) ?? 0
        guard start < held.words.count else { return "" }
        let end = held.words[(start + 1)...].firstIndex(where: \.beginsPart) ?? held.words.count
        return held.words[start..<end].map(\.plain).joined(separator: " ")
    }
}
