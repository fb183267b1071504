// One running server with demo data for all suites of this folder, driven by HTTP alone.

import Foundation
import TestKit
import Testing

/// All suites of the whole job. They share a server, since starting one takes longer than most of their tests.
@Suite(ServedSite()) enum WholeJob {}

/// The served site, its people at their browsers, and the people in its registry.
struct JobSite: Sendable {
    @TaskLocal static var current: JobSite?

    let data: SiteData
    /// Those that share the data. A person is answered now by one and now by another.
    let servers: [ServerProcess]
    /// As `trinhky registry export` tells them.
    let citizens: [Citizen]
    let desks: Desks

    init(_ data: SiteData, _ servers: [ServerProcess], citizens: [Citizen]) {
        self.data = data
        self.servers = servers
        self.citizens = citizens
        desks = Desks(ports: servers.map(\.port))
    }

    /// Starts a server on the data, and that site.
    static func served(_ data: SiteData, citizens: [Citizen]) async throws -> JobSite {
        JobSite(data, [try await data.serve()], citizens: citizens)
    }

    /// Asks all servers to end, which they do in good order.
    func stop(_ place: SourceLocation = #_sourceLocation) async throws {
        for server in servers {
            #expect(try await server.stop() == 0, "SIGTERM ends the server with 0", sourceLocation: place)
        }
    }

    /// The site of the running suite.
    static func here() throws -> JobSite { try #require(JobSite.current) }

    /// A browser of its own, for strangers and for tests that change cookies.
    func browser() -> Browser { Browser(ports: servers.map(\.port)) }

    /// The same, signed in.
    func signIn(_ username: String) async throws -> Browser { try await Desks.signIn(username, at: browser()) }

    /// The browser of that person, signed in.
    func desk(_ username: String) async throws -> Browser { try await desks.desk(username) }

    /// A page as that person sees it.
    func page(_ path: String, as username: String) async throws -> HTTPAnswer { try await desk(username).get(path) }

    /// Every page of a list as that person sees it: what other tests make meanwhile fills the first one.
    func wholeList(_ path: String, as username: String) async throws -> WholeList {
        var pages = [try await page(path, as: username)]
        while let next = pages[pages.count - 1].next { pages.append(try await page(next, as: username)) }
        return WholeList(pages: pages)
    }

    /// Persons for one test; tests take different ones, so that they do not meet.
    func citizens(_ range: Range<Int>) -> [Citizen] { Array(citizens[range]) }
}

/// A list of several pages as one.
struct WholeList: Sendable {
    var pages: [HTTPAnswer]

    var words: String { pages.map(\.words).joined(separator: " ") }
    var links: [String] { pages.flatMap(\.links) }
}

/// A person of the registry, by the columns of the export.
struct Citizen: Sendable {
    var columns: [String: String]

    subscript(column: String) -> String { columns[column] ?? "" }
    var id: String { self["personal_id"] }

    /// What identifies the person, as a row of a request.
    var keys: [String: String] { columns.filter { Citizen.keyColumns.contains($0.key) } }
    static let keyColumns = ["personal_id", "full_name", "birth_date"]

    /// The keys with a value that is to be confirmed.
    func claiming(_ column: String, _ value: String) -> [String: String] { keys.merging([column: value]) { $1 } }
}

/// Keeps one signed-in browser a person: hashing passwords takes time, and people stay signed in too.
actor Desks {
    static let password = "trinh-ky-demo"
    private let ports: [Int]
    private var desks: [String: Task<Browser, any Error>] = [:]

    init(ports: [Int]) { self.ports = ports }

    func desk(_ username: String) async throws -> Browser {
        let desk = desks[username] ?? Task { try await Desks.signIn(username, at: Browser(ports: ports)) }
        desks[username] = desk
        do {
            return try await desk.value
        } catch {
            // Who could not sign in tries again.
            desks[username] = nil
            throw error
        }
    }

    static func signIn(_ username: String, at browser: Browser) async throws -> Browser {
        try await browser.get("/login")
        let answer = try await browser.post("/login", [("username", username), ("password", password)])
        try answer.expectRedirect("\(username) could not sign in")
        let home = try await browser.get("/").status
        guard home == 200 else { throw ProgramFailure(description: "\(username) has no first page: \(home)") }
        return browser
    }
}

/// Starts the servers before the suites and ends them after; then the log files and what was kept are looked at. On
/// PostgreSQL there are two, and each request goes to the other one than the last.
struct ServedSite: SuiteTrait, TestScoping {
    /// Files that the catalogue has beside the shipped ones, by name.
    var services: [String: String] = [:]
    /// Folders of `Tests/Procedures` that are procedures beside the shipped one.
    var procedures: [String] = []
    /// What shipped files say otherwise.
    var changes: [FileChange] = []

    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        try await SiteData.with { data in
            let root = try root(below: data.folder)
            var servers: [ServerProcess] = []
            do {
                for _ in 0..<data.usualServers { servers.append(try await data.serve(root: root)) }
                let site = JobSite(data, servers, citizens: try await data.citizens())
                try await JobSite.$current.withValue(site) { try await function() }
                try await site.stop()
                try await checkTraces(site)
            } catch {
                for server in servers { _ = try? await server.stop() }  // the first failure counts
                throw error
            }
        }
    }

    /// The usual files, or a copy of them with what was added and changed.
    private func root(below folder: String) throws -> String {
        if services.isEmpty, procedures.isEmpty, changes.isEmpty { return Program.root }
        let root = try CopiedRoot(below: folder)
        for (name, text) in services { try root.write(text, to: "Workflows/services/\(name)") }
        for name in procedures { try root.add(procedure: name) }
        for change in changes { try root.replace(change.old, by: change.new, in: change.file) }
        return root.path
    }

    /// Everything above went through the log of the case and past the log file.
    private func checkTraces(_ site: JobSite) async throws {
        try await site.data.expectProved()
        let known = Set(site.citizens.map(\.id))
        for server in site.servers {
            let log = server.log
            #expect(log.contains("request"), "requests are logged")
            let numbers = log.split { !$0.isNumber }.filter { $0.count == 12 && known.contains(String($0)) }
            #expect(numbers.isEmpty, "personal numbers in the log file: \(numbers.prefix(3))")
        }
    }
}
