// What speaks for two impressions being of one finger: seven measures, and the score that they make together.

import Foundation

/// The measures of one comparison. Where no alignment was found, those that need one are zero.
struct PairEvidence: Sendable {
    /// Minutiae of the smaller template.
    let minutiaCount: Int
    /// The mean fit of the best pairs before any alignment.
    let relaxed: Float
    /// Pairs that lie on each other in the best alignment.
    private(set) var pairCount = 0
    /// How many pairs could have done so.
    private(set) var expectedPairs: Float = 0
    /// The pairs, each counting the more the nearer it lies.
    private(set) var soft: Float = 0
    /// Σ −ln of the chance that an unrelated minutia lies as near once the skin's local stretch is taken out.
    private(set) var surprise: Float = 0
    /// Pairs of pairs whose distance and directions agree.
    private(set) var agreement: Float = 0
    /// Pairs that the surroundings alone had also found.
    private(set) var confirmed = 0

    init(_ first: PreparedTemplate, _ second: PreparedTemplate) {
        let similarities = LocalSimilarities(first, second)
        let relaxation = PairRelaxation(similarities, first, second)
        minutiaCount = min(first.minutiae.count, second.minutiae.count)
        relaxed = relaxation.meanOfBest(minutiaCount: minutiaCount)
        guard let alignment = Alignment.best(similarities, relaxation, first, second) else { return }
        pairCount = alignment.pairs.count
        expectedPairs = alignment.overlap.expectedPairs
        soft = alignment.pairs.reduce(0) { $0 + 1 - $1.cost / 2 }
        surprise = PairEvidence.surprise(alignment, second)
        agreement = PairEvidence.agreement(alignment.pairs, first, second)
        let found = Set(similarities.pairs)
        confirmed = alignment.pairs.count { found.contains($0.pair) }
    }

    /// Natural-log odds that both are of one finger, if that is as likely as not beforehand. The weights are those of a
    /// logistic regression on public impressions.
    var score: Double {
        let pairs = Float(max(3, pairCount))
        var score = -9.7 + 1.75 * surprise / max(6, expectedPairs) + 9 * relaxed.squareRoot()
        score += 1.25 * agreement / pairs - 0.1 * Float(min(minutiaCount, 40))
        score += 0.03 * surprise + 2.2 * Float(confirmed) / pairs + 0.23 * soft
        return Double(score)
    }

    /// Skin is stretched smoothly: what the neighbours of a pair are off by is taken from what it is off by itself.
    /// Random scatter is not explained that way.
    private static func surprise(_ alignment: Alignment, _ second: PreparedTemplate) -> Float {
        let pairs = alignment.pairs.span
        var sum: Float = 0
        for one in pairs.indices {
            let place = second.minutiae.places[pairs[one].pair.second]
            var (total, drift) = (Float(0.3), SIMD2<Float>.zero)
            for other in pairs.indices where other != one {
                let way = second.minutiae.places[pairs[other].pair.second] - place
                let nearness = 1 / (1 + (way * way).sum() / 1600)
                total += nearness * nearness
                drift += nearness * nearness * pairs[other].offset
            }
            let rest = pairs[one].offset - drift / total
            let distance = (rest * rest).sum() + 4
            sum -= log(min(1, alignment.overlap.density * distance * (pairs[one].turn + 0.1)))
        }
        return sum
    }

    private static func agreement(
        _ pairs: [AlignedPair], _ first: PreparedTemplate, _ second: PreparedTemplate
    ) -> Float {
        let (firstWidth, secondWidth) = (first.minutiae.count, second.minutiae.count)
        let (distances, otherDistances) = (first.relations.distance.span, second.relations.distance.span)
        let (bearings, otherBearings) = (first.relations.bearing.span, second.relations.bearing.span)
        let (angles, otherAngles) = (first.minutiae.angle.span, second.minutiae.angle.span)
        var sum: Float = 0
        for one in pairs.indices {
            let (i, j) = (pairs[one].pair.first, pairs[one].pair.second)
            for other in (one + 1)..<max(one + 1, pairs.count) {
                let (k, l) = (pairs[other].pair.first, pairs[other].pair.second)
                let (mine, theirs) = (
                    Float(distances[i * firstWidth + k]) / 4, Float(otherDistances[j * secondWidth + l]) / 4
                )
                let longer = max(mine, theirs)
                guard longer <= 130 else { continue }
                let bearing = Angle.difference(bearings[i * firstWidth + k], otherBearings[j * secondWidth + l])
                let turn = Angle.difference(angles[k] &- angles[i], otherAngles[l] &- otherAngles[j])
                let byDistance = 1 - (mine - theirs).magnitude / (4 + 0.1 * longer)
                let byBearing = 1 - Float(bearing) * Angle.radiansPerUnit / 0.5
                let byTurn = 1 - Float(turn) * Angle.radiansPerUnit / 0.5
                sum += max(0, byDistance) * max(0, byBearing) * max(0, byTurn)
            }
        }
        return sum
    }
}
