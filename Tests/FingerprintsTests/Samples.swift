// What several suites need: chance with a seed, views and the bytes of records made by hand.

@testable import Fingerprints

/// A linear congruential generator (Knuth's MMIX), of which only the upper half is used.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    private mutating func half() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state >> 32
    }

    mutating func next() -> UInt64 { half() << 32 | half() }
}

enum Samples {
    static func view(_ minutiae: [Minutia], like view: FingerprintView) -> FingerprintView {
        FingerprintView(
            width: view.width, height: view.height, horizontalResolution: view.horizontalResolution,
            verticalResolution: view.verticalResolution, minutiae: minutiae)
    }

    /// In an image of 300 × 400 pixels, if nothing else is said at 500 dpi.
    static func view(_ minutiae: [Minutia], across: Int = 197, up: Int = 197) -> FingerprintView {
        FingerprintView(
            width: 300, height: 400, horizontalResolution: across, verticalResolution: up, minutiae: minutiae)
    }

    static func minutia(_ x: Int, _ y: Int, _ angle: Int, quality: UInt8 = 0) -> Minutia {
        Minutia(x: x, y: y, angle: UInt8(truncatingIfNeeded: angle), quality: quality)
    }

    static func random(_ count: Int, seed: UInt64) -> [Minutia] {
        var generator = SeededGenerator(seed: seed)
        return (0..<count).map { _ in
            minutia(
                .random(in: 20..<280, using: &generator), .random(in: 20..<380, using: &generator),
                .random(in: 0..<256, using: &generator))
        }
    }

    /// The bytes of a record with views of three minutiae, whose parts can be spoiled one by one.
    struct Record {
        var magic = Array("FMR\0 20\0".utf8)
        /// `nil`: as it is.
        var length: [UInt8]?
        var width: UInt8 = 200
        var height: UInt8 = 250
        var resolution: (UInt8, UInt8) = (197, 197)
        var viewCount: UInt8 = 1
        var views: [[UInt8]] = [view()]
        var trailing: [UInt8] = []

        static func view(
            count: UInt8 = 3, places: [(UInt8, UInt8)] = [(10, 20), (30, 40), (50, 60)], extended: [UInt8] = [0, 0]
        ) -> [UInt8] {
            [1, 0, 60, count] + places.flatMap { [0x40, $0.0, 0, $0.1, 64, 50] } + extended
        }

        var bytes: [UInt8] {
            let head: [UInt8] = [0, 0, 0, width, 0, height, 0, resolution.0, 0, resolution.1, viewCount, 0]
            let body = head + views.flatMap { $0 } + trailing
            let count = magic.count + 4 + body.count
            let said = length ?? [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: count >> $0) }
            return magic + said + body
        }
    }
}
