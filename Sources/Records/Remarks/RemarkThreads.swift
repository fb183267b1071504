// Remarks in the log: those on one case are one stream.

public import Basics
public import Casework
public import Forms
public import Storage

extension Remark {
    /// The stream of the remarks on a case. It is not that of its events: who has a form of the case open is not
    /// overtaken by a word that somebody says.
    static func stream(of id: CaseID) -> String { "remarks:\(id)" }

    /// Reads an entry of that stream; `nil` where it is none of a remark.
    init?(_ entry: StoredEntry) throws(StorageError) {
        guard let kind = Kind(rawValue: entry.type) else { return nil }
        try self.init(number: entry.seq, kind, at: entry.at, payload: entry.payload)
    }

    /// - Parameter payload: `nil` once it was erased.
    init(number: Int, _ kind: Kind, at moment: Timestamp, payload: String?) throws(StorageError) {
        var content: Content?
        if let payload { content = try StoredJSON.value(payload, of: "remark \(number)") }
        self.init(number: number, kind: kind, at: moment, content: content)
    }
}

extension Connection {
    /// What was said about a case.
    public func remarks(on id: CaseID) throws -> RemarkThread {
        RemarkThread(try entries(of: Remark.stream(of: id)).compactMap { try Remark($0) })
    }
}

extension CaseDesk {
    /// Says something about a case, or answers the remark `number`. Nothing of the case changes. Throws `Rejection`.
    public func remark(
        _ act: RemarkAct, on id: CaseID, by actor: Actor, input: FieldValues, answering number: Int? = nil,
        at now: Timestamp
    ) async throws {
        try await store.write { [self] db in
            // Two who speak at once do so one after the other.
            try db.hold(id)
            guard let state = try load(id, for: actor, db)?.state else { throw Rejection.notFound }
            let before = try db.remarks(on: id)
            let said = try Remarking.decide(act, input: input, answering: number, before, by: actor, state, at: now)
            guard let said else { return }
            var after = before
            after.add(said)
            try db.writeRemarkWaits(after, of: state, before: before)
            let speaker = act == .answer ? actor.onRequestersSide(of: state) : actor
            let entry = try LedgerEntry(type: said.kind.rawValue, at: now, actor: speaker, payload: said.content)
            try db.append([entry], to: Remark.stream(of: id), expecting: before.remarks.last?.number ?? 0)
        }
    }
}
