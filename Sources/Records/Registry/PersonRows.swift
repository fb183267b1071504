// Reading and writing people.

public import Basics
public import Registry
public import Storage

/// Which columns a query reads, and how its rows become records.
struct PersonSelection: Sendable {
    private let columns: [PersonColumn]
    /// The columns for SELECT, the four keys first.
    let sql: Query

    /// All columns.
    init() { self.init(columns: PersonColumn.all) }

    /// No more columns than `fields` need.
    init(fields: [PersonField]) {
        // Fields of one group (a spouse's name and number) share their columns.
        var columns: [PersonColumn] = []
        for field in fields {
            for column in PersonColumn.columns(for: field) where !columns.contains(where: { $0.sql == column.sql }) {
                columns.append(column)
            }
        }
        self.init(columns: columns)
    }

    private init(columns: [PersonColumn]) {
        self.columns = columns
        sql = columns.reduce("personal_id, full_name, birth_date, sex") { "\($0), \($1.sql)" }
    }

    /// The record of a row whose first columns are `sql`.
    func person(_ row: Row) throws -> PersonRecord {
        guard let id = PersonalID(value: try row.int64(at: 0)), let birth = PartialDate(try row.text(at: 2)),
            let sex = Sex(rawValue: try row.text(at: 3))
        else { throw StorageError.corrupt("a person's number, date of birth or sex cannot be read") }
        var person = PersonRecord(personalID: id, fullName: try row.text(at: 1), birthDate: birth, sex: sex)
        for (index, column) in columns.enumerated() { try column.read(row, index + 4, &person) }
        return person
    }

    /// Columns in the SELECT, so that callers can add their own behind them.
    var count: Int { columns.count + 4 }
}

extension Connection {
    /// How many people the registry holds.
    public func populationCount() throws -> Int {
        try one("SELECT count(*) FROM person")?.int(at: 0) ?? 0
    }

    // MARK: Writing

    /// Adds new people, valid from `date`. Fails with a `unique` constraint if a number is there already.
    func insert(_ people: some Sequence<PersonRecord>, validFrom date: LocalDate, at moment: Timestamp) throws {
        var writer = PersonWriter(validFrom: date, at: moment)
        for person in people { try writer.add(person, self) }
        try writer.flush(self)
    }

    /// Replaces a record; what it was goes into the history with the reason. Gives `false` if nothing changed.
    @discardableResult
    public func change(
        _ person: PersonRecord, validFrom date: LocalDate, reason: String, at moment: Timestamp
    ) throws -> Bool {
        let selection = PersonSelection()
        let id = person.personalID.value
        let row = try one(
            "SELECT \(selection.sql), version, valid_from, recorded_ms FROM person WHERE personal_id = \(id)")
        guard let row else {
            try insert([person], validFrom: date, at: moment)
            return true
        }
        let old = try selection.person(row)
        guard old != person else { return false }
        let version = try row.int(at: selection.count)
        try supersede(
            PersonVersion(
                person: old, version: version, validFrom: try row.date(at: selection.count + 1), validTo: date,
                recordedAt: try row.timestamp(at: selection.count + 2), supersededAt: moment, reason: reason))
        try run("DELETE FROM person WHERE personal_id = \(id)")
        var writer = PersonWriter(validFrom: date, at: moment, version: version + 1)
        try writer.add(person, self)
        try writer.flush(self)
        return true
    }
}

/// Inserts people a few to a statement, which costs a third of one statement each.
private struct PersonWriter {
    private static let perStatement = 16
    private let validFrom: LocalDate
    private let moment: Timestamp
    private let version: Int
    private var waiting: [PersonRecord] = []

    init(validFrom: LocalDate, at moment: Timestamp, version: Int = 1) {
        self.validFrom = validFrom
        self.moment = moment
        self.version = version
    }

    mutating func add(_ person: PersonRecord, _ db: some Connection) throws {
        waiting.append(person)
        if waiting.count == PersonWriter.perStatement { try flush(db) }
    }

    mutating func flush(_ db: some Connection) throws {
        guard !waiting.isEmpty else { return }
        try db.insert(
            "INSERT INTO person (\(PersonWriter.names)) VALUES ", rows: waiting.map(values),
            perStatement: PersonWriter.perStatement)
        for person in waiting where person.relationToHead == .head {
            guard let household = person.householdID else { continue }
            try db.run(
                """
                INSERT INTO household (household_id, head_id) VALUES (\(household), \(person.personalID.value))
                ON CONFLICT (household_id) DO UPDATE SET head_id = excluded.head_id
                """)
        }
        waiting.removeAll(keepingCapacity: true)
    }

    private static let names: Query = PersonColumn.all.reduce(
        "personal_id, full_name, birth_date, sex, birth_year, version, valid_from, recorded_ms"
    ) { "\($0), \($1.sql)" }

    private func values(of person: PersonRecord) -> [SQLValue] {
        var values: [SQLValue] = [
            .integer(person.personalID.value), .text(person.fullName), .text(person.birthDate.description),
            .text(person.sex.rawValue), .integer(Int64(person.birthDate.year)), .integer(Int64(version)),
            validFrom.sqlValue, moment.sqlValue,
        ]
        values.reserveCapacity(values.count + PersonColumn.all.count)
        for column in PersonColumn.all { values.append(column.write(person)) }
        return values
    }
}
