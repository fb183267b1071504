// Two who append at once on a database that lets several write: one of them gets a conflict, never another error.

import Basics
import Storage
import Testing

@testable import Records

@Suite struct LedgerRaceTests {
    /// A connection on which, while it waits for the head of the log, somebody else appends to `case:a` and commits.
    private final class Racing: Connection {
        private let below: any Connection
        private var hasRaced = false
        private(set) var queries: [String] = []

        init(_ below: any Connection) { self.below = below }

        var dialect: Dialect { below.dialect }

        func visit(_ query: Query, _ body: (Row) throws -> Bool) throws {
            queries.append(query.parts.joined(separator: "?"))
            if queries.last?.contains("FROM ledger_head") == true, !hasRaced {
                hasRaced = true
                try below.append([LedgerSample.entry(9)], to: "case:a")
            }
            try below.visit(query, body)
        }

        func run(_ query: Query) throws -> Int { try below.run(query) }
    }

    private static func first(_ stream: String) -> StreamEntries {
        StreamEntries(stream: stream, seq: 0, entries: [LedgerSample.entry(1)])
    }

    @Test func whoIsLateAtTheHeadGetsAConflict() async throws {
        let store = try await LedgerSample.store()
        await #expect(throws: StorageError.conflict("case:a stands at 1, the caller knew 0")) {
            try await store.write { try Racing($0).append([LedgerSample.entry(1)], to: "case:a", expecting: 0) }
        }
        try await store.close()
    }

    @Test func whoNeedsNoOrderComesAfter() async throws {
        let store = try await LedgerSample.store()
        try await store.write { try Racing($0).append([LedgerSample.entry(1)], to: "case:a") }
        #expect(try await store.read { try $0.lastSeq(of: "case:a") } == 2)
        #expect(try await DatabaseAudit(store).verifyLog().ledger.isSound)
        try await store.close()
    }

    @Test func whoHasJustReadTheStreamGetsAConflictWithoutAsking() async throws {
        let store = try await LedgerSample.store()
        await #expect(throws: StorageError.conflict("case:a has an entry 1 already")) {
            try await store.write { try Racing($0).append([Self.first("case:a")]) }
        }
        try await store.write { db in
            let racing = Racing(db)
            try racing.append([Self.first("case:b")])
            #expect(!racing.queries.contains { $0.contains("max(seq)") })
        }
        #expect(try await DatabaseAudit(store).verifyLog().ledger.isSound)
        try await store.close()
    }
}
