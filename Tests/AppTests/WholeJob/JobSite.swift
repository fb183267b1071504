// One running server with demo data for all suites of this folder, driven by HTTP alone.

import Foundation
import TestKit
import Testing

/// All suites of the whole job. They share a server, since starting one takes longer than most of their tests.
@Suite(ServedSite()) enum WholeJob {}

/// The served site, its people at their browsers, and the people in its registry.
struct JobSite: Sendable {
    @TaskLocal static var current: JobSite?

    let server: ServerProcess
    /// As `trinhky registry export` tells them.
    let citizens: [Citizen]
    let desks: Desks

    init(server: ServerProcess, citizens: [Citizen]) {
        self.server = server
        self.citizens = citizens
        desks = Desks(port: server.port)
    }

    /// The site of the running suite.
    static func here() throws -> JobSite { try #require(JobSite.current) }

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
    private let port: Int
    private var desks: [String: Task<Browser, any Error>] = [:]

    init(port: Int) { self.port = port }

    func desk(_ username: String) async throws -> Browser {
        let desk = desks[username] ?? Task { try await Desks.signIn(username, port: port) }
        desks[username] = desk
        do {
            return try await desk.value
        } catch {
            // Who could not sign in tries again.
            desks[username] = nil
            throw error
        }
    }

    /// A browser of its own, for tests that change cookies.
    static func signIn(_ username: String, port: Int) async throws -> Browser {
        let browser = Browser(port: port)
        try await browser.get("/login")
        let answer = try await browser.post("/login", [("username", username), ("password", password)])
        try #require(answer.status == 303, "\(username) could not sign in: \(answer.status)")
        try #require(try await browser.get("/").status == 200, "\(username) has no first page")
        return browser
    }
}

/// Starts the server before the suites and ends it after them; then the log file and what was kept are looked at.
struct ServedSite: SuiteTrait, TestScoping {
    /// Files that the catalogue has beside the shipped ones, by name.
    var services: [String: String] = [:]
    /// Folders of `Tests/Procedures` that are procedures beside the shipped one.
    var procedures: [String] = []

    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        let data = try Program.temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: data) }  // the system clears what is left
        let root = try root(below: data)
        let server = try await ServerProcess.start(data: data, root: root)
        do {
            let export = try await Program.run(["registry", "export", "--data", data])
            try #require(export.status == 0, "\(export.errors)")
            let citizens = try CSVFile(export.output).rows.map(Citizen.init)
            try await JobSite.$current.withValue(JobSite(server: server, citizens: citizens)) {
                try await function()
            }
            let status = try await server.stop()
            #expect(status == 0, "SIGTERM ends the server with 0")
            try await checkTraces(server, citizens)
        } catch {
            _ = try? await server.stop()  // the first failure counts
            throw error
        }
    }

    /// The usual files, or a copy of them with what was added.
    private func root(below folder: String) throws -> String {
        if services.isEmpty, procedures.isEmpty { return Program.root }
        let root = try CopiedRoot(below: folder)
        for (name, text) in services { try root.write(text, to: "Workflows/services/\(name)") }
        for name in procedures { try root.add(procedure: name) }
        return root.path
    }

    /// Everything above went through the log of the case and past the log file.
    private func checkTraces(_ server: ServerProcess, _ citizens: [Citizen]) async throws {
        let audit = try await Program.run(["audit", "verify", "--data", server.data])
        #expect(audit.status == 0, "\(audit.text)\(audit.errors)")
        let log = server.log
        #expect(log.contains("request"), "requests are logged")
        let known = Set(citizens.map(\.id))
        let numbers = log.split { !$0.isNumber }.filter { $0.count == 12 && known.contains(String($0)) }
        #expect(numbers.isEmpty, "personal numbers in the log file: \(numbers.prefix(3))")
    }
}
