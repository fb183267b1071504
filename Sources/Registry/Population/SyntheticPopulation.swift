// An invented population: nobody in it exists, yet everything in it fits together.

public import Basics

/// A sequence of invented citizens. The same count, seed and provinces give the same people, in the same order, in any
/// version that does not say otherwise in the changelog. People come family by family, in constant memory; whoever a
/// record links to is among the people of its own family.
///
/// What holds of it (and is tested): numbers are unique and obey the structure of Decree 137/2015; spouses name each
/// other, are of opposite sex and both married; parents are at least 18 years older than their children; every
/// household has exactly one head; the dead belong to no household.
public struct SyntheticPopulation: Sequence, Sendable {
    /// The day as of which the population is as it is. Fixed, since the same seed shall give the same people tomorrow.
    public static let day = LocalDate(days: 20_454)

    public let count: Int
    private let seed: UInt64
    private let places: PlaceStock

    public init(citizens count: Int, seed: UInt64, provinces: Provinces) {
        self.count = count
        self.seed = seed
        places = PlaceStock(provinces: provinces)
    }

    public func makeIterator() -> Iterator { Iterator(population: self) }

    public struct Iterator: IteratorProtocol, Sendable {
        private var maker: SyntheticFamily
        private var family: [PersonRecord] = []
        private var position = 0
        private var left: Int

        fileprivate init(population: SyntheticPopulation) {
            maker = SyntheticFamily(seed: population.seed, places: population.places)
            left = population.count
        }

        public mutating func next() -> PersonRecord? {
            guard left > 0 else { return nil }
            if position == family.count {
                family = maker.make(atMost: left)
                position = 0
            }
            defer {
                position += 1
                left -= 1
            }
            return family[position]
        }
    }
}
