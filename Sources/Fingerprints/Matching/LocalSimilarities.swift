// Which minutiae of two templates have surroundings alike, and the pairs that follow from it.

/// A minutia of the first template and one of the second, by their indices.
struct MinutiaPair: Hashable, Sendable {
    let first: Int
    let second: Int
}

/// The similarity of every two cylinders, and one-to-one pairs taken greedily by it.
struct LocalSimilarities: Sendable {
    /// Cylinders that are turned against each other by more than 67.5° are not compared. A finger is laid upright.
    private static let turnMax: UInt8 = 48
    /// Cells that both cylinders must have: six tenths of all.
    private static let commonCellsMin = (6 * CylinderShape.cellCount + 9) / 10
    private static let roots = (0...CylinderShape.cellCount * CylinderShape.sections).map { Float($0).squareRoot() }

    /// 0 to 1, by the index first × count of the second template + second; 0 where the two are not compared.
    let values: [Float]
    /// The best pairs first, each minutia in one of them at most.
    let pairs: [MinutiaPair]

    init(_ first: PreparedTemplate, _ second: PreparedTemplate) {
        values = LocalSimilarities.values(first, second)
        pairs = LocalSimilarities.pairs(values, columns: second.minutiae.count)
    }

    private static func values(_ first: PreparedTemplate, _ second: PreparedTemplate) -> [Float] {
        let columns = second.minutiae.count
        var values = [Float](repeating: 0, count: first.minutiae.count * columns)
        let table = roots
        let roots = table.span
        let (angles, cells, bits) = (
            second.minutiae.angle.span, second.cylinders.cells.span, second.cylinders.bits.span
        )
        let usable = second.cylinders.usable.span
        for row in first.cylinders.usable {
            let angle = first.minutiae.angle[row]
            let rowCells = first.cylinders.cells[row]
            let rowBits = first.cylinders.bits[row]
            for place in usable.indices {
                let column = usable[place]
                guard Angle.difference(angle, angles[column]) <= turnMax else { continue }
                let common = rowCells & cells[column]
                guard common.nonzeroBitCount >= commonCellsMin else { continue }
                let mask = SIMD8(repeating: common)
                let (mine, theirs) = (rowBits & mask, bits[column] & mask)
                let (mineCount, theirsCount) = (bitCount(mine), bitCount(theirs))
                guard mineCount + theirsCount > 0 else { continue }
                values[row * columns + column] =
                    1 - roots[bitCount(mine ^ theirs)] / (roots[mineCount] + roots[theirsCount])
            }
        }
        return values
    }

    private static func bitCount(_ words: SIMD8<UInt64>) -> Int {
        var count = 0
        for section in 0..<CylinderShape.sections { count += words[section].nonzeroBitCount }
        return count
    }

    /// Takes the greatest similarity of all, then the greatest among the minutiae that are left, and so on; of equal
    /// ones that with the smaller index in the first template, then in the second.
    private static func pairs(_ values: [Float], columns: Int) -> [MinutiaPair] {
        let values = values.span
        var isTaken = [Bool](repeating: false, count: columns)
        // Sorting all values would take longer: each row keeps its best one, looked up again when another row took it.
        var rows: [(value: Float, row: Int, column: Int)] = []
        func best(in row: Int) -> (value: Float, row: Int, column: Int) {
            var best: (value: Float, row: Int, column: Int) = (0, row, 0)
            for column in 0..<columns where values[row * columns + column] > best.value && !isTaken[column] {
                best = (values[row * columns + column], row, column)
            }
            return best
        }
        for row in 0..<values.count / max(1, columns) {
            let found = best(in: row)
            if found.value > 0 { rows.append(found) }
        }
        var pairs: [MinutiaPair] = []
        while !rows.isEmpty {
            var top = 0
            for place in rows.indices where rows[place].value > rows[top].value { top = place }
            let found = rows[top]
            if !isTaken[found.column] {
                pairs.append(MinutiaPair(first: found.row, second: found.column))
                isTaken[found.column] = true
                rows.remove(at: top)
            } else {
                rows[top] = best(in: found.row)
                if rows[top].value == 0 { rows.remove(at: top) }
            }
        }
        return pairs
    }
}
