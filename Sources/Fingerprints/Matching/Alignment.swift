// Lays one finger over the other in the few ways that the best pairs suggest, and keeps the way that explains most.

import Foundation

/// Two minutiae that lie on each other once the first finger is laid over the second.
struct AlignedPair: Sendable {
    let pair: MinutiaPair
    /// How far apart they are in place and direction against what is tolerated: 0 to 2.
    let cost: Float
    /// From the second minutia to the first, in pixels.
    let offset: SIMD2<Float>
    /// Between their directions: the chord on the unit circle, which is the angle in radians where it is small.
    let turn: Float
}

/// One way of laying the first finger over the second.
struct Alignment: Sendable {
    /// The cheapest first, each minutia in one of them at most.
    let pairs: [AlignedPair]
    let overlap: AlignmentOverlap
    /// Σ −ln of the chance that an unrelated minutia lies as near, over the pairs.
    private let evidence: Float

    /// What ranks the ways: much evidence in little overlap.
    private var rank: Float { evidence * evidence / max(8, overlap.expectedPairs) }

    /// The tolerances of one round: a distance in pixels and an angle in radians.
    private struct Tolerance {
        let distance: Float
        let angle: Float
    }

    private static let seedsMax = 4
    /// Candidates that one minutia may have. On the public sets none has as many; a template that is crowded on purpose
    /// shall not take more time than others.
    private static let candidatesMax = 16
    private static let compatibilityMin: Float = 0.05
    private static let determinantMin: Float = 0.2
    private static let rounds = [
        Tolerance(distance: 28, angle: 0.5), Tolerance(distance: 20.5, angle: 0.45),
        Tolerance(distance: 13, angle: 0.4),
    ]

    /// The best way, or `nil` where no pair leads to one.
    static func best(
        _ similarities: LocalSimilarities, _ relaxation: PairRelaxation, _ first: PreparedTemplate,
        _ second: PreparedTemplate
    ) -> Alignment? {
        let fit = relaxation.fit
        let seeds = fit.indices.sorted { fit[$0] != fit[$1] ? fit[$0] > fit[$1] : $0 < $1 }.prefix(seedsMax)
        var best: Alignment?
        for seed in seeds {
            let start = AffineMap(
                pairs(around: seed, similarities.pairs, relaxation), first.minutiae, second.minutiae)
            guard let found = Alignment(start, similarities, first, second) else { continue }
            if best.map({ found.rank > $0.rank }) ?? true { best = found }
        }
        return best
    }

    /// The seed with all pairs that are compatible with it.
    private static func pairs(
        around seed: Int, _ pairs: [MinutiaPair], _ relaxation: PairRelaxation
    ) -> [AffineMap.WeightedPair] {
        pairs.indices.compactMap { index in
            let compatibility = index == seed ? 1 : relaxation.compatibility[seed * pairs.count + index]
            guard compatibility > compatibilityMin else { return nil }
            return AffineMap.WeightedPair(pair: pairs[index], weight: compatibility * relaxation.fit[index])
        }
    }

    /// Refines a first map in three rounds, each of which takes the pairs that lie on each other and fits them anew.
    private init?(
        _ start: AffineMap, _ similarities: LocalSimilarities, _ first: PreparedTemplate, _ second: PreparedTemplate
    ) {
        var map = start
        var pairs: [AlignedPair] = []
        for (round, tolerance) in Alignment.rounds.enumerated() {
            if round > 0 {
                guard pairs.count >= 2 else { return nil }
                let weighted = pairs.map { item in
                    let similarity = similarities.values[
                        item.pair.first * second.minutiae.count + item.pair.second]
                    return AffineMap.WeightedPair(
                        pair: item.pair, weight: (0.2 + similarity) * (1 - item.cost / 2))
                }
                map = AffineMap(weighted, first.minutiae, second.minutiae)
            }
            pairs = Alignment.assign(map, tolerance, first.minutiae, second.minutiae)
        }
        guard map.determinant >= Alignment.determinantMin else { return nil }
        let overlap = AlignmentOverlap(map, first, second)
        self.pairs = pairs
        self.overlap = overlap
        evidence = pairs.reduce(0) { sum, item in
            let distance = (item.offset * item.offset).sum() + 16
            return sum - log(min(1, overlap.density * distance * (item.turn + 0.1)))
        }
    }

    /// Pairs of minutiae that lie on each other within the tolerance, taken greedily by their cost.
    private static func assign(
        _ map: AffineMap, _ tolerance: Tolerance, _ first: MinutiaSet, _ second: MinutiaSet
    ) -> [AlignedPair] {
        let candidates = candidates(map, tolerance, first, second)
        // Positive numbers are ordered like their bits. The candidates stand in the order of their indices, so that
        // their place breaks ties.
        var order = candidates.indices.map { UInt64(candidates[$0].cost.bitPattern) << 32 | UInt64($0) }
        order.sort()
        var isTaken = [Bool](repeating: false, count: first.count)
        var isOtherTaken = [Bool](repeating: false, count: second.count)
        var assigned: [AlignedPair] = []
        assigned.reserveCapacity(min(order.count, first.count))
        for key in order {
            let candidate = candidates[Int(key & 0xFFFF_FFFF)]
            if isTaken[candidate.pair.first] || isOtherTaken[candidate.pair.second] { continue }
            (isTaken[candidate.pair.first], isOtherTaken[candidate.pair.second]) = (true, true)
            assigned.append(candidate)
        }
        return assigned
    }

    /// All pairs within the tolerance, by the index of the first minutia and then of the second.
    private static func candidates(
        _ map: AffineMap, _ tolerance: Tolerance, _ first: MinutiaSet, _ second: MinutiaSet
    ) -> [AlignedPair] {
        let (distanceMax, cosineMin) = (tolerance.distance * tolerance.distance, cos(tolerance.angle))
        let angleMax = tolerance.angle * tolerance.angle
        let (x, places, directions) = (second.x.span, second.places.span, second.directions.span)
        var candidates: [AlignedPair] = []
        candidates.reserveCapacity(2 * first.count)
        for index in 0..<first.count {
            let point = map.map(first.places[index])
            let direction = map.turn(first.directions[index])
            var next = start(of: point.x - tolerance.distance, in: x)
            let bound = candidates.count + candidatesMax
            while next < x.count, x[next] <= point.x + tolerance.distance, candidates.count < bound {
                let other = next
                next += 1
                let offset = point - places[other]
                let square = offset.x * offset.x + offset.y * offset.y
                guard square <= distanceMax else { continue }
                let cosine = direction.x * directions[other].x + direction.y * directions[other].y
                guard cosine >= cosineMin else { continue }
                let turn = max(0, 2 * (1 - cosine))
                candidates.append(
                    AlignedPair(
                        pair: MinutiaPair(first: index, second: other), cost: square / distanceMax + turn / angleMax,
                        offset: offset, turn: turn.squareRoot()))
            }
        }
        return candidates
    }

    /// The first of the sorted values that is not below a bound.
    private static func start(of bound: Float, in values: Span<Float>) -> Int {
        var (low, high) = (0, values.count)
        while low < high {
            let middle = (low + high) / 2
            if values[middle] < bound { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
