// Counts the blocks of a table, and shows what may be shown.

import Basics

/// Takes one block after the other, so that no more than one is in memory.
public struct Tally: Sendable {
    private let plan: TablePlan
    /// Cells between one value of an axis and the next.
    private let strides: [Int]
    /// By place; totals stand behind the values of their axis.
    private var cells: [FinestCell]
    /// Where a packed profile is counted within the row of an area.
    private let placeOfProfile: [Int32]
    private let areaStride: Int
    private var counted: Set<UInt32> = []

    public init(_ plan: TablePlan) {
        self.plan = plan
        var strides: [Int] = []
        var stride = 1
        for axis in plan.axes.reversed() {
            strides.insert(stride, at: 0)
            stride *= axis.size
        }
        self.strides = strides
        cells = [FinestCell](repeating: FinestCell(), count: stride)
        let axes = zip(plan.axes, strides)
        areaStride = axes.first { $0.0.dimension.isArea }?.1 ?? 0
        placeOfProfile = Profile.places(Dictionary(uniqueKeysWithValues: axes.map { ($0.0.dimension, $0.1) }))
    }

    /// Counts the persons of a commune; one that lies in none of the areas is passed over.
    public mutating func add(_ block: SummaryBlock) throws(SummaryFault) {
        guard block.day == plan.day else { throw .otherCommuneOrDay }
        guard let row = plan.rows[block.communeNumber] else { return }
        guard counted.insert(block.communeNumber).inserted else { throw .communeTwice }
        let start = row * areaStride
        for cell in block.cells { cells[start + Int(placeOfProfile[cell.profile])].add(cell.value) }
    }

    /// The table; every commune of its areas must have been counted.
    public func table(_ perturbation: Perturbation) throws(SummaryFault) -> PopulationTable {
        guard counted.count == plan.rows.count else { throw .communeMissing }
        let cells = withTotals()
        let marginals = marginalsByTotals()
        var shown = [Int](repeating: 0, count: cells.count)
        for (place, cell) in cells.enumerated() {
            shown[place] = perturbation.shown(cell, in: marginals[totals(place)])
        }
        let counts = shown.indices.map { isWithheld($0, shown) ? nil : shown[$0] }
        return PopulationTable(plan: plan, strides: strides, counts: counts)
    }

    private func withTotals() -> [FinestCell] {
        var cells = cells
        for (axis, stride) in zip(plan.axes, strides) where axis.hasTotal {
            let values = axis.codes.count
            for start in Swift.stride(from: 0, to: cells.count, by: stride * axis.size) {
                for offset in start..<start + stride {
                    let total = offset + values * stride
                    for value in 0..<values { cells[total].add(cells[offset + value * stride]) }
                }
            }
        }
        return cells
    }

    /// Which axes a place has a total of, one bit each.
    private func totals(_ place: Int) -> Int {
        var bits = 0
        for (index, axis) in plan.axes.enumerated()
        where axis.hasTotal && place / strides[index] % axis.size == axis.codes.count {
            bits |= 1 << index
        }
        return bits
    }

    /// The marginal that a count belongs to, by the totals it has.
    private func marginalsByTotals() -> [Marginal] {
        (0..<1 << plan.axes.count).map { totals in
            let kept = plan.axes.enumerated().filter { totals >> $0.offset & 1 == 0 }.map(\.element.dimension)
            let ofAllAreas = plan.axes.contains { $0.dimension.isArea } && !kept.contains(where: \.isArea)
            return Marginal(plan.day, ofAllAreas ? plan.totalLevel : plan.level, kept.filter { !$0.isArea })
        }
    }

    /// Whether too few are shown in a slice (an area, or one value in it) for as many cells as it falls into. Judged by
    /// shown totals, so that it tells nothing more.
    private func isWithheld(_ place: Int, _ shown: [Int]) -> Bool {
        var area = place
        var values: [(place: Int, stride: Int, axis: TableAxis)] = []
        for (axis, stride) in zip(plan.axes, strides) where !axis.dimension.isArea {
            let value = place / stride % axis.size
            guard value < axis.codes.count else { continue }
            area += (axis.codes.count - value) * stride
            values.append((value, stride, axis))
        }
        let cells = values.reduce(1) { $0 * $1.axis.codes.count }
        if cells > 1, shown[area] < cells * Limits.sliceMeanCellMin { return true }
        guard values.count > 1 else { return false }
        return values.contains { value in
            let slice = area - (value.axis.codes.count - value.place) * value.stride
            return shown[slice] < cells / value.axis.codes.count * Limits.sliceMeanCellMin
        }
    }
}
