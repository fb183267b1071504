// What somebody who knows nearly everything makes of tables.

import Basics
import Registry

@testable import Statistics

/// How a test lets counts be shown: as they are in the product, or by one of the other ways that decision 038 weighs.
enum Protection {
    case none
    /// The product's.
    case byMarginal
    /// One noise for the same persons wherever they are counted, as cell keys are mostly used.
    case byPersons
    /// A secret for each grant.
    case byGrant(UInt8)
    /// Rounded to a multiple of five, the nearest.
    case rounded

    func shown(_ cell: FinestCell, _ marginal: Marginal) -> Int {
        switch self {
        case .none: cell.count
        case .byMarginal: Perturbation(Samples.key).shown(cell, in: marginal)
        case .byPersons: Perturbation(Samples.key).shown(cell, in: Samples.marginal(.country))
        case .byGrant(let grant): Perturbation(Samples.key(grant)).shown(cell, in: marginal)
        case .rounded: (cell.count + 2) / 5 * 5
        }
    }
}

/// The chance of a shown count, as everybody can reckon it who knows the method.
enum Likelihood {
    private static let rows: [[Int: Double]] =
        [[0: 1]]
        + (1...NoiseTable.plain).map { count in
            Dictionary(uniqueKeysWithValues: NoiseTable.distribution(count).map { ($0.shown, $0.share) })
        }

    static func share(of shown: Int, _ count: Int) -> Double {
        let shift = count - min(count, NoiseTable.plain)
        return rows[count - shift][shown - shift] ?? 0
    }

    /// How much more likely that count is with `more` persons than with `fewer`, as a logarithm, and bounded: what one
    /// of them rules out is enough to decide, and no sum takes it back.
    static func evidence(_ shown: Int, for more: Int, against fewer: Int) -> Double {
        logarithm(share(of: shown, more)) - logarithm(share(of: shown, fewer))
    }

    private static func logarithm(_ share: Double) -> Double {
        // By the exponent and a series of its fraction: the tests need no library for it.
        guard share > 1e-30 else { return -1e6 }
        let fraction = (share.significand - 1) / (share.significand + 1)
        let square = fraction * fraction
        let series = 2 * fraction * (1 + square / 3 + square * square / 5 + square * square * square / 7)
        return Double(share.exponent) * 0.693_147_180_559_945 + series
    }
}

/// All cells of the marginals of a day by what their persons have in common.
struct CellIndex {
    struct Place: Hashable {
        let marginal: Marginal
        let area: String
        let values: [Int]
    }

    private(set) var cells: [Place: FinestCell] = [:]

    init(_ population: TestPopulation, _ marginals: [Marginal] = Samples.lattice) {
        for person in population.people {
            for marginal in marginals {
                cells[Self.place(person, marginal, population.communes), default: FinestCell()]
                    .add(FinestCell(count: 1, keySum: person.key))
            }
        }
    }

    /// Where somebody is counted, with another value of one dimension if one is given.
    static func place(
        _ person: Inhabitant, _ marginal: Marginal, _ communes: Communes, instead: (Dimension, Int)? = nil
    ) -> Place {
        let area =
            switch marginal.level {
            case .country: ""
            case .province: communes[person.commune]?.province ?? ""
            case .commune: person.commune
            }
        let values = marginal.dimensions.map { dimension in
            instead?.0 == dimension ? instead?.1 ?? 0 : person.profile.index(dimension)
        }
        return Place(marginal: marginal, area: area, values: values)
    }
}

/// In how many of some trials an attacker was right.
struct Score {
    private(set) var right = 0
    private(set) var trials = 0

    mutating func note(_ isRight: Bool) {
        trials += 1
        if isRight { right += 1 }
    }

    var share: Double { Double(right) / Double(trials) }
}
