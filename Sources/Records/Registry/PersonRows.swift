// Reading and writing people.

import Basics
import Registry
public import Storage

/// What a query reads of people, and how its rows become records.
struct PersonSelection: Sendable {
    private let parts: [PersonPart.Selected]
    /// The columns for SELECT, the four keys first.
    let sql: Query
    /// What to select them from; the people are `p`.
    let tables: Query

    /// Everything.
    init() { self.init(PersonPart.all) }

    /// No more than `fields` need.
    init(fields: [PersonField]) {
        // Fields of one group (a spouse's name and number) share a part.
        var parts: [PersonPart] = []
        for field in fields {
            guard let part = PersonPart.part(for: field) else { continue }
            if !parts.contains(where: { $0.written[0].name == part.written[0].name }) { parts.append(part) }
        }
        self.init(parts)
    }

    private init(_ all: [PersonPart]) {
        parts = all.flatMap(\.selected)
        sql = parts.reduce("p.personal_id, p.full_name, p.birth_date, p.sex") { "\($0), \($1.sql)" }
        tables = all.reduce("person p") { "\($0)\($1.join)" }
    }

    /// The record of a row whose first columns are `sql`.
    func person(_ row: Row) throws -> PersonRecord {
        guard let id = PersonalID(value: try row.int64(at: 0)),
            let birth = PackedDate.partial(try row.int64(at: 2)), let sex = PersonCodes.sexes.at(try row.int64(at: 3))
        else { throw StorageError.corrupt("a person's number, date of birth or sex cannot be read") }
        var person = PersonRecord(personalID: id, fullName: try row.text(at: 1), birthDate: birth, sex: sex)
        for (index, part) in parts.enumerated() { try part.take(row, index + 4, &person) }
        return person
    }

    /// Columns in the SELECT, so that callers can add their own behind them.
    var count: Int { parts.count + 4 }
}

/// A record with what its row says of its place in time.
struct StoredPerson {
    let person: PersonRecord
    let version: Int
    let validFrom: LocalDate
    /// The number of the change that it came with.
    let change: Int64
}

extension Connection {
    /// How many people the registry holds.
    public func populationCount() throws -> Int {
        try one("SELECT count(*) FROM person")?.int(at: 0) ?? 0
    }

    /// The present record of that number, whole.
    func person(_ id: PersonalID) throws -> PersonRecord? {
        let selection = PersonSelection()
        return try one("SELECT \(selection.sql) FROM \(selection.tables) WHERE p.personal_id = \(id.value)")
            .map(selection.person)
    }

    /// The first day of the present state of that record.
    func validFrom(of id: PersonalID) throws -> LocalDate? {
        try one("SELECT valid_from FROM person WHERE personal_id = \(id.value)")?.packedDay(at: 0)
    }

    // MARK: Writing

    /// Replaces a record, or adds it; what it was goes into the history. Gives `false` if nothing changed.
    @discardableResult
    func change(_ person: PersonRecord, validFrom date: LocalDate, with change: RegistryChange) throws -> Bool {
        guard let old = try storedPerson(person.personalID) else {
            try insert(prepared(person, version: 1, date, change))
            return true
        }
        guard old.person != person else { return false }
        try supersede(old, on: date, by: change)
        try run("DELETE FROM person WHERE personal_id = \(person.personalID.value)")
        try insert(prepared(person, version: old.version + 1, date, change))
        return true
    }

    private func prepared(
        _ person: PersonRecord, version: Int, _ date: LocalDate, _ change: RegistryChange
    ) -> PreparedPeople {
        var people = PreparedPeople(validFrom: date, with: change)
        people.add(person, version: version)
        return people
    }

    private func storedPerson(_ id: PersonalID) throws -> StoredPerson? {
        let selection = PersonSelection()
        return try one(
            """
            SELECT \(selection.sql), p.version, p.valid_from, p.change_id FROM \(selection.tables)
            WHERE p.personal_id = \(id.value)
            """
        ).map { row in
            StoredPerson(
                person: try selection.person(row), version: try row.int(at: selection.count),
                validFrom: try row.packedDay(at: selection.count + 1), change: try row.int64(at: selection.count + 2))
        }
    }
}

/// Rows of people, ready to be written but for the numbers of what they share.
struct PreparedPeople: Sendable {
    private(set) var rows: [[SQLValue]] = []
    private(set) var shared = SharedByPeople()

    private let validFrom: Int64
    private let change: RegistryChange

    init(validFrom: LocalDate, with change: RegistryChange) {
        (self.validFrom, self.change) = (PackedDate.pack(validFrom), change)
    }

    mutating func add(_ person: PersonRecord, version: Int = 1) {
        var values: [SQLValue] = []
        values.reserveCapacity(8 + PreparedPeople.written.count)
        values += [
            .integer(person.personalID.value), .text(person.fullName), .integer(PackedDate.pack(person.birthDate)),
            .integer(Int64(PersonCodes.sexes.firstIndex(of: person.sex) ?? 0)), .integer(person.nameKey),
            .integer(Int64(version)), .integer(validFrom), .integer(change.id),
        ]
        for column in PreparedPeople.written { values.append(column.value(person, &shared)) }
        rows.append(values)
    }

    private static let written = PersonPart.all.flatMap(\.written)

    fileprivate static let names: Query = written.reduce(
        "personal_id, full_name, birth_date, sex, name_key, version, valid_from, change_id"
    ) { "\($0), \($1.name)" }

    /// The columns that refer to something shared.
    fileprivate static let references = written.enumerated().compactMap { index, column in
        column.refersTo.map { (column: 8 + index, table: $0) }
    }
}

extension Connection {
    /// Fails with a `unique` constraint if a number is there already.
    func insert(_ people: PreparedPeople) throws {
        let numbers = try add(people.shared)
        for some in people.rows.pieces(of: Batches.inserted) {
            let rows = some.map { row in
                var row = row
                for (column, table) in PreparedPeople.references {
                    row[column] = numbers.number(row[column], in: table)
                }
                return row
            }
            try insert(rows, into: "person", PreparedPeople.names)
        }
    }
}
