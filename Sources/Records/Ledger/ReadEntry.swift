// Entries on their way into the walk: what can be said of one by itself is found out beside the reading.

import Basics
import Foundation
import Storage
import Synchronization

/// An entry as it was read, with what is known of it without the one before.
struct ReadEntry: Sendable {
    /// `nil` where the row cannot be read as an entry.
    let stored: StoredEntry?
    /// The place that the row says, for one that is no entry.
    let position: Int64?
    /// Whether its hash is that of its content, and its payload the one it has the digest of.
    let isHashSound: Bool
    let isPayloadSound: Bool

    init(_ row: Row) {
        stored = try? StoredEntry(row)  // what is wrong with it is all there is to say
        position = try? row.int64(at: 0)
        isHashSound = stored.map { $0.hash == LedgerHash.of($0) } ?? false
        isPayloadSound = stored?.isPayloadSound ?? false
    }
}

/// Some rows of the log that are looked at on a core of their own while the next are read from the database.
final class EntryBatch: Sendable {
    static let rows = 1_024
    private let entries = Mutex<[ReadEntry]>([])
    private let isDone = DispatchSemaphore(value: 0)

    init(_ rows: [Row]) {
        DispatchQueue.global().async { [self] in
            let found = rows.map { ReadEntry($0) }
            entries.withLock { $0 = found }
            isDone.signal()
        }
    }

    /// The entries, in their order; to be asked for once.
    func wait() -> [ReadEntry] {
        isDone.wait()
        return entries.withLock { $0 }
    }
}
