// A whole office at work while its server is killed again and again: what was acknowledged is there, and nothing was
// released without a record.

import Basics
import Casework
import Foundation
import Records
import Storage
import StoragePostgres
import StorageSQLite
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

    /// Where the data of the office is, and the servers that work on it: one on a file, three on a database they share.
    private struct Office: Sendable {
        let data: String
        /// Of a database on a server.
        let address: String?
        let servers: Int

        init(_ database: TestDatabase) async throws {
            data = try Program.temporaryFolder()
            switch database {
            case .sqlite: (address, servers) = (nil, 1)
            case .postgres: (address, servers) = (try await PostgresServer.shared.makeDatabase(), 3)
            }
        }

        var options: [String] { ["--data", data] + (address.map { ["--database", $0] } ?? []) }

        func start(port: Int? = nil) async throws -> ServerProcess {
            var settings: [String: String] = [:]
            if let address { settings["TRINHKY_DATABASE"] = address }
            if let port { settings["TRINHKY_PORT"] = String(port) }
            return try await ServerProcess.start(data: data, settings: settings)
        }

        func open() async throws -> any Store {
            guard let address else { return try SQLiteStore.openReadOnly(path: "\(data)/trinhky.sqlite") }
            return try await PostgresStore.openReadOnly(try DatabaseAddress(address))
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func nothingAcknowledgedIsLostAndNothingReleasedIsUnrecorded(on database: TestDatabase) async throws {
        let office = try await Office(database)
        defer { try? FileManager.default.removeItem(atPath: office.data) }  // the system clears what is left
        let made = try await Program.run(["registry", "generate", "--citizens", "60", "--seed", "7"] + office.options)
        try #require(made.status == 0, "\(made.errors)")
        let export = try await Program.run(["registry", "export", "--limit", "5"] + office.options)
        let citizens = try CSVFile(export.output).rows.map(Citizen.init)
        var servers: [ServerProcess] = []
        for _ in 0..<office.servers { servers.append(try await office.start()) }
        let told = Acknowledged()
        let shift = Shift(seconds: Self.seconds, told)
        let kills = try await withThrowingTaskGroup(of: Int.self) { [servers] group in
            for (number, route) in [Route.notary, .ministry, .department].enumerated() {
                let site = JobSite(server: servers[number % servers.count], citizens: citizens)
                group.addTask {
                    while shift.goesOn { await Self.job(site, route, told) }
                    return 0
                }
            }
            group.addTask { try await Self.killing(servers, of: office, until: shift) }
            return try await group.reduce(0, +)
        }
        let last = try await office.start(port: servers[0].port)
        #expect(try await last.stop() == 0)
        try await check(told, office)
        let all = told.told.withLock { $0 }
        print("crash test on \(database): \(kills) kills, \(all.acts.count) acts, \(all.results.count) results")
        #expect(kills > 2 && !all.acts.isEmpty)
    }

    /// Kills a server at random moments and starts it again; in the end all of them.
    private static func killing(_ first: [ServerProcess], of office: Office, until shift: Shift) async throws -> Int {
        var (servers, kills) = (first, 0)
        while shift.goesOn {
            try await Task.sleep(for: .milliseconds(Int.random(in: 300...6_000)))
            let number = Int.random(in: servers.indices)
            try await servers[number].kill()
            kills += 1
            servers[number] = try await office.start(port: servers[number].port)
        }
        for server in servers { try await server.kill() }
        return kills + servers.count
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
            // The server is down: people try again a little later.
            try? await Task.sleep(for: .milliseconds(200))
        }
    }

    private func check(_ acknowledged: Acknowledged, _ office: Office) async throws {
        let told = acknowledged.told.withLock { $0 }
        let audit = try await Program.run(["audit", "verify"] + office.options)
        #expect(audit.status == 0, "\(audit.text)\(audit.errors)")
        let store = try await office.open()
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
        try await store.close()
    }
}
