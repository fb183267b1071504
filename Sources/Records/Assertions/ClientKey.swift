// The keys by which servers of organisations are known, as rows.

public import Basics
import Casework
public import Storage
public import Tokens

/// How far a key of a client is.
public enum ClientKeyStanding: String, CaseIterable, Sendable {
    /// Handed in by the organisation; nobody is known by it yet.
    case offered
    /// An administrator made sure that it is theirs: it counts.
    case confirmed
    case refused
    /// It counts no more, for ever.
    case withdrawn
}

/// A public key of an organisation's server.
public struct ClientKey: Sendable {
    public let id: ClientKeyID
    public let organization: OrganizationID
    /// The key with its `kid`.
    public let registered: RegisteredKey
    public let standing: ClientKeyStanding
    public let offeredAt: Timestamp
}

/// Why a key is not taken, or cannot be changed.
public enum ClientKeyProblem: Error, Hashable, Sendable {
    case unreadable(KeyFault)
    /// The organisation has handed in a key of that id or that very key before; what was refused or withdrawn never
    /// comes back.
    case known
    /// More than `Limits.clientKeysMax` that are offered or count.
    case tooMany
    /// It has another standing by now, or does not exist.
    case overtaken

    /// Whether what was handed in is not to be shown again.
    public var isOfSecret: Bool { self == .unreadable(.secret) || self == .unreadable(.encrypted) }
}

/// A key with the name of whose it is.
public struct ClientKeyLine: Sendable {
    public let key: ClientKey
    public let organization: String
}

extension SortKey {
    /// The newest first: the id of a key begins with its moment.
    public static let clientKeys = SortKey(.text("k.id"), descending: true)
}

extension Connection {
    /// The keys of all organisations, the newest first.
    public func clientKeyLines(at place: PagePlace = .first, size: Int = Limits.pageRows) throws
        -> ListPage<ClientKeyLine>
    {
        let list = SortedList(
            "\(Self.keyColumns), o.name", from: "client_key k",
            joined: "JOIN organization o ON o.id = k.organization_id",
            where: ["TRUE"], by: .clientKeys)
        let first = list.keyLength
        return try page(of: list, at: place, size: size) { row in
            ClientKeyLine(
                key: try ClientKey(row, from: first), organization: try row.text(at: first + ClientKey.columnCount))
        }
    }

    public func clientKeyLine(_ id: ClientKeyID) throws -> ClientKeyLine? {
        guard let key = try clientKey(id), let owner = try organization(key.organization) else { return nil }
        return ClientKeyLine(key: key, organization: owner.name)
    }

    private static var keyColumns: Query {
        "k.id, k.organization_id, k.key_id, k.public_key, k.standing, k.offered_ms"
    }

    private static var keys: Query { "SELECT \(keyColumns) FROM client_key k" }

    public func clientKey(_ id: ClientKeyID) throws -> ClientKey? {
        try one("\(Self.keys) WHERE k.id = \(id)").map { try ClientKey($0) }
    }

    /// The keys of an organisation, the newest first.
    public func clientKeys(of organization: OrganizationID) throws -> [ClientKey] {
        try rows("\(Self.keys) WHERE k.organization_id = \(organization) ORDER BY k.id DESC").map { try ClientKey($0) }
    }

    /// The keys of an organisation that count.
    func countingKeys(of organization: OrganizationID) throws -> [ClientKey] {
        try rows(
            """
            \(Self.keys) WHERE k.organization_id = \(organization)
                AND k.standing = \(ClientKeyStanding.confirmed.rawValue)
            """
        ).map { try ClientKey($0) }
    }

    /// Gives the row for the log to prove.
    func insert(_ key: ClientKey) throws -> RecordedRow {
        try recorded(
            """
            INSERT INTO client_key (id, organization_id, key_id, public_key, thumbprint, standing, offered_ms)
            VALUES (\(key.id), \(key.organization), \(key.registered.id), \(key.registered.key.pem),
                \(key.registered.key.thumbprint), \(key.standing.rawValue), \(key.offeredAt))
            RETURNING *
            """)
    }

    private func recorded(_ query: Query) throws -> RecordedRow {
        guard let row = try one(query) else { throw StorageError.conflict("a client key was not written") }
        return try RecordedRow(.clientKeys, row)
    }

    /// Gives the row for the log to prove; `nil` where it had none of these standings.
    func change(
        _ id: ClientKeyID, from: Set<ClientKeyStanding>, to standing: ClientKeyStanding, at now: Timestamp
    ) throws -> RecordedRow? {
        try one(
            """
            UPDATE client_key SET standing = \(standing.rawValue), decided_ms = \(now)
            WHERE id = \(id) AND standing IN (\(list: from.map(\.rawValue).sorted()))
            RETURNING *
            """
        ).map { try RecordedRow(.clientKeys, $0) }
    }

    /// Whether the server that holds this key may call just now.
    func mayCall(by key: ClientKeyID, of organization: OrganizationID) throws -> Bool {
        try one(
            """
            SELECT 1 FROM client_key WHERE id = \(key) AND organization_id = \(organization)
                AND standing = \(ClientKeyStanding.confirmed.rawValue)
            """) != nil
    }
}

extension ClientKey {
    fileprivate static let columnCount = 6

    /// Reads the columns of `Connection.keyColumns`, which begin there.
    fileprivate init(_ row: Row, from first: Int = 0) throws {
        let id: ClientKeyID = try row.id(at: first)
        guard let standing = ClientKeyStanding(rawValue: try row.text(at: first + 4)) else {
            throw StorageError.corrupt("the client key \(id) has an unknown standing")
        }
        let key: PublicKey
        do {
            key = try PublicKey(pem: try row.text(at: first + 3))
        } catch let fault as KeyFault {
            throw StorageError.corrupt("the client key \(id) cannot be read: \(fault.rawValue)")
        }
        self.init(
            id: id, organization: try row.id(at: first + 1),
            registered: RegisteredKey(id: try row.text(at: first + 2), key: key), standing: standing,
            offeredAt: try row.timestamp(at: first + 5))
    }
}
