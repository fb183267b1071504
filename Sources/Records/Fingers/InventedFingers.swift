// Fingers of invented people, for demonstrations and tests. Whoever has this source can make them.

public import Basics
public import Casework
import Fingerprints
public import Registry
public import Storage

/// The finger of an invented person, made from the number; never to be enrolled for a real one.
public enum InventedFingers {
    /// Impressions of it that are enrolled.
    private static let enrolled = 1...2
    /// The impression that `probe` gives; none that is enrolled, which would be a replay.
    private static let probed = 7

    /// A template of the finger, placed once more.
    public static func probe(of person: PersonalID) -> [UInt8] { impression(probed, of: person) }

    private static func impression(_ number: Int, of person: PersonalID) -> [UInt8] {
        SyntheticFinger(seed: UInt64(person.value)).impression(number).iso
    }

    /// The files of an import for these people, made as they are asked for.
    static func files(of people: [PersonalID]) -> FingerFiles {
        var made: [String: (person: PersonalID, impression: Int)] = [:]
        for person in people {
            for number in enrolled { made["\(person)-\(number).iso"] = (person, number) }
        }
        let places = made
        return FingerFiles(names: Array(places.keys)) { name in
            places[name].map { impression($0.impression, of: $0.person) } ?? []
        }
    }
}

extension Store {
    /// Enrols a finger of each of the first people of an invented population that live, by number.
    public func enrolInvented(
        _ population: SyntheticPopulation, count: Int, sealedBy keys: FingerKeyFile, by actor: Actor,
        at moment: Timestamp
    ) async throws -> PopulationReport {
        let living = population.lazy.filter { $0.lifeEnd == nil }.map(\.personalID).sorted().prefix(count)
        return try await importFingers(
            InventedFingers.files(of: Array(living)), keepGood: false, sealedBy: keys, by: actor, at: moment
        ).report
    }
}
