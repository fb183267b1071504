// Proving that the log is what it was.

import Basics
import Storage

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
        /// The payload is not the one the entry carries the digest of.
        case payload
        /// The payload is gone, and no later entry says on whose order.
        case missing
        /// The entry says that payloads were erased, and it is not so.
        case erasure
        /// The entry's number within its stream is not the next one.
        case sequence
        /// The newest entry is not the one recorded as the head: entries were cut off or added.
        case head
        /// The entry is not the one an anchor from outside knows.
        case anchor
        /// An anchor from outside knows a later entry than the newest there is: the end is gone.
        case lost
    }

    public var position: Int64
    public var kind: Kind
}

/// What a check of the log found.
public struct LedgerReport: Sendable, Hashable {
    /// Entries read until the first fault, or all.
    public var entries: Int
    /// Those among them whose payload was erased by order.
    public var erased: Int
    /// The newest entry, to be kept as an anchor; meaningful only when the log is sound.
    public var head: LedgerAnchor
    /// `nil` when the log is sound.
    public var fault: LedgerFault?
}

extension Connection {
    /// Walks the log once from its first entry and names the first bad one. Memory is constant, but for a few bytes for
    /// each erased payload until the entry that accounts for it.
    ///
    /// The chain proves that no entry was changed, removed, added in between or reordered, unless all later hashes were
    /// made anew as well; against that, give `anchors` kept outside the database.
    func verifyLedger(
        anchors: [LedgerAnchor] = [], progress: (AuditProgress) -> Void = { _ in }
    ) throws -> LedgerReport {
        var walk = LedgerWalk(anchors: anchors)
        let total = try one("SELECT max(position) FROM event")?.optionalInt(at: 0) ?? 0
        try visit(
            """
            SELECT \(StoredEntry.columns) FROM event ORDER BY position
            """
        ) { row in
            walk.step(row)
            if walk.entries.isMultiple(of: 1_000) {
                progress(AuditProgress(part: .log, done: walk.entries, total: total))
            }
            return walk.isUnfinished
        }
        // An unreadable head is a broken head, not a reason to stop.
        let recorded = try? ledgerHead()
        walk.finish(recorded: recorded)
        if let position = try firstWrongSequence(), position < walk.fault?.position ?? .max {
            walk.fault = LedgerFault(position: position, kind: .sequence)
        }
        return LedgerReport(entries: walk.entries, erased: walk.erased, head: walk.head, fault: walk.fault)
    }

    /// The first entry that is not the first of its stream and has no predecessor in it, or stands before that one.
    private func firstWrongSequence() throws -> Int64? {
        try one(
            """
            SELECT e.position FROM event e
            WHERE e.seq <> 1 AND NOT EXISTS (
                SELECT 1 FROM event p WHERE p.stream = e.stream AND p.seq = e.seq - 1 AND p.position < e.position)
            ORDER BY e.position LIMIT 1
            """
        )?.int64(at: 0)
    }
}
