// Minutiae made comparable: one resolution, one order, no twins, and not too many.

import Testing

@testable import Fingerprints

struct MinutiaSetTests {
    @Test func placesAreThoseAt500DotsPerInchWithYUpwards() {
        let view = Samples.view([Samples.minutia(30, 100, 7)], across: 394, up: 394)
        let set = MinutiaSet(view)
        #expect(set.x == [15] && set.y == [150] && set.angle == [7])
    }

    @Test(arguments: [(0, 0), (64, 64), (128, 128), (192, 192), (32, 45), (96, 83), (160, 173), (224, 211)])
    func pixelsThatAreNoSquaresTurnDirections(angle: Int, expected: UInt8) {
        // Twice as fine across as up, so that what is seen is half as wide as it looks.
        let set = MinutiaSet(Samples.view([Samples.minutia(10, 10, angle)], across: 394, up: 197))
        #expect(set.angle == [expected])
    }

    @Test func minutiaeAreSortedAndTwinsFallAway() {
        let minutiae = [(50, 60, 1), (20, 30, 9), (50, 60, 1), (20, 30, 8), (20, 90, 5)]
        let set = MinutiaSet(Samples.view(minutiae.map { Samples.minutia($0.0, $0.1, $0.2) }))
        #expect(set.x == [20, 20, 20, 50])
        #expect(set.y == [310, 370, 370, 340])
        #expect(set.angle == [5, 8, 9, 1])
    }

    @Test func ofTooManyTheBestStayAndThenTheMiddleOnes() {
        // A row of 200 of which one in four is good, so that these and the next ones around the middle stay.
        let row = (0..<200).map { Samples.minutia($0, 200, 0, quality: $0 % 4 == 0 ? 80 : 20) }
        let set = MinutiaSet(Samples.view(row))
        #expect(set.count == MinutiaSet.countMax)
        let kept = Set(set.x.map { Int($0) })
        #expect(stride(from: 0, to: 200, by: 4).allSatisfy(kept.contains))
        #expect((52...148).allSatisfy(kept.contains))
        #expect(set.x == set.x.sorted())
        #expect(MinutiaSet(Samples.view(row.reversed())) == set)
    }

    @Test func oneOfTwoSetsGoesFirst() {
        let few = MinutiaSet(Samples.view(Samples.random(5, seed: 1)))
        let many = MinutiaSet(Samples.view(Samples.random(6, seed: 2)))
        let others = MinutiaSet(Samples.view(Samples.random(6, seed: 3)))
        #expect(few.precedes(many) && !many.precedes(few))
        #expect(many.precedes(others) != others.precedes(many))
    }

    @Test func anglesWrapAround() {
        #expect(Angle.difference(250, 6) == 12 && Angle.difference(6, 250) == 12)
        #expect(Angle.difference(0, 128) == 128 && Angle.difference(7, 7) == 0)
        for angle in 0..<256 {
            #expect(Angle.direction(x: Angle.cosines[angle], y: Angle.sines[angle]) == UInt8(angle))
        }
        #expect(Angle.direction(x: 0, y: 0) == 0)
    }
}
