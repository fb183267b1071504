// Values and rows of PostgreSQL that the contract does not reach, and what it says of its own shape.

import Basics
import Storage
import TestKit
import Testing

@testable import StoragePostgres

@Suite struct PostgresValueTests {
    private func value(_ query: Query) async throws -> SQLValue? {
        var found: SQLValue?
        try await PostgresSample.inStore { store, _ in
            found = try await store.read { try $0.one(query)?.values.first }
        }
        return found
    }

    @Test func everyCharacterComesBackAsItWent() async throws {
        let scalars = (1...0x10ffff).compactMap(Unicode.Scalar.init)
        var text = ""
        text.unicodeScalars.append(contentsOf: scalars)
        let sent = text
        try await PostgresSample.inStore { store, _ in
            let found = try await store.read { try $0.one("SELECT CAST(\(sent) AS TEXT)")?.text(at: 0) }
            #expect(found?.unicodeScalars.elementsEqual(scalars) == true)
        }
    }

    @Test func theCharacterZeroIsRefusedAndBytesOfZeroAreNot() async throws {
        try await PostgresSample.inStore { store, _ in
            let error = await #expect(throws: StorageError.self) {
                try await store.read { _ = try $0.one("SELECT CAST(\("a\0b") AS TEXT)") }
            }
            #expect(error?.isConstraint(.type, "U+0000") == true)
            let zeroes = [UInt8](repeating: 0, count: 3)
            let found = try await store.read { try $0.one("SELECT CAST(\(zeroes) AS BYTEA)")?.blob(at: 0) }
            #expect(found == zeroes)
        }
    }

    @Test(arguments: [0.0, -0.0, 0.1, .pi, -.infinity, .infinity, .leastNonzeroMagnitude, .greatestFiniteMagnitude])
    func realNumbersAreExact(_ number: Double) async throws {
        guard case .real(let found) = try await value("SELECT CAST(\(number) AS DOUBLE PRECISION)") else {
            Issue.record("no real number")
            return
        }
        #expect(found.bitPattern == number.bitPattern)
    }

    @Test(
        arguments: [0, 1, -1, 9_999, 10_000, -10_000, 123_456_789_012, 20_000_000_000_000_000, .min, .max] as [Int64])
    func wholeNumbersAreExactInEveryWidth(_ number: Int64) async throws {
        #expect(try await value("SELECT CAST(\(number) AS NUMERIC)") == .integer(number))
        #expect(try await value("SELECT CAST(\(number) AS BIGINT)") == .integer(number))
        if let small = Int32(exactly: number) {
            #expect(try await value("SELECT CAST(\(Int(small)) AS INTEGER)") == .integer(number))
        }
    }

    @Test func otherTypesAreKindsOfOursOrErrors() async throws {
        #expect(try await value("SELECT true") == .integer(1))
        #expect(try await value("SELECT 1 = 2") == .integer(0))
        #expect(try await value("SELECT CAST(-7 AS smallint)") == .integer(-7))
        #expect(try await value("SELECT 'plain'") == .text("plain"))
        for query in ["SELECT 1.5", "SELECT 1e30::numeric", "SELECT 'NaN'::numeric", "SELECT now()"] as [Query] {
            await #expect(throws: StorageError.self) { try await value(query) }
        }
    }

    @Test func valuesOfAnotherKindAreRefusedWithoutBeingNamed() async throws {
        try await PostgresSample.inStore { store, _ in
            try await StorageContract.makeItems(store)
            let secret = "079203001234"
            for query in [
                "INSERT INTO item (id, name) VALUES (\(secret), 'a')",
                "INSERT INTO item (id, name) VALUES (CAST(\(secret + "x") AS BIGINT), 'a')",
                "INSERT INTO item (id, name) VALUES (1, \(Array(secret.utf8)))",
                "INSERT INTO item (id, name, amount) VALUES (1, 'a', \(1.5))",
                "SELECT CAST(\(Int64.max) AS INTEGER)",
                "SELECT CAST(CAST(\(secret + "x") AS TEXT) AS BIGINT)",
            ] as [Query] {
                let error = await #expect(throws: StorageError.self) { try await store.write { try $0.run(query) } }
                #expect(error?.isConstraint(.type) == true, "\(String(describing: error))")
                #expect(!String(describing: error).contains(secret))
            }
        }
    }

    @Test func longAnswersAreNotGathered() async throws {
        try await PostgresSample.inStore { store, _ in
            // Who gathered this answer would come to no end.
            let seen = try await store.read { db in
                var (seen, inner) = (0, 0)
                try db.visit("SELECT generate_series(1, 1000000000000)") { row in
                    seen += 1
                    if seen % 10_000 == 0 {
                        try db.visit("SELECT generate_series(1, 1000000000000)") { _ in
                            inner += 1
                            return inner % 1_000 != 0
                        }
                    }
                    return try row.int(at: 0) < 100_000
                }
                return [seen, inner]
            }
            #expect(seen == [100_000, 10_000])
        }
    }

    @Test func largeRowsAreFetchedFewAtATime() async throws {
        try await PostgresSample.inStore { store, _ in
            let lengths = try await store.read { db in
                var lengths: [Int] = []
                try db.forEach("SELECT repeat('x', 1000 * n * n) FROM generate_series(1, 60) AS n") { row in
                    lengths.append(try row.text(at: 0).utf8.count)
                }
                return lengths
            }
            #expect(lengths == (1...60).map { 1_000 * $0 * $0 })
        }
    }
}
