// Where a database of PostgreSQL is and how it is spoken to, with the password kept out of sight.

import Basics
import CPostgres
public import Storage

/// An address as `postgresql://USER@HOST:PORT/NAME?sslmode=verify-full`, with whatever else libpq understands.
public struct DatabaseAddress: Sendable {
    /// What may be said of it: never the password.
    public let place: String
    private let address: String
    private let password: String?

    /// `password` goes before one in the address.
    public init(_ address: String, password: String? = nil) throws(StorageError) {
        // What libpq says of a broken address may quote the password in it.
        guard ["postgresql://", "postgres://"].contains(where: address.hasPrefix),
            let options = PQconninfoParse(address, nil)
        else {
            throw .unavailable(
                "the address of the database is not one of PostgreSQL: postgresql://USER@HOST:PORT/NAME is")
        }
        defer { PQconninfoFree(options) }
        var found: [String: String] = [:]
        var next = options
        while let keyword = next.pointee.keyword {
            if let value = next.pointee.val { found[String(cString: keyword)] = String(cString: value) }
            next += 1
        }
        place = "\(found["dbname"] ?? "the database") at \(found["host"] ?? found["hostaddr"] ?? "this machine")"
        self.address = address
        self.password = password
    }

    /// What libpq is told, in order: what stands later goes before what stands earlier, so that an address may say
    /// otherwise about the network, and not about the encoding.
    var parameters: [(keyword: String, value: String)] {
        var parameters = [
            ("fallback_application_name", "trinhky"),
            ("connect_timeout", "\(Limits.databaseConnectSecondsMax)"),
            ("keepalives_idle", "\(Limits.databaseSilenceSecondsMax / 3)"),
            ("keepalives_interval", "\(Limits.databaseSilenceSecondsMax / 3)"),
            ("keepalives_count", "2"),
            ("tcp_user_timeout", "\(Limits.databaseSilenceSecondsMax * 1_000)"),
            ("dbname", address),
            ("client_encoding", "UTF8"),
        ]
        if let password { parameters.append(("password", password)) }
        return parameters
    }
}
