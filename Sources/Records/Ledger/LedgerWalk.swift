// The walk through the log, entry by entry.

import Basics
import Storage

/// The state of one walk.
struct LedgerWalk {
    private(set) var entries = 0
    private(set) var erased = 0
    private(set) var head = LedgerAnchor.start
    var fault: LedgerFault?
    private let anchors: [LedgerAnchor]
    /// Entries without their payload that no entry has accounted for yet.
    private var unaccounted: [Int64: Erasure.Named] = [:]

    init(anchors: [LedgerAnchor]) { self.anchors = anchors }

    /// Whether later entries can still tell anything: behind a fault only whether a payload that is missing before it
    /// was erased by order.
    var isUnfinished: Bool { fault == nil || !unaccounted.isEmpty }

    mutating func step(_ row: Row) {
        if fault != nil { return account(row) }
        let expected = head.position + 1
        guard let stored = try? StoredEntry(row) else {  // what is wrong with it is all there is to say
            let position = (try? row.int64(at: 0)) ?? expected
            return fail(min(position, expected), position > expected ? .gap : .malformed)
        }
        guard stored.position == expected else {
            return fail(min(stored.position, expected), stored.position > expected ? .gap : .malformed)
        }
        guard stored.previousHash == head.hash else { return fail(expected, .link) }
        guard stored.hash == LedgerHash.of(stored) else { return fail(expected, .hash) }
        guard anchors.allSatisfy({ $0.position != expected || $0.hash == stored.hash }) else {
            return fail(expected, .anchor)
        }
        take(stored)
        guard fault == nil else { return }
        head = stored.anchor
        entries += 1
    }

    /// The payload of an entry whose place in the chain is right.
    private mutating func take(_ stored: StoredEntry) {
        guard let payload = stored.payload else {
            guard stored.salt == nil else { return fail(stored.position, .payload) }
            if stored.type == Erasure.type { return fail(stored.position, .missing) }
            let named = Erasure.Named(position: stored.position, stream: stored.stream, seq: stored.seq)
            unaccounted[stored.position] = named
            erased += 1
            return
        }
        guard stored.isPayloadSound else { return fail(stored.position, .payload) }
        if stored.type == Erasure.type, !account(for: payload) { fail(stored.position, .erasure) }
    }

    /// Reads an entry behind a fault, only for what it accounts for.
    private mutating func account(_ row: Row) {
        // Behind a fault nothing is proved any more; what cannot be read accounts for nothing.
        guard let stored = try? StoredEntry(row), stored.type == Erasure.type, let payload = stored.payload else {
            return
        }
        _ = account(for: payload)
    }

    /// Whether every entry that the erasure names has lost its payload.
    private mutating func account(for payload: String) -> Bool {
        guard let erasure = try? TapeDecoder.value(Erasure.self, of: payload) else {
            return false  // an erasure that cannot be read names nothing
        }
        var isRight = erasure.isComplete
        for named in erasure.entries {
            if unaccounted[named.position] == named {
                unaccounted[named.position] = nil
            } else {
                isRight = false
            }
        }
        return isRight
    }

    mutating func finish(recorded: LedgerAnchor?) {
        if fault == nil { compare(with: recorded) }
        if let position = unaccounted.keys.min(), position < fault?.position ?? .max {
            fail(position, .missing)
        }
    }

    private mutating func compare(with recorded: LedgerAnchor?) {
        if let missing = anchors.map(\.position).filter({ $0 > head.position }).min() {
            // Nothing later exists: the end was cut off behind the last entry that is left.
            return fail(min(missing, head.position + 1), .lost)
        }
        guard let recorded else { return fail(head.position, .head) }
        if recorded.position > head.position { return fail(head.position + 1, .head) }
        if recorded != head { fail(head.position, .head) }
    }

    private mutating func fail(_ position: Int64, _ kind: LedgerFault.Kind) {
        fault = LedgerFault(position: position, kind: kind)
    }
}
