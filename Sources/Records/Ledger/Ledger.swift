// Appending to the log and reading from it.

public import Basics
import Casework
public import Storage

extension Connection {
    /// Appends `entries` to `stream`, whose newest entry the caller knows to be `seq` (0 when it has none). Throws
    /// `StorageError.conflict` when the stream has moved on since. Gives the place of the newest entry.
    @discardableResult
    public func append(_ entries: [LedgerEntry], to stream: String, expecting seq: Int) throws -> LedgerAnchor {
        // The head comes first: whoever waited for it must see what the one before wrote.
        let head = try ledgerHead(locking: true)
        let last = try lastSeq(of: stream)
        guard last == seq else {
            throw StorageError.conflict("\(stream) stands at \(last), the caller knew \(seq)")
        }
        return try append(entries, to: stream, after: seq, head)
    }

    /// Appends to a stream of which the caller has read all entries in this transaction; the newest is `seq`. Throws
    /// `StorageError.conflict` when somebody else has appended since: their entry bears the number of ours.
    @discardableResult
    func append(_ entries: [LedgerEntry], to stream: String, following seq: Int) throws -> LedgerAnchor {
        try append(entries, to: stream, after: seq, try ledgerHead(locking: true))
    }

    /// Appends to a stream whose order among concurrent writers does not matter, such as `access`.
    @discardableResult
    public func append(_ entries: [LedgerEntry], to stream: String) throws -> LedgerAnchor {
        let head = try ledgerHead(locking: true)
        return try append(entries, to: stream, after: try lastSeq(of: stream), head)
    }

    /// The head is read anew for each call: with several processes on one database nothing may be remembered.
    private func append(
        _ entries: [LedgerEntry], to stream: String, after seq: Int, _ start: LedgerAnchor
    ) throws -> LedgerAnchor {
        var head = start
        guard !entries.isEmpty else { return head }
        for (index, entry) in entries.enumerated() {
            let stored = StoredEntry(entry, at: head, stream: stream, seq: seq + 1 + index)
            try insert(stored)
            head = stored.anchor
        }
        try run(
            """
            INSERT INTO ledger_head (id, position, hash) VALUES (1, \(head.position), \(head.hash))
            ON CONFLICT (id) DO UPDATE SET position = excluded.position, hash = excluded.hash
            """)
        return head
    }

    private func insert(_ stored: StoredEntry) throws {
        do {
            try run(insertion(of: stored))
        } catch let error as StorageError where error.isConstraint(.unique) {
            throw StorageError.conflict("\(stored.stream) has an entry \(stored.seq) already")
        }
    }

    private func insertion(of stored: StoredEntry) -> Query {
        """
        INSERT INTO event (\(StoredEntry.columns))
        VALUES (\(stored.position), \(stored.stream), \(stored.seq), \(stored.type), \(stored.version), \(stored.at),
            \(stored.actor.who.text), \(stored.actor.authority), \(stored.actor.channel.rawValue), \(stored.payload),
            \(stored.salt), \(stored.payloadDigest), \(stored.previousHash), \(stored.hash))
        """
    }

    /// The newest seq of a stream; 0 when it has no entries.
    public func lastSeq(of stream: String) throws -> Int {
        try one("SELECT max(seq) FROM event WHERE stream = \(stream)")?.optionalInt(at: 0) ?? 0
    }

    /// The newest place of the whole log, to be kept elsewhere as an anchor.
    public func ledgerHead() throws -> LedgerAnchor { try ledgerHead(locking: false) }

    private func ledgerHead(locking: Bool) throws -> LedgerAnchor {
        let suffix: Query = locking ? dialect.lock : ""
        guard let row = try one("SELECT position, hash FROM ledger_head WHERE id = 1\(suffix)") else {
            return .start
        }
        return LedgerAnchor(position: try row.int64(at: 0), hash: try row.digest(at: 1))
    }

    /// The entries of a stream in order, after `seq`, `limit` at most.
    public func entries(
        of stream: String, after seq: Int = 0, limit: Int = Limits.eventsPerCaseMax
    ) throws -> [StoredEntry] {
        try rows(
            """
            SELECT \(StoredEntry.columns) FROM event
            WHERE stream = \(stream) AND seq > \(seq) ORDER BY seq LIMIT \(limit)
            """
        ).map(StoredEntry.init)
    }

    /// The entries of the whole log in order, after `position`, `limit` at most.
    public func ledgerEntries(after position: Int64, limit: Int) throws -> [StoredEntry] {
        try rows(
            """
            SELECT \(StoredEntry.columns) FROM event
            WHERE position > \(position) ORDER BY position LIMIT \(limit)
            """
        ).map(StoredEntry.init)
    }
}

extension StoredEntry {
    static let columns: Query = """
        position, stream, seq, type, version, at_ms, actor, authority, channel, payload, salt, payload_digest,
        previous_hash, hash
        """

    /// Reads `columns`, in their order.
    init(_ row: Row) throws(StorageError) {
        self.init(
            position: try row.int64(at: 0), stream: try row.text(at: 1), seq: try row.int(at: 2),
            type: try row.text(at: 3), version: try row.int(at: 4), at: try row.timestamp(at: 5),
            actor: try Self.actor(row), payload: try row.optionalText(at: 9), salt: try row.optionalBlob(at: 10),
            payloadDigest: try row.digest(at: 11), previousHash: try row.digest(at: 12), hash: try row.digest(at: 13))
    }

    private static func actor(_ row: Row) throws(StorageError) -> ActorEnvelope {
        guard let who = ActorEnvelope.Who(try row.text(at: 6)),
            let channel = ActorEnvelope.Channel(rawValue: try row.text(at: 8))
        else { throw StorageError.corrupt("an entry of the log names an actor or channel of an unknown kind") }
        return ActorEnvelope(who, by: channel, authority: try row.optionalID(at: 7))
    }
}
