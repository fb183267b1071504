// What surrounds each minutia, as bits that can be compared wherever the finger lay and however it was turned.

/// The bit cylinders of one template: for each minutia 8 × 8 cells around it in its own frame, in six sections by the
/// direction of the neighbours against its own. A bit says that neighbours of such directions are near the cell.
struct MinutiaCylinders: Sendable {
    /// Indices of the minutiae whose cylinder says enough to be compared.
    private(set) var usable: [Int] = []
    /// By the index of the minutia: the cells that lie on the finger.
    private(set) var cells: [UInt64] = []
    /// By the index of the minutia: a word for each section; the last two lanes are zero.
    private(set) var bits: [SIMD8<UInt64>] = []

    init(_ minutiae: MinutiaSet, hull: ConvexHull) {
        let middles = CylinderShape.middles
        // Reused for every minutia: the sums of the cells, and their middles turned into its direction.
        var sums = [SIMD8<Float>](repeating: .zero, count: middles.count)
        var turned = [SIMD2<Float>](repeating: .zero, count: middles.count)
        for index in 0..<minutiae.count {
            let frame = minutiae.directions[index]
            for cell in middles.indices {
                let middle = middles[cell]
                turned[cell] = SIMD2(
                    frame.x * middle.x - frame.y * middle.y, frame.y * middle.x + frame.x * middle.y)
            }
            var mask = CylinderShape.base
            hull.keep(
                &mask, of: turned.span, around: minutiae.places[index],
                reach: CylinderShape.reach, margin: CylinderShape.margin)
            let neighbours = MinutiaCylinders.add(
                neighboursOf: index, minutiae, frame: frame, to: &sums)
            cells.append(mask)
            bits.append(MinutiaCylinders.take(&sums))
            if 2 * mask.nonzeroBitCount >= CylinderShape.cellCount, neighbours >= 2 { usable.append(index) }
        }
    }

    /// Adds what every other minutia contributes, and returns how many are near enough to.
    private static func add(
        neighboursOf index: Int, _ minutiae: MinutiaSet, frame: SIMD2<Float>, to sums: inout [SIMD8<Float>]
    ) -> Int {
        let (x, y, angle) = (minutiae.x.span, minutiae.y.span, minutiae.angle.span)
        let reach = CylinderShape.radius + CylinderShape.range
        let (directional, spatial) = (CylinderShape.directional, CylinderShape.spatial)
        let weights = directional.span
        let distances = spatial.span
        var sums = sums.mutableSpan
        var neighbours = 0
        for other in x.indices where other != index {
            let (dx, dy) = (x[other] - x[index], y[other] - y[index])
            guard dx * dx + dy * dy <= reach * reach else { continue }
            neighbours += 1
            let across = dx * frame.x + dy * frame.y - CylinderShape.start
            let up = dy * frame.x - dx * frame.y - CylinderShape.start
            let weight = weights[Int(angle[index] &- angle[other])]
            let columns = cellsNear(across)
            for row in cellsNear(up) {
                let vertical = distances[step(up, row)]
                for column in columns {
                    sums[row * CylinderShape.side + column] += weight * (vertical * distances[step(across, column)])
                }
            }
        }
        return neighbours
    }

    /// The rows or columns within `range` of a place, counted from the middle of the first one.
    private static func cellsNear(_ place: Float) -> Range<Int> {
        let first = max(0, Int(((place - CylinderShape.range) / CylinderShape.cell).rounded(.up)))
        let last = min(CylinderShape.side - 1, Int(((place + CylinderShape.range) / CylinderShape.cell).rounded(.down)))
        return first..<max(first, last + 1)
    }

    private static func step(_ place: Float, _ cell: Int) -> Int {
        Int((place - CylinderShape.cell * Float(cell)).magnitude * CylinderShape.stepsPerPixel + 0.5)
    }

    /// The bits of the sums, which are zero again afterwards.
    private static func take(_ sums: inout [SIMD8<Float>]) -> SIMD8<UInt64> {
        let low = take(0..<32, of: &sums)
        let high = take(32..<64, of: &sums)
        return SIMD8<UInt64>(truncatingIfNeeded: low) | SIMD8<UInt64>(truncatingIfNeeded: high) &<< 32
    }

    /// Half of the cells, the last first, so that each step shifts by one.
    private static func take(_ cells: Range<Int>, of sums: inout [SIMD8<Float>]) -> SIMD8<UInt32> {
        var sums = sums.mutableSpan
        var word = SIMD8<UInt32>.zero
        for cell in cells.reversed() {
            // The sign of the difference tells which is greater, in all sections at once.
            let difference = sums[cell] - CylinderShape.threshold
            word = word &+ word | (~unsafeBitCast(difference, to: SIMD8<UInt32>.self) &>> 31)
            sums[cell] = .zero
        }
        return word
    }
}
