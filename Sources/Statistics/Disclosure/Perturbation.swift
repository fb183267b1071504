// Makes the shown count of a cell out of the true one.

import Basics

/// The cell key method: noise is a function of who is counted, and so the same each time that the same is asked for.
public struct Perturbation: Sendable {
    private let noise: ShortHash

    public init(_ key: StatisticsKey) { noise = key.noise }

    /// What is shown of that cell of that marginal.
    ///
    /// The noise of the same persons is another one in another marginal and on another day. If it were the same, two
    /// equal numbers (of all, and of the Kinh among them) would say that nobody stands between, and two different ones
    /// that somebody does, nearly for certain. A person alone in a cell has the same noise everywhere: a number other
    /// than zero says that somebody is there, and each look in another marginal would be another draw of it.
    func shown(_ cell: FinestCell, in marginal: Marginal) -> Int {
        let seed = cell.count == 1 ? 0 : marginal.seed
        let message = (cell.keySum.littleEndian, UInt64(cell.count).littleEndian, seed.littleEndian)
        let code = withUnsafeBytes(of: message) { noise.code($0) }
        return NoiseTable.shared.shown(cell.count, chance: UInt32(truncatingIfNeeded: code >> 32))
    }
}
