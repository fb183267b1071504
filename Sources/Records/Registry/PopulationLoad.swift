// How people get into the registry, many at once.

import Basics
import Registry
import Storage

/// People of one commit of a load.
struct LoadedPeople: Sendable {
    private(set) var people: [[PersonRecord]] = []
    /// The same as rows, where all of them are surely new.
    private(set) var prepared: [PreparedPeople] = []

    var count: Int { people.reduce(0) { $0 + $1.count } }

    mutating func add(_ some: [PersonRecord], _ rows: PreparedPeople?) {
        people.append(some)
        if let rows { prepared.append(rows) }
    }
}

/// A load under way.
struct PopulationLoad: Sendable {
    let change: RegistryChange
    let validFrom: LocalDate
    /// Whether the registry was empty: then nobody has to be looked up, and there are no indexes yet to be kept.
    let isFirst: Bool

    /// Does what can be done before anybody has to wait for it: `nil` where it must first be seen who is there.
    @Sendable func prepare(_ people: [PersonRecord]) -> PreparedPeople? { isFirst ? rows(of: people) : nil }

    private func rows(of people: [PersonRecord]) -> PreparedPeople {
        PreparedPeople(people, validFrom: validFrom, with: change)
    }

    /// Adds those who are not there yet; gives those who are.
    func addMissing(_ batch: LoadedPeople, _ db: any Connection) throws -> [PersonRecord] {
        try db.waitForTurn()
        guard !isFirst else {
            for people in batch.prepared { try db.insert(people) }
            return []
        }
        let people = batch.people.flatMap { $0 }
        let known = try db.known(people.map(\.personalID))
        try db.insert(rows(of: people.filter { !known.contains($0.personalID) }))
        return people.filter { known.contains($0.personalID) }
    }

    /// The same, and gives who differs a new version.
    func addOrChange(_ batch: LoadedPeople, _ db: any Connection) throws -> (added: Int, changed: Int) {
        let known = try addMissing(batch, db)
        var changed = 0
        for person in known where try db.change(person, validFrom: validFrom, with: change) { changed += 1 }
        return (batch.count - known.count, changed)
    }
}

extension Connection {
    /// Which of the numbers are in the registry.
    func known(_ ids: [PersonalID]) throws -> Set<PersonalID> {
        var known: Set<PersonalID> = []
        for some in ids.pieces(of: Batches.lookedUp) {
            let query: Query = "SELECT personal_id FROM person WHERE personal_id IN (\(list: some.map(\.value)))"
            try forEach(query) { row in
                if let id = PersonalID(value: try row.int64(at: 0)) { known.insert(id) }
            }
        }
        return known
    }
}
