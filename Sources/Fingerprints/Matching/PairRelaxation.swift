// How well each pair of minutiae fits the others: pairs that agree raise one another, stray ones sink.

import Foundation

/// Relaxation over the pairs (Feng, Ouyang and Cai, ICPR 2006; Cappelli, Ferrara and Maltoni, "Minutiae-based
/// fingerprint matching", 2012). Pairs of pairs are compatible where distance and directions within one finger are
/// about those within the other, a stretched skin forgiven.
struct PairRelaxation: Sendable {
    /// Two pairs whose distances differ by more have nothing to do with each other, in pixels.
    private static let differenceMax: Float = 32
    private static let stepsPerPixel: Float = 8
    private static let rounds = 4

    /// By the difference of two distances, in eighths of a pixel.
    private static let byDistance = (0...Int(differenceMax * stepsPerPixel)).map { step in
        Float(1 / (1 + exp(1.6 * (Double(step) / Double(stepsPerPixel) - 4))))
    }
    /// By the difference of two angles, in 256ths of a turn.
    private static let byAngle = (0...128).map { unit in
        Float(1 / (1 + exp(30 * (Double(unit) * .pi / 128 - .pi / 12))))
    }

    /// How compatible every two pairs are, 0 to 1, by the index one × count + other; 0 for a pair with itself.
    let compatibility: [Float]
    /// How well each pair fits in the end.
    let fit: [Float]

    init(_ similarities: LocalSimilarities, _ first: PreparedTemplate, _ second: PreparedTemplate) {
        let pairs = similarities.pairs
        compatibility = PairRelaxation.compatibility(pairs, first, second)
        let start = pairs.map { similarities.values[$0.first * second.minutiae.count + $0.second] }
        fit = PairRelaxation.relax(start, compatibility)
    }

    /// The mean fit of the best pairs. The more minutiae the smaller template has, the more pairs are expected (4 to
    /// 16); one that is missing counts as zero.
    func meanOfBest(minutiaCount count: Int) -> Float {
        let expected = 4 + Int((12 / (1 + exp(-0.4 * Float(count - 20)))).rounded())
        return fit.sorted(by: >).prefix(expected).reduce(0, +) / Float(expected)
    }

    private static func compatibility(
        _ pairs: [MinutiaPair], _ first: PreparedTemplate, _ second: PreparedTemplate
    ) -> [Float] {
        let count = pairs.count
        var compatibility = [Float](repeating: 0, count: count * count)
        let (distanceTable, angleTable) = (byDistance, byAngle)
        let (byDistance, byAngle) = (distanceTable.span, angleTable.span)
        let (firstWidth, secondWidth) = (first.minutiae.count, second.minutiae.count)
        let (distances, otherDistances) = (first.relations.distance.span, second.relations.distance.span)
        let (bearings, otherBearings) = (first.relations.bearing.span, second.relations.bearing.span)
        let (angles, otherAngles) = (first.minutiae.angle.span, second.minutiae.angle.span)
        for one in 0..<count {
            let (i, j) = (pairs[one].first, pairs[one].second)
            for other in 0..<one {
                let (k, l) = (pairs[other].first, pairs[other].second)
                let (mine, theirs) = (
                    Float(distances[i * firstWidth + k]) / 4, Float(otherDistances[j * secondWidth + l]) / 4
                )
                // Skin stretches: a twentieth of the distance is forgiven.
                let difference = max(0, (mine - theirs).magnitude - 0.05 * max(mine, theirs))
                guard difference < differenceMax else { continue }
                let turn = Angle.difference(angles[k] &- angles[i], otherAngles[l] &- otherAngles[j])
                let near = Angle.difference(bearings[i * firstWidth + k], otherBearings[j * secondWidth + l])
                let far = Angle.difference(bearings[k * firstWidth + i], otherBearings[l * secondWidth + j])
                let value =
                    byDistance[Int(difference * stepsPerPixel + 0.5)] * byAngle[Int(turn)]
                    * (0.5 * (byAngle[Int(near)] + byAngle[Int(far)]))
                compatibility[one * count + other] = value
                compatibility[other * count + one] = value
            }
        }
        return compatibility
    }

    private static func relax(_ start: [Float], _ compatibility: [Float]) -> [Float] {
        let count = start.count
        let compatibility = compatibility.span
        var fit = start
        var next = start
        for _ in 0..<rounds {
            for one in 0..<count {
                var support: Float = 0
                for other in 0..<count { support += compatibility[one * count + other] * fit[other] }
                next[one] = fit[one] / 2 + support / (2 * Float(max(1, count - 1)))
            }
            swap(&fit, &next)
        }
        return fit
    }
}
