// The line to PostgreSQL is cut at each round trip of a write, in every way.

import Storage
import TestKit
import Testing

@testable import StoragePostgres

@Suite struct PostgresCutTests {
    /// One statement that is answered, one that travels with the next, one with the commit.
    private static func write(_ id: Int, _ store: PostgresStore) async throws {
        try await store.write { db in
            try db.run("INSERT INTO item (id, name) VALUES (\(id), \("n\(id)"))")
            try db.send("INSERT INTO item (id, name) VALUES (\(id + 1), \("n\(id + 1)"))")
            _ = try db.one("SELECT count(*) FROM item")
            try db.send("INSERT INTO item (id, name) VALUES (\(id + 2), \("n\(id + 2)"))")
        }
    }

    /// Whoever is told nothing of their write finds all of it or nothing, whoever is told that it is done all of it;
    /// the next is done without anybody's help.
    @Test(arguments: WireProxy.Cut.allCases, [true, false])
    func aWriteIsDoneWholeOrNotAtAll(_ how: WireProxy.Cut, isFirst: Bool) async throws {
        try await PostgresSample.inDatabase { address in
            let (line, through) = try await PostgresServer.shared.proxy(to: address)
            defer { line.close() }
            let patient = try await PostgresStore.open(try DatabaseAddress(address), PostgresBounds(connections: 1))
            try await PostgresSample.makeItems(patient)
            var bounds = PostgresBounds(connections: 1)
            // Silence alone is heard by waiting; a busy machine must not be taken for it.
            if how == .silence { (bounds.answerSeconds, bounds.commitSeconds) = (4, 4) }
            var cuts = 0
            for number in 1...40 {
                let store = try await PostgresStore.open(try DatabaseAddress(through), bounds)
                if !isFirst { try await Self.write(number * 100, store) }
                line.cut(at: number, how)
                let outcome = await Result { try await Self.write(number * 100 + 10, store) }
                let wasCut = line.mend()
                let found = try await patient.read { db in
                    let first = number * 100 + 10
                    return try db.one("SELECT count(*) FROM item WHERE id BETWEEN \(first) AND \(first + 2)")?.int(
                        at: 0)
                }
                switch outcome {
                case .success: #expect(found == 3)
                case .failure(StorageError.unavailable(let text)):
                    #expect(found == 0 || found == 3 && text.contains("is not known"), "\(number): \(text)")
                case .failure(let error): Issue.record(error)
                }
                try await Self.write(number * 100 + 20, store)
                try await store.close()
                guard wasCut else { break }
                cuts += 1
            }
            try await patient.close()
            #expect((isFirst ? 5 : 4)...30 ~= cuts, "\(cuts) round trips")
        }
    }
}

extension Result where Failure == any Error {
    init(_ work: () async throws -> Success) async {
        do {
            self = .success(try await work())
        } catch {
            self = .failure(error)
        }
    }
}
