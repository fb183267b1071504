// A statement on its way to the server.

import Storage

struct Statement {
    var text: String
    var values: [SQLValue] = []
    /// Not prepared: seldom run, or run once.
    var isPlain = false
    /// What it means, in words, when a key is there already.
    var conflict: String?

    init(_ query: Query, conflict: String? = nil) {
        text = query.text(.numbered)
        values = query.values
        self.conflict = conflict
    }

    /// One of the driver's own, without values.
    init(plain text: String) {
        self.text = text
        isPlain = true
    }

    static let commit = Statement(plain: "COMMIT")

    /// A transaction of its own that leaves a mark of nobody's interest in the server's log: the server acknowledges it
    /// once its log is on disk, and on the standbys that have to have it, up to this place. There is no plainer word
    /// for that: a transaction that writes nothing waits for nothing.
    static let flush = Statement(plain: "SELECT pg_logical_emit_message(true, 'trinhky', '')")

    /// What may change something.
    var isWriting: Bool { !isPlain && !text.hasPrefix("SELECT") }
}
