// Counts everybody as of a day: one walk through the registry, household by household.

import Basics
import Registry
import Statistics
import Storage

/// What a count came to.
struct CountedPopulation: Sendable {
    struct Block: Sendable {
        let place: CountedPlaces.Place
        let content: [UInt8]
    }

    let day: LocalDate
    /// By code.
    let blocks: [Block]
    let persons: Int
    /// Who lives and is counted nowhere, since no known place is named.
    let elsewhere: Int
    let areCommunes: Bool

    /// What the log has of it.
    var digest: Digest {
        let sum = DigestSum()
        for block in blocks { sum.add(block.content) }
        return sum.digest
    }
}

/// A count under way. Whoever was entered after the day counts as first known: late entries, and a registry that was
/// loaded since, would else be taken for people who were not there.
struct PopulationCount {
    /// Households that are read together.
    private static let householdsRead: Int64 = 4_000
    /// People without a household that are read together.
    private static let personsRead = 10_000

    private let day: LocalDate
    private let key: StatisticsKey
    private var places: CountedPlaces
    private var builders: [CountedPlaces.Place: SummaryBuilder] = [:]
    private var persons = 0
    private var elsewhere = 0
    /// What people were on the day who are otherwise now.
    private var earlier = EarlierStates()
    private let selection = PersonSelection(
        fields: [
            .ethnicity, .maritalStatus, .lifeEnd, .currentResidence, .temporaryResidence, .permanentResidence,
        ])

    init(of day: LocalDate, _ key: StatisticsKey, _ places: CountedPlaces) {
        self.day = day
        self.key = key
        self.places = places
    }

    /// Counts what the connection's snapshot has. `progress` gets the part that is done, from 0 to 1.
    mutating func run(_ db: any Connection, progress: (Double) -> Void) throws -> CountedPopulation {
        earlier = try db.earlierStates(on: day)
        let last = try db.last("SELECT max(household) FROM person")
        var from: Int64 = 0
        while from < last {
            let through = from + Self.householdsRead
            try countHouseholds(after: from, through: through, db)
            from = through
            progress(min(1, Double(from) / Double(last)))
        }
        try countWithoutHousehold(db)
        // Households that nobody is left in.
        for members in earlier.left { try count(members, isHousehold: true) }
        let blocks = builders.sorted { $0.key.code < $1.key.code }
            .map { CountedPopulation.Block(place: $0.key, content: $0.value.block) }
        return CountedPopulation(
            day: day, blocks: blocks, persons: persons, elsewhere: elsewhere, areCommunes: places.areCommunes)
    }

    private mutating func countHouseholds(after from: Int64, through: Int64, _ db: any Connection) throws {
        let place = selection.count
        var (household, members): (Int64?, [PersonRecord]) = (nil, [])
        let query: Query = """
            SELECT \(selection.sql), p.household FROM \(selection.tables)
            WHERE p.household > \(from) AND p.household <= \(through) ORDER BY p.household
            """
        for row in try db.rows(query) {
            let next = try row.int64(at: place)
            if next != household {
                if let household { try count(members + earlier.take(household), isHousehold: true) }
                (household, members) = (next, [])
            }
            let person = try selection.person(row)
            if !earlier.moved.contains(person.personalID) { members.append(person) }
        }
        if let household { try count(members + earlier.take(household), isHousehold: true) }
    }

    private mutating func countWithoutHousehold(_ db: any Connection) throws {
        var last: Int64 = -1
        while true {
            let rows = try db.rows(
                """
                SELECT \(selection.sql) FROM \(selection.tables)
                WHERE p.household IS NULL AND p.personal_id > \(last) ORDER BY p.personal_id LIMIT \(Self.personsRead)
                """)
            let people = try rows.map(selection.person)
            try count(people.filter { !earlier.moved.contains($0.personalID) }, isHousehold: false)
            guard let newest = people.last, people.count == Self.personsRead else { break }
            last = newest.personalID.value
        }
        try count(earlier.withoutHousehold, isHousehold: false)
    }

    private mutating func count(_ people: [PersonRecord], isHousehold: Bool) throws {
        let living = people.compactMap { person in
            Profile(of: person, on: day, householdSize: nil).map { (person, $0) }
        }
        for (person, profile) in living {
            guard let place = person.countedResidence.flatMap({ places.place(of: $0) }) else {
                elsewhere += 1
                continue
            }
            let counted = isHousehold ? profile.living(inHouseholdOf: living.count) : profile
            guard let builder = SummaryBuilder(commune: place.code, day: day) else {
                throw StorageError.corrupt("a commune has the code \(place.code)")
            }
            try builders[place, default: builder].add(counted, recordKey: key.recordKey(of: person.personalID))
            persons += 1
        }
    }
}

/// States that held on a day and hold no more.
private struct EarlierStates {
    /// Whose present state is not counted.
    var moved: Set<PersonalID> = []
    var byHousehold: [Int64: [PersonRecord]] = [:]
    var withoutHousehold: [PersonRecord] = []

    mutating func take(_ household: Int64) -> [PersonRecord] { byHousehold.removeValue(forKey: household) ?? [] }

    /// Of households that were not taken.
    var left: [[PersonRecord]] { byHousehold.keys.sorted().compactMap { byHousehold[$0] } }
}

extension Connection {
    /// The states of those who changed after the day: what held on it, or the oldest that is known.
    fileprivate func earlierStates(on day: LocalDate) throws -> EarlierStates {
        var earlier = EarlierStates()
        let changed = try rows(
            "SELECT personal_id FROM person WHERE version > 1 AND valid_from > \(PackedDate.pack(day))"
        ).map { try $0.int64(at: 0) }
        for some in changed.pieces(of: Batches.lookedUp) {
            var states: [Int64: PersonRecord] = [:]
            // The last that held on the day counts; while none did, the first there is.
            for row in try rows(
                """
                SELECT personal_id, payload, valid_from, valid_to FROM person_version
                WHERE personal_id IN (\(list: Array(some))) ORDER BY personal_id, version
                """)
            {
                let id = try row.int64(at: 0)
                let held = try row.packedDay(at: 2) <= day && day < row.packedDay(at: 3)
                guard held || states[id] == nil else { continue }
                states[id] = try StoredJSON.value(try row.text(at: 1), of: "a former state of a person")
            }
            let households = try households(states.values.compactMap(\.householdID))
            for (_, person) in states.sorted(by: { $0.key < $1.key }) {
                earlier.moved.insert(person.personalID)
                if let household = person.householdID.flatMap({ households[$0] }) {
                    earlier.byHousehold[household, default: []].append(person)
                } else {
                    earlier.withoutHousehold.append(person)
                }
            }
        }
        return earlier
    }

    private func households(_ codes: [String]) throws -> [String: Int64] {
        try rows("SELECT code, id FROM household WHERE code IN (\(list: codes))")
            .reduce(into: [:]) { found, row in found[try row.text(at: 0)] = try row.int64(at: 1) }
    }
}
