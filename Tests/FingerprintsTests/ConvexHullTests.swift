// The hull of minutiae: its corners, what is inside, and what two of them have in common.

import Testing

@testable import Fingerprints

struct ConvexHullTests {
    private let square = ConvexHull(x: [0, 0, 4, 5, 10, 10], y: [0, 10, 5, 5, 0, 10])

    @Test func innerPointsAreNoCorners() {
        #expect(Set(square.corners) == [[0, 0], [10, 0], [10, 10], [0, 10]])
    }

    @Test func insideIsToldWithAMargin() {
        #expect(square.contains([5, 5], margin: 0) && square.contains([10, 10], margin: 0))
        #expect(!square.contains([11, 5], margin: 0.5) && square.contains([11, 5], margin: 1))
        #expect(!square.contains([5, 5], margin: -6))
    }

    @Test func whatAnotherPolygonSharesIsMeasured() {
        let (area, perimeter) = square.intersection(with: [[5, 5], [15, 5], [15, 15], [5, 15]])
        #expect(abs(area - 25) < 0.001 && abs(perimeter - 20) < 0.001)
        #expect(square.intersection(with: [[20, 20], [30, 20], [30, 30]]).area == 0)
        let whole = square.intersection(with: [[-5, -5], [15, -5], [15, 15], [-5, 15]])
        #expect(abs(whole.area - 100) < 0.001 && abs(whole.perimeter - 40) < 0.001)
    }

    @Test func pointsOnALineHaveAHullThatEnds() {
        let line = ConvexHull(x: [0, 3, 6], y: [0, 3, 6])
        #expect(line.corners == [[0, 0], [6, 6]])
        #expect(line.contains([2, 2], margin: 0.01) && line.contains([2, 3], margin: 1))
        #expect(!line.contains([9, 9], margin: 1) && !line.contains([2, 6], margin: 1))
        let point = ConvexHull(x: [4, 4], y: [5, 5])
        #expect(point.corners == [[4, 5]])
        #expect(point.contains([5, 5], margin: 1) && !point.contains([7, 5], margin: 1))
    }

    /// Cells far from the hull fall away, with the short way for deep points and without it.
    @Test func aMaskKeepsWhatIsInside() {
        let offsets = CylinderShape.middles
        for centre in [[5, 5], [-40, 5], [60, -30], [200, 200]] as [SIMD2<Float>] {
            var mask = CylinderShape.base
            square.keep(&mask, of: offsets.span, around: centre, reach: CylinderShape.radius, margin: 50)
            for (index, offset) in offsets.enumerated() {
                let isBase = CylinderShape.base >> UInt64(index) & 1 == 1
                #expect((mask >> UInt64(index) & 1 == 1) == (isBase && square.contains(centre + offset, margin: 50)))
            }
        }
    }
}
