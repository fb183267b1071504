// Directions as the standard keeps them: one byte, 256 to a full turn.

import Foundation

/// Arithmetic of such bytes. It wraps around by itself, so no direction is ever out of range.
enum Angle {
    static let radiansPerUnit = Float.pi / 128
    static let cosines = (0..<256).map { Float(cos(Double($0) * .pi / 128)) }
    static let sines = (0..<256).map { Float(sin(Double($0) * .pi / 128)) }

    /// How far two directions are apart: 0 to 128.
    static func difference(_ first: UInt8, _ second: UInt8) -> UInt8 {
        Int8(bitPattern: first &- second).magnitude
    }

    /// The direction of a vector; 0 for that of no length.
    static func direction(x: Float, y: Float) -> UInt8 {
        // atan2 stays within ±π, so the number fits; its two ends are the same direction.
        UInt8(truncatingIfNeeded: Int((atan2(y, x) / radiansPerUnit).rounded()))
    }
}
