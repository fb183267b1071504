// The indexes of `person`. A first load makes them at its end: kept up row by row they would be most of its work.

public import Storage

extension Connection {
    /// Before the first load of an empty registry.
    func dropPersonIndexes() throws {
        for index in Migrations.personIndexes { try run(index.drop) }
    }

    /// Makes those that are missing: at the end of a first load, and where one was broken off. With millions of people
    /// it takes longer than any statement of a page, which taking turns allows.
    func makePersonIndexes() throws {
        try waitForTurn()
        for index in Migrations.personIndexes { try run(index.complete) }
    }
}

extension Store {
    /// Makes the indexes that a broken-off load left out. Nothing to do in a registry that is whole.
    public func completePersonIndexes() async throws {
        try await write { try $0.makePersonIndexes() }
    }
}
