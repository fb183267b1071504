// A whole office at work while its server is killed again and again: what was acknowledged is there, and nothing was
// released without a record.

import Basics
import Casework
import Foundation
import Records
import Storage
import Synchronization
import TestKit
import Testing

/// `TRINHKY_CRASH_SECONDS` has it run longer, as before a release.
@Suite(.enabled(if: isProgramBuilt))
struct CrashTests {
    /// What people were told was done: an act of a case, or a result they took.
    private final class Acknowledged: Sendable {
        struct Told: Sendable {
            var acts: [(id: String, event: String)] = []
            var results: [String: Int] = [:]
        }
        let told = Mutex(Told())

        func act(_ event: String, _ id: String) { told.withLock { $0.acts.append((id, event)) } }
        func result(_ id: String) { told.withLock { $0.results[id, default: 0] += 1 } }
    }

    /// How long people work: until the time is up and something was done, which takes longer on a busy machine.
    private struct Shift: Sendable {
        private let (end, last): (ContinuousClock.Instant, ContinuousClock.Instant)
        private let told: Acknowledged

        init(seconds: Int, _ told: Acknowledged) {
            end = ContinuousClock.now + .seconds(seconds)
            last = end + .seconds(300)
            self.told = told
        }

        var goesOn: Bool {
            let now = ContinuousClock.now
            return now < end || (now < last && told.told.withLock { $0.acts.isEmpty })
        }
    }

    /// What the log has of each act.
    private static let events = [
        "submit": "submitted", "vouch": "vouched", "accept": "accepted", "propose-approval": "proposed",
        "sign": "signed", "issue": "issued",
    ]

    private static let seconds = ProcessInfo.processInfo.environment["TRINHKY_CRASH_SECONDS"].flatMap(Int.init) ?? 40

    @Test(arguments: TestDatabase.allCases)
    func nothingAcknowledgedIsLostAndNothingReleasedIsUnrecorded(on database: TestDatabase) async throws {
        try await SiteData.with(on: database) { data in
            // One server on a file, three on a database that they share.
            try await work(on: data, servers: database == .sqlite ? 1 : 3) { servers, shift in
                try await Self.killing(servers, of: data, until: shift)
            }
        }
    }

    @Test func whenTheDatabaseItselfFallsTheServersGoOnByThemselves() async throws {
        let server = try await PostgresServer.own()
        try await SiteData.with(on: server) { data in
            try await work(on: data, servers: 2) { servers, shift in
                let falls = try await Self.falling(server, until: shift)
                for server in servers { try await server.kill() }
                return falls
            }
        }
    }

    /// People at work until the shift is over, while `blows` fall; it gives how many there were and leaves no server.
    private func work(
        on data: SiteData, servers count: Int,
        _ blows: @escaping @Sendable ([ServerProcess], Shift) async throws -> Int
    ) async throws {
        let citizens = try await data.fewCitizens()
        var servers: [ServerProcess] = []
        for _ in 0..<count { servers.append(try await data.serve()) }
        let told = Acknowledged()
        let shift = Shift(seconds: Self.seconds, told)
        let kills = try await withThrowingTaskGroup(of: Int.self) { [servers] group in
            for (number, route) in [Route.notary, .ministry, .department].enumerated() {
                let site = JobSite(data, [servers[number % servers.count]], citizens: citizens)
                group.addTask {
                    while shift.goesOn { await Self.job(site, route, told) }
                    return 0
                }
            }
            group.addTask { try await blows(servers, shift) }
            return try await group.reduce(0, +)
        }
        #expect(try await data.serve().stop() == 0)
        try await check(told, data)
        let all = told.told.withLock { $0 }
        print("crash test with \(count) servers: \(kills) blows, \(all.acts.count) acts, \(all.results.count) results")
        #expect(kills > 2 && !all.acts.isEmpty)
    }

    /// Kills a server at random moments and starts it again; in the end all of them.
    private static func killing(
        _ first: [ServerProcess], of data: SiteData, until shift: Shift
    ) async throws -> Int {
        var (servers, kills) = (first, 0)
        while shift.goesOn {
            try await Task.sleep(for: .milliseconds(Int.random(in: 300...6_000)))
            let number = Int.random(in: servers.indices)
            try await servers[number].kill()
            kills += 1
            servers[number] = try await data.serve(settings: ["TRINHKY_PORT": String(servers[number].port)])
        }
        for server in servers { try await server.kill() }
        return kills + servers.count
    }

    /// Ends the database at random moments, in good order or not, and starts it again.
    private static func falling(_ server: PostgresServer, until shift: Shift) async throws -> Int {
        var falls = 0
        while shift.goesOn {
            try await Task.sleep(for: .milliseconds(Int.random(in: 300...5_000)))
            try await server.order(Bool.random() ? .stop : .crash)
            try await Task.sleep(for: .milliseconds(Int.random(in: 0...1_500)))
            try await server.order(.start)
            falls += 1
        }
        return falls
    }

    /// One request from the form to the result, as far as the server lets it; what fails is left as it is.
    private static func job(_ site: JobSite, _ route: Route, _ told: Acknowledged) async {
        do {
            let dossier = try await site.filled(
                Request(service: "auth.identity", persons: site.citizens.map(\.keys)), route)
            let steps = [
                ("submit", route.filer), ("vouch", route.official), ("accept", route.clerk),
                ("propose-approval", route.officer), ("sign", route.approver), ("issue", route.clerk),
            ]
            for (act, person) in steps {
                let password = [("password", Desks.password)]
                let answer = try await dossier.attempt(act, by: person, password)
                guard answer.status == 303, let event = events[act] else { return }
                told.act(event, dossier.id)
            }
            for _ in 0..<40 where try await dossier.page(as: route.filer).main("data-state") == "issued" {
                try await Task.sleep(for: .milliseconds(50))
            }
            if try await site.page("\(dossier.path)/result.csv", as: route.filer).status == 200 {
                told.result(dossier.id)
            }
        } catch {
            // The server, or the database, is down: people try again a little later.
            try? await Task.sleep(for: .milliseconds(200))
        }
    }

    private func check(_ acknowledged: Acknowledged, _ data: SiteData) async throws {
        try await data.expectProved()
        let told = acknowledged.told.withLock { $0 }
        try await data.withStore { store in try await Self.check(told, store) }
    }

    private static func check(_ told: Acknowledged.Told, _ store: any Store) async throws {
        for (id, event) in told.acts {
            let caseID = try #require(CaseID(id))
            let names = try await store.read { try $0.caseEvents(caseID).map(\.event.name) }
            #expect(names.contains(event), "\(event) of \(id) was acknowledged and is not there")
        }
        for id in told.results.keys {
            let caseID = try #require(CaseID(id))
            let state = try #require(try await store.read { try $0.caseState(caseID) })
            let release = try #require(state.release, "a result of \(id) was handed out without a release")
            let opened = try await store.read { db in
                try db.entries(of: "release:\(release)").map(\.type)
            }
            #expect(opened.first == "released" && opened.contains("opened"))
        }
    }
}
