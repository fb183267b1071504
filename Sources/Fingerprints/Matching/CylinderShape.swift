// The shape that all minutia cylinders share, and the two functions that say how much a neighbour counts in a cell.

import Foundation

/// Figures and tables of the cylinders (Cappelli, Ferrara and Maltoni, "Minutia Cylinder-Code", IEEE Transactions on
/// Pattern Analysis and Machine Intelligence 32(12), 2010). Lengths in pixels.
enum CylinderShape {
    static let radius: Float = 70
    static let side = 8
    static let cell = 2 * radius / Float(side)
    static let sections = 6
    /// σ of the distance from a neighbour to a cell.
    static let deviation: Float = 28 / 3
    /// Beyond three σ a neighbour counts for nothing.
    static let range = 3 * deviation
    /// A cell counts where its middle is not further than this from the hull of all minutiae.
    static let margin: Float = 50
    /// What neighbours must contribute to a cell together for its bit to be set.
    static let threshold: Float = 0.007

    /// Where the middle of the first row or column of cells is.
    static let start = cell / 2 - radius

    /// The cells whose middle is within the radius, a bit each: the corners of the square fall away.
    static let base: UInt64 = (0..<side * side).reduce(0) { mask, index in
        let centre = middle(of: index)
        return (centre * centre).sum() <= radius * radius ? mask | 1 << UInt64(index) : mask
    }

    static let cellCount = base.nonzeroBitCount

    /// The middle of a cell in the frame of the minutia, whose direction is the x axis.
    static func middle(of index: Int) -> SIMD2<Float> {
        SIMD2(start + cell * Float(index % side), start + cell * Float(index / side))
    }

    static let middles = (0..<side * side).map(middle)

    /// How far the middle of a cell may lie from the minutia.
    static let reach = radius

    static let stepsPerPixel: Float = 8

    /// exp(−d²/2σ²) of one coordinate of the distance, in steps of an eighth of a pixel up to `range`.
    static let spatial = (0...Int(range * stepsPerPixel) + 1).map { step in
        let distance = Double(step) / Double(stepsPerPixel)
        return Float(exp(-distance * distance / (2 * Double(deviation) * Double(deviation))))
    }

    /// How much a neighbour counts in each of the sections, by the difference of the two directions: the part of a
    /// Gaussian around that difference which falls into the section, times the factor of the spatial Gaussian. The last
    /// two lanes are zero.
    static let directional = (0..<256).map { unit in
        let difference = Double(Int8(truncatingIfNeeded: unit)) * .pi / 128
        var weights = SIMD8<Float>(repeating: 0)
        for section in 0..<sections { weights[section] = Float(weight(of: section, at: difference)) }
        return weights
    }

    private static func weight(of section: Int, at difference: Double) -> Double {
        let width = 2 * Double.pi / Double(sections)
        let spread = 2 * Double.pi / 9 * 2.0.squareRoot()
        let middle = (Double(section) + 0.5) * width - .pi
        let distance = (middle - difference).remainder(dividingBy: 2 * .pi)
        let part = (erf((distance + width / 2) / spread) - erf((distance - width / 2) / spread)) / 2
        return part / (Double(deviation) * (2 * Double.pi).squareRoot())
    }
}
