// The minutiae of one view as they are compared: at one resolution, upright, in one order, and not too many.

/// Minutiae in pixels at 197 per centimetre (500 dpi) with y upwards, sorted by x, y and angle, so that the order of
/// the file never matters.
struct MinutiaSet: Hashable, Sendable {
    /// More cost too much: time grows with the square of the number, and no good finger has more in one impression.
    static let countMax = 128
    private static let resolution: Float = 197

    let x: [Float]
    let y: [Float]
    let angle: [UInt8]
    /// The same as points, and the angles as unit vectors.
    let places: [SIMD2<Float>]
    let directions: [SIMD2<Float>]

    var count: Int { x.count }

    init(_ view: FingerprintView) {
        let best = MinutiaSet.best(MinutiaSet.entries(of: view))
        x = best.map(\.x)
        y = best.map(\.y)
        angle = best.map(\.angle)
        places = best.map { SIMD2($0.x, $0.y) }
        directions = best.map { SIMD2(Angle.cosines[Int($0.angle)], Angle.sines[Int($0.angle)]) }
    }

    /// Whether it goes before the other where both are as good: fewer minutiae, then the smaller list.
    func precedes(_ other: MinutiaSet) -> Bool {
        if count != other.count { return count < other.count }
        for index in 0..<count {
            let mine = (x[index], y[index], angle[index])
            let theirs = (other.x[index], other.y[index], other.angle[index])
            if mine != theirs { return mine < theirs }
        }
        return true
    }

    private struct Entry {
        let x: Float
        let y: Float
        let angle: UInt8
        let quality: UInt8

        func precedes(_ other: Entry) -> Bool {
            if (x, y, angle) != (other.x, other.y, other.angle) {
                return (x, y, angle) < (other.x, other.y, other.angle)
            }
            return quality > other.quality
        }

        func isTwin(of other: Entry) -> Bool { (x, y, angle) == (other.x, other.y, other.angle) }
    }

    /// All of the view in their order, of those at one place with one direction the best.
    private static func entries(of view: FingerprintView) -> [Entry] {
        let across = resolution / Float(view.horizontalResolution)
        let up = resolution / Float(view.verticalResolution)
        let sorted = view.minutiae.map { minutia in
            var angle = minutia.angle
            if across != up {
                // Where the pixels are no squares, a direction in the image is another one on the finger.
                angle = Angle.direction(
                    x: Angle.cosines[Int(angle)] * across, y: Angle.sines[Int(angle)] * up)
            }
            return Entry(
                x: Float(minutia.x) * across, y: Float(view.height - minutia.y) * up, angle: angle,
                quality: minutia.quality)
        }.sorted { $0.precedes($1) }
        var entries: [Entry] = []
        for entry in sorted where entries.last?.isTwin(of: entry) != true { entries.append(entry) }
        return entries
    }

    /// At most `countMax`: those of the best quality, then those nearest to the middle of all, in their order.
    private static func best(_ entries: [Entry]) -> [Entry] {
        guard entries.count > countMax else { return entries }
        let middleX = entries.reduce(0) { $0 + $1.x } / Float(entries.count)
        let middleY = entries.reduce(0) { $0 + $1.y } / Float(entries.count)
        func distance(_ entry: Entry) -> Float {
            (entry.x - middleX) * (entry.x - middleX) + (entry.y - middleY) * (entry.y - middleY)
        }
        let ranked = entries.indices.sorted { first, second in
            let (one, other) = (entries[first], entries[second])
            if one.quality != other.quality { return one.quality > other.quality }
            let (near, far) = (distance(one), distance(other))
            return near != far ? near < far : first < second
        }
        return ranked.prefix(countMax).sorted().map { entries[$0] }
    }
}
