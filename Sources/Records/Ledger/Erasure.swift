// Taking payloads out of the log by order, so that the chain stays whole and says who ordered it.

public import Basics
public import Casework
import Foundation
public import Storage

/// On whose order something is erased. All three are for ever and must not repeat what goes.
public struct ErasureOrder: Hashable, Codable, Sendable {
    /// What goes, such as `answers of the request`.
    public var what: String
    /// Who ordered it, by office and post.
    public var orderedBy: String
    /// The paper it rests on, by number and date.
    public var paper: String

    public init(what: String, orderedBy: String, paper: String) {
        self.what = what
        self.orderedBy = orderedBy
        self.paper = paper
    }

    var isComplete: Bool { ![what, orderedBy, paper].contains { $0.trimmed.isEmpty } }
}

/// Why nothing was erased.
public enum ErasureRefusal: Error, Hashable, Sendable {
    /// No entry was named, or more than `Limits.erasedEntriesMax`.
    case count(Int)
    /// What, on whose order or by which paper is missing.
    case orderIncomplete
    case noSuchEntry(position: Int64)
    case alreadyErased(position: Int64)
    /// What was erased, and why, stays.
    case isErasure(position: Int64)
}

/// Content that stood beside the log and was taken away: what it was, and the digest that the log knows it by.
struct ErasedContent: Hashable, Codable, Sendable {
    enum Kind: String, Codable, Sendable { case attachment, subjects }

    var kind: Kind
    var id: String
    var digest: String
}

/// The payload of an entry of type `erased`: which entries lost theirs, which content went, and on whose order.
struct Erasure: Hashable, Codable, Sendable {
    static let type = "erased"
    /// All erasures of payloads are one stream, so that whoever asks for them reads nothing else.
    static let stream = "erasure"
    /// Content of a case: its events stay readable, so nobody who keeps the case in memory has to look here.
    static func stream(of id: CaseID) -> String { "erasure:\(id)" }

    struct Named: Hashable, Codable, Sendable {
        var position: Int64
        var stream: String
        var seq: Int
    }

    var entries: [Named]
    var contents: [ErasedContent]?
    var order: ErasureOrder

    /// Whether it names something and says on whose order.
    var isComplete: Bool { (!entries.isEmpty || !(contents ?? []).isEmpty) && order.isComplete }
}

extension Connection {
    /// Takes away the payloads (with their salts) of the entries at `positions` and appends the entry `erased` that
    /// names them, in the transaction of the caller. The entries stay, with type, moment, actor and digest; reading
    /// their payload gives `StorageError.erased` from then on. Throws `ErasureRefusal`, and then has written nothing.
    ///
    /// Nobody calls it yet: the act `erase` does, with the acts of hold. (Roadmap, "Acts of hold and erasure".)
    @discardableResult
    public func erase(
        _ positions: Set<Int64>, on order: ErasureOrder, by actor: Actor, at now: Timestamp
    ) throws -> LedgerAnchor {
        guard (1...Limits.erasedEntriesMax).contains(positions.count) else {
            throw ErasureRefusal.count(positions.count)
        }
        guard order.isComplete else { throw ErasureRefusal.orderIncomplete }
        let named = try positions.sorted().map(erasable)
        // Of a case that nobody can read any more nothing is found any more either. First, as the log is locked last.
        for id in Set(named.compactMap { CaseEvent.caseID(ofStream: $0.stream) }).sorted() { try eraseWords(of: id) }
        let entry = try LedgerEntry(
            type: Erasure.type, at: now, actor: actor, payload: Erasure(entries: named, order: order))
        let place = try append([entry], to: Erasure.stream)
        for entry in named {
            let cleared = try run(
                """
                UPDATE event SET payload = NULL, salt = NULL
                WHERE position = \(entry.position) AND payload IS NOT NULL
                """)
            // Somebody else erased it after we looked: theirs is the entry that names it.
            guard cleared == 1 else { throw StorageError.conflict("entry \(entry.position) was erased meanwhile") }
        }
        return place
    }

    /// Takes content of a case away that was never filed, on the order of the person who puts the request together, in
    /// the transaction of the caller, who enters in the log what this gives. What the log says of the content stays.
    func erase(_ content: ErasedContent, of id: CaseID, by actor: Actor, at now: Timestamp) throws -> StreamEntries {
        switch content.kind {
        case .attachment: try run("DELETE FROM attachment WHERE id = \(content.id) AND case_id = \(id)")
        case .subjects: try run("DELETE FROM subject WHERE list_id = \(content.id)")
        }
        let order = ErasureOrder(
            what: content.kind.rawValue, orderedBy: actor.envelope.who.text, paper: "draft \(id)")
        let entry = try LedgerEntry(
            type: Erasure.type, at: now, actor: actor,
            payload: Erasure(entries: [], contents: [content], order: order))
        return StreamEntries(stream: Erasure.stream(of: id), entries: [entry])
    }

    private func erasable(_ position: Int64) throws -> Erasure.Named {
        guard let stored = try ledgerEntries(after: position - 1, limit: 1).first, stored.position == position else {
            throw ErasureRefusal.noSuchEntry(position: position)
        }
        guard stored.type != Erasure.type else { throw ErasureRefusal.isErasure(position: position) }
        guard stored.payload != nil else { throw ErasureRefusal.alreadyErased(position: position) }
        return Erasure.Named(position: position, stream: stored.stream, seq: stored.seq)
    }
}
