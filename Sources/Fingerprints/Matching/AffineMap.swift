// The map that lays one finger over the other: a turn and a shift, with as much shear as the pairs can vouch for.

import Foundation

/// p ↦ linear part × p + shift, in pixels.
struct AffineMap: Sendable {
    /// Row by row.
    private let linear: SIMD4<Float>
    private let shift: SIMD2<Float>

    /// A pair of minutiae with the weight of its say in a fit.
    struct WeightedPair {
        let pair: MinutiaPair
        let weight: Float
    }

    /// Few or close pairs leave the linear part a rotation, many far ones may shear it; in square pixels.
    private static let damping: Float = 6000
    /// Directions count like arms of 20 pixels on the minutiae, squared.
    private static let directionWeight: Float = 400

    /// The map of the first template's minutiae on the second's that fits the pairs best by weighted least squares.
    init(_ pairs: [WeightedPair], _ first: MinutiaSet, _ second: MinutiaSet) {
        var total: Float = 0
        var (from, to) = (SIMD2<Float>.zero, SIMD2<Float>.zero)
        for item in pairs {
            total += item.weight
            from += item.weight * first.places[item.pair.first]
            to += item.weight * second.places[item.pair.second]
        }
        from /= total
        to /= total
        var cross = SIMD4<Float>.zero
        var own = SIMD4<Float>.zero
        var turn = SIMD2<Float>.zero
        for item in pairs {
            let a = first.places[item.pair.first] - from
            let b = second.places[item.pair.second] - to
            cross += item.weight * SIMD4(b.x * a.x, b.x * a.y, b.y * a.x, b.y * a.y)
            own += item.weight * SIMD4(a.x * a.x, a.x * a.y, a.y * a.x, a.y * a.y)
            let difference = Int(second.angle[item.pair.second] &- first.angle[item.pair.first])
            turn += item.weight * SIMD2(Angle.cosines[difference], Angle.sines[difference])
        }
        let toRight = cross[0] + cross[3] + AffineMap.directionWeight * turn.x
        let toLeft = cross[2] - cross[1] + AffineMap.directionWeight * turn.y
        let angle = atan2(toLeft, toRight)
        let rotation = SIMD4(cos(angle), -sin(angle), sin(angle), cos(angle))
        linear = AffineMap.product(
            cross + AffineMap.damping * rotation,
            AffineMap.inverse(own + AffineMap.damping * SIMD4(1, 0, 0, 1)))
        shift = to - AffineMap.product(linear, from)
    }

    private init(linear: SIMD4<Float>, shift: SIMD2<Float>) {
        self.linear = linear
        self.shift = shift
    }

    var determinant: Float { AffineMap.determinant(linear) }

    /// The way back. The determinant must not be zero.
    var inverted: AffineMap {
        let inverse = AffineMap.inverse(linear)
        return AffineMap(linear: inverse, shift: -AffineMap.product(inverse, shift))
    }

    func map(_ point: SIMD2<Float>) -> SIMD2<Float> { AffineMap.product(linear, point) + shift }

    /// The direction, given by a unit vector, after the map; a unit vector again.
    func turn(_ direction: SIMD2<Float>) -> SIMD2<Float> {
        let turned = AffineMap.product(linear, direction)
        return turned / (turned * turned).sum().squareRoot()
    }

    private static func determinant(_ matrix: SIMD4<Float>) -> Float {
        matrix[0] * matrix[3] - matrix[1] * matrix[2]
    }

    private static func inverse(_ matrix: SIMD4<Float>) -> SIMD4<Float> {
        SIMD4(matrix[3], -matrix[1], -matrix[2], matrix[0]) / determinant(matrix)
    }

    private static func product(_ matrix: SIMD4<Float>, _ vector: SIMD2<Float>) -> SIMD2<Float> {
        SIMD2(matrix[0] * vector.x + matrix[1] * vector.y, matrix[2] * vector.x + matrix[3] * vector.y)
    }

    private static func product(_ left: SIMD4<Float>, _ right: SIMD4<Float>) -> SIMD4<Float> {
        SIMD4(
            left[0] * right[0] + left[1] * right[2], left[0] * right[1] + left[1] * right[3],
            left[2] * right[0] + left[3] * right[2], left[2] * right[1] + left[3] * right[3])
    }
}
