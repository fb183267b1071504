// The answer: shown counts in a stable order, with their totals.

public import Basics

/// What a statistician gets. Each count is one of its own: those of a row do not add up to its total, which has noise
/// of its own as well.
public struct PopulationTable: Sendable {
    /// What must be said with it.
    public enum Note: String, CaseIterable, Sendable {
        /// Counts were changed by a little, by as much as `Limits.countNoiseMax`; none lies between 0 and
        /// `Limits.shownCountMin`, and 0 may be a few.
        case perturbed
        /// Totals are not the sums of what they are totals of.
        case notAdditive = "not-additive"
        /// Some counts are left out, since too few people are behind them.
        case withheld
    }

    /// One count with where it stands.
    public struct Row: Hashable, Sendable {
        /// A code for each axis; `nil` for its total.
        public let values: [String?]
        /// `nil` where it is withheld.
        public let count: Int?
    }

    public let day: LocalDate
    public let area: AskedArea
    public let axes: [TableAxis]
    private let strides: [Int]
    private let counts: [Int?]

    init(plan: TablePlan, strides: [Int], counts: [Int?]) {
        day = plan.day
        area = plan.request.area
        axes = plan.axes
        self.strides = strides
        self.counts = counts
    }

    public var notes: [Note] {
        counts.contains { $0 == nil } ? Note.allCases : [.perturbed, .notAdditive]
    }

    /// In the order of the axes, the first the slowest; a total behind what it is the total of.
    public var rows: some Sequence<Row> {
        counts.indices.lazy.map { place in Row(values: values(place), count: counts[place]) }
    }

    private func values(_ place: Int) -> [String?] {
        zip(axes, strides).map { axis, stride in
            let value = place / stride % axis.size
            return value < axis.codes.count ? axis.codes[value] : nil
        }
    }
}
