// Cases in the ledger: each case is one stream of events.

public import Basics
public import Casework
public import Storage

/// One event of a case as it was stored: what, when, by whom.
public struct StoredCaseEvent: Sendable, Hashable {
    public var seq: Int
    /// Its place in the whole log.
    public var position: Int64
    public var at: Timestamp
    public var actor: ActorEnvelope
    public var event: CaseEvent
}

extension StoredCaseEvent {
    /// What chains an entry to the others tells nothing about the case, and is not read.
    static let columns: Query = "position, seq, type, version, at_ms, payload, actor, authority, channel"

    /// Reads `columns`, in their order. Throws `StorageError.erased` when an erasure took the event away.
    init(_ row: Row, of id: CaseID) throws(StorageError) {
        self.init(
            seq: try row.int(at: 1), position: try row.int64(at: 0), at: try Self.moment(in: row),
            actor: try Self.actor(in: row), event: try Self.event(in: row, of: id))
    }

    /// When it happened, and who did it, alone.
    static func moment(in row: Row) throws(StorageError) -> Timestamp { try row.timestamp(at: 4) }
    static func actor(in row: Row) throws(StorageError) -> ActorEnvelope { try StoredEntry.actor(row, from: 6) }

    /// What happened, alone.
    static func event(in row: Row, of id: CaseID) throws(StorageError) -> CaseEvent {
        let (type, version) = (try row.text(at: 2), try row.int(at: 3))
        guard let payload = try row.optionalText(at: 5) else { throw .erasedEntry(try row.int64(at: 0), type) }
        do {
            return try CaseEventReader.read(type: type, version: version, payload: payload)
        } catch {
            throw .corrupt("event \(try row.int(at: 1)) of case \(id): \(error.reason)")
        }
    }
}

extension Connection {
    /// The events of the case in order, after `seq`, `limit` at most; empty when there is no such case.
    public func caseEvents(
        _ id: CaseID, after seq: Int = 0, limit: Int = Limits.eventsPerCaseMax
    ) throws -> [StoredCaseEvent] {
        try rows(
            """
            SELECT \(StoredCaseEvent.columns) FROM event
            WHERE stream = \(CaseEvent.stream(of: id)) AND seq > \(seq) ORDER BY seq LIMIT \(limit)
            """
        ).map { try StoredCaseEvent($0, of: id) }
    }

    /// The case as its events make it, all of them or the first so many; `nil` when there is none.
    public func caseState(_ id: CaseID, at version: Int = Limits.eventsPerCaseMax) throws -> CaseState? {
        CaseState(id: id, events: try caseEvents(id, limit: version).map { ($0.event, $0.at) })
    }

    /// A case that was folded before, with what has happened since; `nil` when this transaction knows less of it.
    func caseState(after before: CaseState) throws -> CaseState? {
        let newest = try lastSeq(of: CaseEvent.stream(of: before.id))
        guard newest >= before.version else { return nil }
        var state = before
        if newest > before.version {
            for stored in try caseEvents(before.id, after: before.version) { state.apply(stored.event, at: stored.at) }
        }
        return state
    }

    /// Has others who change the case wait until this transaction ends. Comes before anything else is locked, so that
    /// nobody waits in a circle.
    func hold(_ id: CaseID) throws { try lock("SELECT 1 FROM case_row WHERE id = \(id)") }

    /// What is appended to a case that the caller has read in this transaction at `version`.
    func entries(
        _ events: [CaseEvent], of id: CaseID, following version: Int, by actor: Actor, at now: Timestamp
    ) throws -> StreamEntries {
        let entries = try events.map { event in
            let type = event.name
            return try LedgerEntry(
                type: type, version: CaseEvent.version(of: type), at: now, actor: actor, payload: event)
        }
        return StreamEntries(stream: CaseEvent.stream(of: id), seq: version, entries: entries)
    }
}

extension CaseEvent {
    /// The stream of a case in the log.
    static func stream(of id: CaseID) -> String { "case:\(id)" }

    /// The case whose stream that is; `nil` of any other stream.
    static func caseID(ofStream stream: String) -> CaseID? {
        stream.hasPrefix("case:") ? CaseID(String(stream.dropFirst("case:".count))) : nil
    }
}
