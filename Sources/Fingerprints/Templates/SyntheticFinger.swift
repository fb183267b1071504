// An invented finger for demonstrations and tests: nobody has it, yet its impressions match one another.

import Basics

/// A finger made from a seed, and impressions of it. The same seed and number always give the same impression.
///
/// Directions follow the flow of ridges around a core and a delta (Sherlock and Monro, "A model for interpreting
/// fingerprint topology", Pattern Recognition 26, 1993); places are drawn at random, not nearer to each other than a
/// ridge is wide. An impression is turned, shifted and stretched a little, shows a part of the finger, misses some
/// minutiae and has a few that are none.
public struct SyntheticFinger: Sendable {
    /// The image of an impression in pixels, at 197 pixels per centimetre.
    private static let width = 300
    private static let height = 400
    private static let resolution = 197
    /// Half axes of the finger's pad.
    private static let pad = SIMD2<Float>(105, 145)
    /// About one ridge and one valley, in pixels.
    private static let spacing: Float = 10

    /// A place in pixels from the middle of the pad, y upwards, and a direction.
    private struct Mark {
        let place: SIMD2<Float>
        let angle: UInt8
    }

    private let seed: UInt64
    private let marks: [Mark]

    public init(seed: UInt64) {
        self.seed = seed
        var dice = SplitMix64(seed: seed)
        let core = SIMD2(dice.between(-12...12), dice.between(5...35))
        let delta = SIMD2(dice.between(50...80) * (dice.chance(0.5) ? 1 : -1), dice.between(-100 ... -60))
        let count = Int(dice.between(45...65))
        var marks: [Mark] = []
        // The pad holds some three times as many; the bound only keeps the loop finite.
        for _ in 0..<40 * count where marks.count < count {
            let place = SIMD2(dice.between(-1...1), dice.between(-1...1)) * SyntheticFinger.pad
            let isFree = marks.allSatisfy { mark in
                let way = mark.place - place
                return (way * way).sum() >= SyntheticFinger.spacing * SyntheticFinger.spacing
            }
            guard SyntheticFinger.isOnPad(place, part: 1), isFree else { continue }
            // A ridge has no direction of its own: a minutia opens to one side or to the other.
            let flow = SyntheticFinger.flow(at: place, core: core, delta: delta) &+ (dice.chance(0.5) ? 128 : 0)
            marks.append(Mark(place: place, angle: flow &+ dice.turn(spread: 4)))
        }
        self.marks = marks
    }

    /// An impression of the finger, as it is placed for the `number`th time. It has enough of them to be
    /// enrolled (26 to 63 in 750 impressions).
    public func impression(_ number: Int) -> FingerprintTemplate {
        var dice = SplitMix64(seed: seed &+ UInt64(truncatingIfNeeded: number &+ 1) &* 0xD1B5_4A32_D192_ED03)
        let turn = dice.turn(spread: 5)
        let (cosine, sine) = (Angle.cosines[Int(turn)], Angle.sines[Int(turn)])
        let shift = SIMD2(dice.between(-12...12), dice.between(-15...15))
        let stretch = SIMD2(dice.between(0.97...1.03), dice.between(0.97...1.03))
        let pressed = SIMD2(dice.between(-15...15), dice.between(-20...20))
        let part = dice.between(0.85...1)
        var minutiae: [Minutia] = []
        for mark in marks + strays(&dice) {
            let isSeen = SyntheticFinger.isOnPad(mark.place - pressed, part: part) && !dice.chance(0.08)
            let stretched = mark.place * stretch + SIMD2(dice.bell(spread: 1.2), dice.bell(spread: 1.2))
            let place =
                SIMD2(cosine * stretched.x - sine * stretched.y, sine * stretched.x + cosine * stretched.y) + shift
            let angle = mark.angle &+ turn &+ dice.turn(spread: 3)
            if isSeen, let minutia = minutia(at: place, angle) { minutiae.append(minutia) }
        }
        return FingerprintTemplate(views: [
            FingerprintView(
                width: SyntheticFinger.width, height: SyntheticFinger.height,
                horizontalResolution: SyntheticFinger.resolution, verticalResolution: SyntheticFinger.resolution,
                minutiae: minutiae)
        ])
    }

    /// What an extractor takes for minutiae: two to four places with any direction.
    private func strays(_ dice: inout SplitMix64) -> [Mark] {
        (0..<2 + Int(dice.between(0...3))).map { _ in
            Mark(
                place: SIMD2(dice.between(-0.7...0.7), dice.between(-0.7...0.7)) * SyntheticFinger.pad,
                angle: dice.turn(spread: 128))
        }
    }

    private func minutia(at place: SIMD2<Float>, _ angle: UInt8) -> Minutia? {
        let x = SyntheticFinger.width / 2 + Int(place.x.rounded())
        let y = SyntheticFinger.height / 2 - Int(place.y.rounded())
        guard (0..<SyntheticFinger.width).contains(x), (0..<SyntheticFinger.height).contains(y) else { return nil }
        return Minutia(x: x, y: y, angle: angle, quality: 0)
    }

    private static func isOnPad(_ place: SIMD2<Float>, part: Float) -> Bool {
        let relative = place / pad
        return (relative * relative).sum() <= part * part
    }

    /// The direction of the ridges: half a turn around the core, half a turn back around the delta.
    private static func flow(at place: SIMD2<Float>, core: SIMD2<Float>, delta: SIMD2<Float>) -> UInt8 {
        let aroundCore = Angle.direction(x: place.x - core.x, y: place.y - core.y)
        let aroundDelta = Angle.direction(x: place.x - delta.x, y: place.y - delta.y)
        return (aroundCore &- aroundDelta) / 2
    }
}

extension SplitMix64 {
    fileprivate mutating func between(_ range: ClosedRange<Float>) -> Float {
        let part = Float(next() >> 40) / 16_777_216
        return range.lowerBound + part * (range.upperBound - range.lowerBound)
    }

    fileprivate mutating func chance(_ part: Float) -> Bool { between(0...1) < part }

    /// Near zero more often than far: the sum of four draws, with that standard deviation.
    fileprivate mutating func bell(spread: Float) -> Float {
        let sum = between(-1...1) + between(-1...1) + between(-1...1) + between(-1...1)
        return sum * spread * 0.866
    }

    /// The same as an angle.
    fileprivate mutating func turn(spread: Float) -> UInt8 {
        UInt8(truncatingIfNeeded: Int(bell(spread: spread).rounded()))
    }
}
