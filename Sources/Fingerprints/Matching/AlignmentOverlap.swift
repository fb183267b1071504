// What two aligned fingers have in common: how many minutiae could have met there, and how dense they lie.

/// The common part of two fingers under a map.
struct AlignmentOverlap: Sendable {
    /// A minutia may lie so far outside the other finger's hull and still count, in pixels.
    private static let margin: Float = 16

    /// Minutiae of the first template that the map brings onto the second finger, and the other way round.
    let firstCount: Int
    let secondCount: Int
    /// Minutiae for each square pixel.
    let density: Float

    /// The geometric mean of both counts.
    var expectedPairs: Float { Float(firstCount * secondCount).squareRoot() }

    init(_ map: AffineMap, _ first: PreparedTemplate, _ second: PreparedTemplate) {
        let (margin, back) = (AlignmentOverlap.margin, map.inverted)
        firstCount = (0..<first.minutiae.count).count { index in
            second.hull.contains(map.map(first.minutiae.places[index]), margin: margin)
        }
        secondCount = (0..<second.minutiae.count).count { index in
            first.hull.contains(back.map(second.minutiae.places[index]), margin: margin)
        }
        let common = second.hull.intersection(with: first.hull.corners.map(map.map))
        let area = common.area + margin * common.perimeter + .pi * margin * margin
        // Minutiae that are paired stand in both hulls. Absurd coordinates leave no digits to see that, and at a
        // density of zero any pair would speak for one finger beyond all measure: one minutia counts in any case.
        density = Float(max(1, firstCount, secondCount)) / area
    }
}
