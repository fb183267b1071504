// The fit of one finger on the other.

import Foundation
import Testing

@testable import Fingerprints

struct AffineMapTests {
    private let minutiae = Samples.random(30, seed: 5)

    private func fit(_ moved: [Minutia]) -> (map: AffineMap, first: MinutiaSet, second: MinutiaSet) {
        // Sets are sorted, so each minutia is looked up by its place.
        let (first, second) = (MinutiaSet(Samples.view(minutiae)), MinutiaSet(Samples.view(moved)))
        let pairs = zip(minutiae, moved).compactMap { one, other -> AffineMap.WeightedPair? in
            guard let i = index(of: one, in: first), let j = index(of: other, in: second) else { return nil }
            return AffineMap.WeightedPair(pair: MinutiaPair(first: i, second: j), weight: 1)
        }
        return (AffineMap(pairs, first, second), first, second)
    }

    private func index(of minutia: Minutia, in set: MinutiaSet) -> Int? {
        set.places.firstIndex(of: SIMD2(Float(minutia.x), Float(400 - minutia.y)))
    }

    @Test func aShiftIsFound() {
        let (map, first, _) = fit(minutiae.map { Samples.minutia($0.x + 7, $0.y - 4, Int($0.angle)) })
        for place in first.places {
            let rest = map.map(place) - place - SIMD2(7, 4)
            #expect(abs(rest.x) < 0.05 && abs(rest.y) < 0.05)
        }
        #expect(abs(map.determinant - 1) < 0.001)
    }

    @Test func aQuarterTurnIsFoundAndTakenBack() {
        // Around the middle of the image, counter-clockwise.
        let (map, first, _) = fit(
            minutiae.map { Samples.minutia(150 + $0.y - 200, 200 - $0.x + 150, Int($0.angle) + 64) })
        for place in first.places {
            let turned = SIMD2(150 - (place.y - 200), 200 + (place.x - 150))
            let rest = map.map(place) - turned
            #expect(abs(rest.x) < 0.1 && abs(rest.y) < 0.1)
            let back = map.inverted.map(map.map(place)) - place
            #expect(abs(back.x) < 0.01 && abs(back.y) < 0.01)
        }
        let direction = map.turn([1, 0])
        #expect(abs(direction.x) < 0.001 && abs(direction.y - 1) < 0.001)
    }

    /// The damping holds the map back a little, but many far pairs are not left to a rotation.
    @Test func aSqueezeIsFollowed() {
        let (map, first, second) = fit(
            minutiae.map { Samples.minutia(150 + ($0.x - 150) * 4 / 5, $0.y, Int($0.angle)) })
        #expect(map.determinant > 0.75 && map.determinant < 0.9)
        #expect(first.count == second.count)
    }
}
