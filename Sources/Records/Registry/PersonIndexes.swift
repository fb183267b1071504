// The indexes of `person`. A first load makes them at its end: kept up row by row they would be most of its work.

public import Storage

/// An index of people by what is asked for.
private struct PersonIndex {
    let make: Query
    let drop: Query

    private init(_ name: Query, on columns: Query, where condition: Query = "", unique: Query = "") {
        make = "CREATE \(unique)INDEX IF NOT EXISTS \(name) ON person (\(columns))\(condition)"
        drop = "DROP INDEX IF EXISTS \(name)"
    }

    static let all = [
        PersonIndex("person_number", on: "personal_id", unique: "UNIQUE "),
        PersonIndex("person_name", on: "name_key, birth_date"),
        PersonIndex("person_old_number", on: "old_id_number", where: " WHERE old_id_number IS NOT NULL"),
        PersonIndex("person_household", on: "household", where: " WHERE household IS NOT NULL"),
        PersonIndex("person_father", on: "father_id", where: " WHERE father_id IS NOT NULL"),
        PersonIndex("person_mother", on: "mother_id", where: " WHERE mother_id IS NOT NULL"),
        PersonIndex(
            "person_representative", on: "representative_id", where: " WHERE representative_id IS NOT NULL"),
    ]
}

extension Connection {
    /// Before the first load of an empty registry.
    func dropPersonIndexes() throws {
        for index in PersonIndex.all { try run(index.drop) }
    }

    /// Makes those that are missing: at the end of a first load, and where one was broken off. With millions of people
    /// it takes longer than any statement of a page, which taking turns allows.
    func makePersonIndexes() throws {
        try waitForTurn()
        for index in PersonIndex.all { try run(index.make) }
    }
}

extension Store {
    /// Makes the indexes that a broken-off load left out. Nothing to do in a registry that is whole.
    public func completePersonIndexes() async throws {
        try await write { try $0.makePersonIndexes() }
    }
}
