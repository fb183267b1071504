// Proving that the log is what it was.

import Basics
public import Storage

/// The first thing found wrong with the log.
public struct LedgerFault: Sendable, Hashable {
    public enum Kind: String, Sendable {
        /// No entry stands at this position, though later ones do.
        case gap
        /// The entry's columns cannot be read as an entry.
        case malformed
        /// The entry does not carry the hash of the one before it.
        case link
        /// The entry's content is not what its hash was made of.
        case hash
        /// The entry's number within its stream is not the next one.
        case sequence
        /// The newest entry is not the one recorded as the head: entries were cut off or added.
        case head
        /// The entry is not the one an anchor from outside knows.
        case anchor
    }

    public var position: Int64
    public var kind: Kind
}

/// What a check of the log found.
public struct LedgerReport: Sendable, Hashable {
    /// Entries read until the first fault, or all.
    public var entries: Int
    /// The newest entry, to be kept as an anchor; meaningful only when the log is sound.
    public var head: LedgerAnchor
    /// `nil` when the log is sound.
    public var fault: LedgerFault?

    public var isSound: Bool { fault == nil }
}

/// Checks a whole database, for `trinhky audit verify`: needs the file alone, opened for reading only.
public enum LedgerAudit {
    public static func verify(_ store: any Store, anchors: [LedgerAnchor] = []) async throws -> LedgerReport {
        try await store.read { db in try db.verifyLedger(anchors: anchors) }
    }
}

extension Connection {
    /// Walks the log once from its first entry, in constant memory, and names the first bad one.
    ///
    /// The chain proves that no entry was changed, removed, added in between or reordered, unless all later hashes were
    /// made anew as well; against that, give `anchors` kept outside the database.
    public func verifyLedger(anchors: [LedgerAnchor] = []) throws -> LedgerReport {
        var walk = LedgerWalk(anchors: anchors)
        try visit(
            """
            SELECT \(StoredEntry.columns) FROM event ORDER BY position
            """
        ) { row in
            walk.step(row)
            return walk.fault == nil
        }
        if walk.fault == nil {
            // An unreadable head is a broken head, not a reason to stop.
            let recorded = try? ledgerHead()
            walk.finish(recorded: recorded)
        }
        if let position = try firstWrongSequence(), position < walk.fault?.position ?? .max {
            walk.fault = LedgerFault(position: position, kind: .sequence)
        }
        return LedgerReport(entries: walk.entries, head: walk.head, fault: walk.fault)
    }

    /// The first entry whose seq is not its place in its stream, or that stands before its predecessor.
    private func firstWrongSequence() throws -> Int64? {
        try one(
            """
            SELECT position FROM (
                SELECT position, seq, row_number() OVER (PARTITION BY stream ORDER BY seq) AS place,
                    lag(position, 1, 0) OVER (PARTITION BY stream ORDER BY seq) AS before
                FROM event
            ) AS numbered
            WHERE seq <> place OR position < before ORDER BY position LIMIT 1
            """
        )?.int64(at: 0)
    }
}

/// The state of one walk through the log.
private struct LedgerWalk {
    var entries = 0
    var head = LedgerAnchor.start
    var fault: LedgerFault?
    private let anchors: [LedgerAnchor]

    init(anchors: [LedgerAnchor]) { self.anchors = anchors }

    mutating func step(_ row: Row) {
        let expected = head.position + 1
        guard let stored = try? StoredEntry(row) else {  // what is wrong with it is all there is to say
            let position = (try? row.int64(at: 0)) ?? expected
            return fail(min(position, expected), position > expected ? .gap : .malformed)
        }
        guard stored.position == expected else {
            return fail(min(stored.position, expected), stored.position > expected ? .gap : .malformed)
        }
        guard stored.previousHash == head.hash else { return fail(expected, .link) }
        let hash = LedgerHash.of(
            position: stored.position, stream: stored.stream, seq: stored.seq, entry: stored.entry,
            previousHash: head.hash)
        guard stored.hash == hash else { return fail(expected, .hash) }
        guard anchors.allSatisfy({ $0.position != expected || $0.hash == hash }) else {
            return fail(expected, .anchor)
        }
        head = LedgerAnchor(position: expected, hash: hash)
        entries += 1
    }

    mutating func finish(recorded: LedgerAnchor?) {
        if let missing = anchors.map(\.position).filter({ $0 > head.position }).min() {
            // Nothing later exists: the end was cut off behind the last entry that is left.
            return fail(min(missing, head.position + 1), .anchor)
        }
        guard let recorded else { return fail(head.position, .head) }
        if recorded.position > head.position { return fail(head.position + 1, .head) }
        if recorded != head { fail(head.position, .head) }
    }

    private mutating func fail(_ position: Int64, _ kind: LedgerFault.Kind) {
        fault = LedgerFault(position: position, kind: kind)
    }
}
