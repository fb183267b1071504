// The line to PostgreSQL is cut at each round trip of an act: it is done whole or not at all, and never twice.

import Basics
import Casework
import Storage
import TestKit
import Testing

@testable import Records
@testable import StoragePostgres

@Suite struct CutLineTests {
    /// A desk on a database of its own, reached through a line that can be cut.
    private func withDesk(_ body: (DeskSample, WireProxy) async throws -> Void) async throws {
        let address = try await PostgresServer.shared.makeDatabase()
        let (line, through) = try await PostgresServer.shared.proxy(to: address)
        defer { line.close() }
        let store = try await PostgresStore.open(try DatabaseAddress(through), PostgresBounds(connections: 1))
        _ = try await MigrationRunner.migrate(store, Migrations.all, now: RegistrySample.now)
        try await body(try await DeskSample(populated: false, in: store), line)
        try await store.close()
        try await PostgresServer.shared.removeDatabase(address)
    }

    /// What an act costs on a slow line. Without its last two it was some forty.
    @Test func anActTakesFewRoundTrips() async throws {
        try await withDesk { sample, line in
            // The first of each prepares its statements.
            for _ in 0..<2 { try await sample.act("submit", try await sample.draft()) }
            let id = try await sample.draft()
            let state = try await sample.state(id)
            let input = GivenCase.input("submit", state, try ShippedProcedure.loaded().service(state.service))
            let before = line.requests
            try await sample.desk.perform(
                "submit", on: id, by: DeskSample.filer, input: input, expected: nil, isReauthenticated: true,
                at: DeskSample.now)
            let count = line.requests - before
            print("round trips of the act submit: \(count)")
            #expect(count <= 14)
        }
    }

    /// Who is told nothing posts the same again, and finds it done once.
    @Test(arguments: [WireProxy.Cut.request, .answer])
    func anActIsDoneOnceHoweverTheLineIsCut(_ how: WireProxy.Cut) async throws {
        try await withDesk { sample, line in
            try await sample.act("submit", try await sample.draft())
            var cuts = 0
            for number in 1...40 {
                let id = try await sample.draft()
                let state = try await sample.state(id)
                let input = GivenCase.input("submit", state, try ShippedProcedure.loaded().service(state.service))
                func post() async throws {
                    try await sample.desk.perform(
                        "submit", on: id, by: DeskSample.filer, input: input, expected: state.version,
                        isReauthenticated: true, at: DeskSample.now)
                }
                line.cut(at: number, how)
                do {
                    try await post()
                } catch StorageError.unavailable {
                    try await post()
                }
                let wasCut = line.mend()
                let events = try await sample.store.read { try $0.caseEvents(id).map(\.event.name) }
                #expect(events.count { $0 == "submitted" } == 1, "cut at \(number)")
                guard wasCut else { break }
                cuts += 1
            }
            #expect((5...30).contains(cuts), "\(cuts) round trips")
        }
    }
}
