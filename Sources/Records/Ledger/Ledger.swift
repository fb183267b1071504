// Appending to the log and reading from it.

public import Basics
import Casework
public import Storage

/// What is appended to one stream.
struct StreamEntries {
    var stream: String
    /// The newest entry that the caller has read in this transaction; `nil` where the order among concurrent writers
    /// does not matter.
    var seq: Int?
    var entries: [LedgerEntry]
}

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
        return try append([StreamEntries(stream: stream, seq: seq, entries: entries)], after: head)
    }

    /// Appends to a stream whose order among concurrent writers does not matter, such as `access`.
    @discardableResult
    public func append(_ entries: [LedgerEntry], to stream: String) throws -> LedgerAnchor {
        try append([StreamEntries(stream: stream, entries: entries)])
    }

    /// Appends to several streams, one after the other. Throws `StorageError.conflict` when somebody else has appended
    /// to one whose `seq` the caller gives: their entry bears the number of ours.
    @discardableResult
    func append(_ streams: [StreamEntries]) throws -> LedgerAnchor {
        try append(streams, after: try ledgerHead(locking: true))
    }

    /// The head is read anew for each call: with several processes on one database nothing may be remembered.
    private func append(_ streams: [StreamEntries], after start: LedgerAnchor) throws -> LedgerAnchor {
        var head = start
        guard let latest = streams.flatMap(\.entries).map(\.at).max() else { return head }
        for one in streams where !one.entries.isEmpty {
            let seq = try one.seq ?? lastSeq(of: one.stream)
            for (index, entry) in one.entries.enumerated() {
                let stored = StoredEntry(entry, at: head, stream: one.stream, seq: seq + 1 + index)
                try send(
                    insertion(of: stored), conflict: "\(stored.stream) has an entry \(stored.seq) already")
                head = stored.anchor
            }
        }
        try send(
            """
            INSERT INTO ledger_head (id, position, hash, latest_ms)
            VALUES (1, \(head.position), \(head.hash), \(latest))
            ON CONFLICT (id) DO UPDATE SET position = excluded.position, hash = excluded.hash,
                latest_ms = CASE WHEN excluded.latest_ms > ledger_head.latest_ms THEN excluded.latest_ms
                    ELSE ledger_head.latest_ms END
            """)
        return head
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
        if let head = try storedHead(locking: locking) { return head }
        // Before the first entry there is no row to hold: those who begin the log take turns.
        guard locking, dialect.turn != nil else { return .start }
        try waitForTurn()
        return try storedHead(locking: true) ?? .start
    }

    private func storedHead(locking: Bool) throws -> LedgerAnchor? {
        let suffix: Query = locking ? dialect.lock : ""
        guard let row = try one("SELECT position, hash FROM ledger_head WHERE id = 1\(suffix)") else {
            return nil
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
            actor: try Self.actor(row, from: 6), payload: try row.optionalText(at: 9),
            salt: try row.optionalBlob(at: 10), payloadDigest: try row.digest(at: 11),
            previousHash: try row.digest(at: 12), hash: try row.digest(at: 13))
    }

    /// Reads the columns actor, authority and channel, which begin at `index`.
    static func actor(_ row: Row, from index: Int) throws(StorageError) -> ActorEnvelope {
        guard let who = ActorEnvelope.Who(try row.text(at: index)),
            let channel = ActorEnvelope.Channel(rawValue: try row.text(at: index + 2))
        else { throw StorageError.corrupt("an entry of the log names an actor or channel of an unknown kind") }
        return ActorEnvelope(who, by: channel, authority: try row.optionalID(at: index + 1))
    }
}
