// Stores for tests, on either database.

import Foundation
public import Storage
import StoragePostgres
import StorageSQLite

/// The databases behind the seam.
public enum TestDatabase: String, CaseIterable, Sendable {
    case sqlite, postgres

    /// The one that stores of tests are on which name none: SQLite, or what `TRINHKY_TEST_DATABASE` says.
    public static var usual: TestDatabase {
        get throws {
            guard let named = ProcessInfo.processInfo.environment["TRINHKY_TEST_DATABASE"] else { return .sqlite }
            guard let database = TestDatabase(rawValue: named) else {
                throw ProgramFailure(description: "TRINHKY_TEST_DATABASE is sqlite or postgres, not \(named)")
            }
            return database
        }
    }

    /// An empty store that goes when nobody has it any more.
    public func makeStore() async throws -> any Store {
        switch self {
        case .sqlite: try SQLiteStore.temporary()
        case .postgres: try await PostgresTestStore()
        }
    }
}

/// A store in a database of its own.
public final class PostgresTestStore: StoreAround {
    public let inner: any Store
    private let address: String

    /// An empty one, or one with all that the database at that address has.
    public init(copyOf template: String? = nil) async throws {
        let server = try await PostgresServer.shared
        address = if let template { try await server.makeCopy(of: template) } else { try await server.makeDatabase() }
        inner = try await PostgresStore.open(try DatabaseAddress(address))
    }

    deinit {
        // What cannot be removed goes with the server.
        Task.detached { [address] in try? await PostgresServer.shared.removeDatabase(address) }
    }
}
