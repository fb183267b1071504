// A server dies with work in its hands: another has it done within seconds.

import Foundation
import Storage
import StoragePostgres
import TestKit
import Testing

@Suite(.enabled(if: isProgramBuilt))
struct TakeoverTests {
    /// Holds what carrying out an approval needs until the gate is opened, and returns once it does.
    private static func hold(_ store: PostgresStore, until gate: DispatchSemaphore) async -> Task<Void, any Error> {
        let (begun, didBegin) = AsyncStream.makeStream(of: Void.self)
        let holder = Task {
            try await store.write { db in
                try db.run("LOCK TABLE data_grant IN EXCLUSIVE MODE")
                didBegin.finish()
                gate.wait()
            }
        }
        for await _ in begun {}
        return holder
    }

    private static func isWaitedFor(in address: String) async throws -> Bool {
        try await PostgresServer.shared.administer(
            "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'data_grant'::regclass", in: address) != "0"
    }

    @Test func whatADeadServerHadAtHandIsDoneByAnother() async throws {
        try await SiteData.with(on: .postgres) { data in try await takeOver(data) }
    }

    private func takeOver(_ data: SiteData) async throws {
        let address = try #require(data.address)
        let citizens = try await data.fewCitizens()
        let first = try await JobSite.served(data, citizens: citizens)
        let dossier = try await first.accepted(
            Request(service: "auth.identity", persons: citizens.map(\.keys)), .notary)
        try await dossier.act("propose-approval", by: "officer-01", to: "proposed")
        try await dossier.sign(by: "approver-01")

        let store = try await PostgresStore.open(try DatabaseAddress(address))
        let gate = DispatchSemaphore(value: 0)
        let holder = await Self.hold(store, until: gate)
        let answer = try await dossier.attempt("issue", by: "clerk-01", [("password", Desks.password)])
        #expect(answer.status == 303)
        while try await !Self.isWaitedFor(in: address) { try await Task.sleep(for: .milliseconds(20)) }
        try await first.servers[0].kill()
        gate.signal()
        try await holder.value
        try await store.close()

        let second = try await JobSite.served(data, citizens: citizens)
        let began = ContinuousClock.now
        let same = Dossier(site: second, route: .notary, id: dossier.id)
        // Work that had failed would wait for half a minute.
        while try await same.page(as: "filer-notary").main("data-state") == "issued",
            ContinuousClock.now - began < .seconds(25)
        {
            try await Task.sleep(for: .milliseconds(50))
        }
        try await same.expect("fulfilled", as: "filer-notary")
        print("taken over \(ContinuousClock.now - began) after the start of the second server")
        try await second.stop()
        try await data.expectProved()
    }
}
