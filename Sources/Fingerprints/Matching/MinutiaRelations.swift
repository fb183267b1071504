// How the minutiae of one template lie to one another, kept as tables.

/// Distance and bearing of every two minutiae of one template, by the index first × count + second.
struct MinutiaRelations: Sendable {
    /// In quarters of a pixel. What lies further apart than 16,383 pixels counts as that far.
    let distance: [UInt16]
    /// The direction from the first to the second, seen from the first's own: the same however the finger is turned.
    let bearing: [UInt8]

    init(_ minutiae: MinutiaSet) {
        let count = minutiae.count
        let (x, y, angle) = (minutiae.x.span, minutiae.y.span, minutiae.angle.span)
        var distance = [UInt16](repeating: 0, count: count * count)
        var bearing = [UInt8](repeating: 0, count: count * count)
        for first in 0..<count {
            bearing[first * count + first] = 0 &- angle[first]
            for second in (first + 1)..<max(first + 1, count) {
                let (dx, dy) = (x[second] - x[first], y[second] - y[first])
                let quarters = min(65_535, (4 * (dx * dx + dy * dy).squareRoot()).rounded())
                let direction = Angle.direction(x: dx, y: dy)
                distance[first * count + second] = UInt16(quarters)
                distance[second * count + first] = UInt16(quarters)
                bearing[first * count + second] = direction &- angle[first]
                bearing[second * count + first] = direction &+ 128 &- angle[second]
            }
        }
        self.distance = distance
        self.bearing = bearing
    }
}
