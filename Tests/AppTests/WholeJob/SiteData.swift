// What the servers of a test work on: a folder, and on PostgreSQL a database beside it.

import Foundation
import Storage
import StoragePostgres
import StorageSQLite
import TestKit
import Testing

/// The data of one site on either database, for commands, servers and a look at what is stored.
struct SiteData: Sendable {
    let folder: String
    /// The address of a database on a server; without one the data is in a file of the folder.
    let address: String?
    private let server: PostgresServer?

    /// An empty site, with a database on that server or in a file.
    private init(on server: PostgresServer?) async throws {
        folder = try Program.temporaryFolder()
        self.server = server
        address = try await server?.makeDatabase()
    }

    /// Gives the body an empty site on that database, or on the usual one of this run, and removes it.
    static func with<T>(on database: TestDatabase? = nil, _ body: (SiteData) async throws -> T) async throws -> T {
        switch try database ?? TestDatabase.usual {
        case .sqlite: try await with(on: nil as PostgresServer?, body)
        case .postgres: try await with(on: try await PostgresServer.shared, body)
        }
    }

    /// The same on that very server.
    static func with<T>(on server: PostgresServer?, _ body: (SiteData) async throws -> T) async throws -> T {
        let site = try await SiteData(on: server)
        do {
            let result = try await body(site)
            await site.remove()
            return result
        } catch {
            await site.remove()
            throw error
        }
    }

    /// What is left of it goes with the system's temporary files, and with the server of databases.
    private func remove() async {
        try? FileManager.default.removeItem(atPath: folder)
        if let address { try? await server?.removeDatabase(address) }
    }

    /// As many servers as are put on such a database: one on a file, several on one that they share.
    var usualServers: Int { address == nil ? 1 : 2 }

    func serve(root: String = Program.root, settings: [String: String] = [:]) async throws -> ServerProcess {
        let database = address.map { ["TRINHKY_DATABASE": $0] } ?? [:]
        return try await ServerProcess.start(data: folder, root: root, settings: settings.merging(database) { $1 })
    }

    /// Runs a command of the program on this data.
    func run(_ arguments: String..., input: String = "") async throws -> ProgramOutput {
        try await run(arguments, input: input)
    }

    func run(_ arguments: [String], input: String = "") async throws -> ProgramOutput {
        let database = address.map { ["--database", $0] } ?? []
        return try await Program.run(arguments + ["--data", folder] + database, input: input)
    }

    /// The people of the registry, as the command exports them with these options.
    func citizens(_ options: String...) async throws -> [Citizen] {
        let export = try await run(["registry", "export"] + options)
        try #require(export.status == 0, "\(export.errors)")
        return try CSVFile(export.output).rows.map(Citizen.init)
    }

    /// Invents a few people, which is quicker to start with than the demo's many, and gives five of them.
    func fewCitizens() async throws -> [Citizen] {
        let made = try await run("registry", "generate", "--citizens", "60", "--seed", "7")
        try #require(made.status == 0, "\(made.errors)")
        return try await citizens("--limit", "5")
    }

    /// Every table is what the log says.
    func expectProved(_ place: SourceLocation = #_sourceLocation) async throws {
        let audit = try await run("audit", "verify")
        #expect(audit.status == 0, "\(audit.text)\(audit.errors)", sourceLocation: place)
    }

    /// Gives the body the store beside the servers, and closes it.
    @discardableResult
    func withStore<T>(_ body: (any Store) async throws -> T) async throws -> T {
        let store: any Store =
            if let address {
                try await PostgresStore.open(try DatabaseAddress(address))
            } else {
                try SQLiteStore.open(path: "\(folder)/trinhky.sqlite")
            }
        do {
            let result = try await body(store)
            try await store.close()
            return result
        } catch {
            try? await store.close()  // the first failure counts
            throw error
        }
    }
}
