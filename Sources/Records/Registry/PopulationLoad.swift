// How people get into the registry, many at once.

import Basics
import Registry
import Storage

/// Some people of a load, and as much of the work as can be done before anybody has to wait for it: where all of them
/// are surely new they are rows already. Else it must first be seen who is there.
struct PeoplePiece: Sendable {
    let load: PopulationLoad
    private(set) var people: [PersonRecord] = []
    private(set) var prepared: PreparedPeople

    init(_ load: PopulationLoad) {
        self.load = load
        prepared = PreparedPeople(validFrom: load.validFrom, with: load.change)
    }

    mutating func add(_ person: PersonRecord) {
        if load.isFirst { prepared.add(person) } else { people.append(person) }
    }

    var count: Int { load.isFirst ? prepared.rows.count : people.count }
}

/// People of one commit of a load.
struct LoadedPeople: Sendable {
    private(set) var pieces: [PeoplePiece] = []

    var count: Int { pieces.reduce(0) { $0 + $1.count } }

    mutating func add(_ piece: PeoplePiece) { pieces.append(piece) }
}

/// A load under way.
struct PopulationLoad: Sendable {
    let change: RegistryChange
    let validFrom: LocalDate
    /// Whether the registry was empty: then nobody has to be looked up, and there are no indexes yet to be kept.
    let isFirst: Bool

    /// Adds those who are not there yet; gives those who are.
    func addMissing(_ batch: LoadedPeople, _ db: any Connection) throws -> [PersonRecord] {
        try db.waitForTurn()
        guard !isFirst else {
            for piece in batch.pieces { try db.insert(piece.prepared) }
            return []
        }
        let people = batch.pieces.flatMap(\.people)
        let known = try db.known(people.map(\.personalID))
        var new = PreparedPeople(validFrom: validFrom, with: change)
        for person in people where !known.contains(person.personalID) { new.add(person) }
        try db.insert(new)
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
