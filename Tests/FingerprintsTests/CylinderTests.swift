// Cylinders and the pairs that follow from them.

import Testing

@testable import Fingerprints

struct CylinderTests {
    @Test func ofTheSquareOfCells52AreWithinTheCircle() {
        #expect(CylinderShape.cellCount == 52)
        #expect(CylinderShape.middles.first == [-61.25, -61.25] && CylinderShape.middles.last == [61.25, 61.25])
    }

    /// One that points as the minutia does counts in the two middle sections, one that points back in the outer ones.
    @Test func aNeighbourCountsMostInTheSectionOfItsDirection() {
        let along = CylinderShape.directional[0]
        #expect(along[2] == along.max() && abs(along[2] - along[3]) < 1e-6)
        let against = CylinderShape.directional[128]
        #expect(against[0] == against.max() && abs(against[0] - against[5]) < 1e-6)
        #expect(CylinderShape.directional.allSatisfy { $0[6] == 0 && $0[7] == 0 })
        // A section holds its part of the whole Gaussian, and all of them nearly all of it.
        let whole = 1 / (CylinderShape.deviation * (2 * Float.pi).squareRoot())
        #expect(CylinderShape.directional.allSatisfy { $0.sum() > 0.98 * whole && $0.sum() <= 1.001 * whole })
    }

    @Test func nearnessFallsToNearlyNothing() {
        #expect(CylinderShape.spatial.first == 1)
        #expect(zip(CylinderShape.spatial, CylinderShape.spatial.dropFirst()).allSatisfy { $0 > $1 })
        #expect(CylinderShape.spatial.last.map { $0 < 0.012 } == true)
    }

    /// A quarter turn is exact in whole pixels and units, so nothing at all may change.
    @Test func aTurnedFingerHasTheSameCylinders() throws {
        let minutiae = SyntheticFinger(seed: 3).impression(1).views[0].minutiae
        let turned = minutiae.map { Samples.minutia(400 - $0.y, $0.x, Int($0.angle) + 192) }
        let wide = FingerprintView(
            width: 401, height: 401, horizontalResolution: 197, verticalResolution: 197, minutiae: minutiae)
        let (one, other) = (PreparedTemplate(wide), PreparedTemplate(Samples.view(turned, like: wide)))
        func words(_ template: PreparedTemplate) -> [[UInt64]] {
            template.cylinders.usable.map { index in
                let (cells, bits) = (template.cylinders.cells[index], template.cylinders.bits[index])
                return [cells] + (0..<6).map { bits[$0] & cells }
            }.sorted { $0.lexicographicallyPrecedes($1) }
        }
        let (before, after) = (words(one), words(other))
        #expect(before.count == after.count && before.count > 20)
        let same = Set(before).intersection(after).count
        // A sum may fall to the other side of the threshold by the last bit of a cosine.
        #expect(same >= before.count - 3)
    }

    /// Sorting all values is the plain way to the same pairs.
    @Test(arguments: 1...20) func pairsAreThoseOfTheGreatestSimilarities(seed: Int) {
        let fingers = [UInt64(seed), UInt64(seed / 2)].map {
            PreparedTemplate(SyntheticFinger(seed: $0).impression(seed).views[0])
        }
        let similarities = LocalSimilarities(fingers[0], fingers[1])
        let columns = fingers[1].minutiae.count
        let order = similarities.values.indices.filter { similarities.values[$0] > 0 }
            .sorted { (similarities.values[$1], $0) < (similarities.values[$0], $1) }
        var (rows, taken): (Set<Int>, Set<Int>) = ([], [])
        var expected: [MinutiaPair] = []
        for index in order where !rows.contains(index / columns) && !taken.contains(index % columns) {
            rows.insert(index / columns)
            taken.insert(index % columns)
            expected.append(MinutiaPair(first: index / columns, second: index % columns))
        }
        #expect(similarities.pairs == expected && !expected.isEmpty)
    }

    @Test func aCylinderIsLikeItself() {
        let finger = PreparedTemplate(SyntheticFinger(seed: 8).impression(1).views[0])
        let similarities = LocalSimilarities(finger, finger)
        for index in finger.cylinders.usable {
            #expect(similarities.values[index * finger.minutiae.count + index] == 1)
        }
    }
}

@Suite(.enabled(if: PublicTemplates.areThere, "needs ../shared/suites/fingerprints"))
struct PublicCylinderTests {
    /// The inside of one comparison, as another program of the same method has it.
    @Test func piecesOfOneComparisonAreThoseOfTheMethod() throws {
        let first = try PublicTemplates.prepared("fvc2002/DB1_B", "101_2")
        let second = try PublicTemplates.prepared("fvc2002/DB1_B", "101_1")
        #expect(first.minutiae.precedes(second.minutiae))
        #expect([first.hull.corners.count, second.hull.corners.count] == [7, 9])
        #expect([first.cylinders.usable.count, second.cylinders.usable.count] == [15, 24])
        let similarities = LocalSimilarities(first, second)
        #expect(similarities.values.count { $0 > 0 } == 150)
        #expect(similarities.pairs.count == 15)
        #expect(abs((similarities.values.max() ?? 0) - 0.7868) < 0.0001)
        let relaxation = PairRelaxation(similarities, first, second)
        #expect(abs((relaxation.fit.max() ?? 0) - 0.6621) < 0.001)
        let alignment = try #require(Alignment.best(similarities, relaxation, first, second))
        #expect(abs(alignment.overlap.density - 0.000668) < 0.000004)
        #expect([alignment.overlap.firstCount, alignment.overlap.secondCount] == [16, 18])
    }
}
