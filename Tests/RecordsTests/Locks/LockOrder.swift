// In which order bodies lock rows: what one holds while it waits for another is remembered, and two orders are a fault.

import Storage

/// What one body locked, in its order.
struct LocksTaken: Sendable {
    /// What may be written while the head of the log is held: the log itself.
    private static let log: Set<String> = ["ledger_head", "event"]
    /// New rows of these have keys that the body made, and only who holds one adds what refers to it: nobody waits.
    private static let ofNobodyElse: Set<String> = ["case_row"]
    /// Whoever holds a case is the only one to touch its rows in these.
    private static let ofACase: Set<String> = [
        "act_receipt", "asked_person", "attachment", "case_office", "case_snapshot", "data_grant", "filed_request",
        "incoming_document", "outgoing_document", "paper", "paper_version", "subject",
    ]

    /// Each kind once: the order among rows of one kind is not looked at.
    private(set) var kinds: [String] = []
    /// What was locked while the head was held, for which all wait.
    private(set) var afterHead: [String] = []
    private var seesEmptyLog = false
    private var changesTheLog = false

    /// Bodies whose order counts: those that append. Tests have others, which change with force what is there.
    var isLogged: Bool { kinds.contains("ledger_head") && !changesTheLog }

    /// - Parameters:
    ///   - found: whether a statement that gives rows gave one: where there is none, none is locked.
    ///   - parents: the tables that each table refers to: a new row holds what it refers to.
    mutating func note(_ statement: String, found: Bool = true, parents: [String: [String]]) {
        guard let lock = RowLock(statement), !(lock.isInsert && Self.ofNobodyElse.contains(lock.table)) else { return }
        if lock.table == "ledger_head", !found {
            seesEmptyLog = true
            if !kinds.contains(lock.table) { kinds.append(lock.table) }
            return
        }
        // Who begins the log takes turns with others who do, which happens once.
        guard found, !(lock.table == "turn" && seesEmptyLog) else { return }
        let isOfLog = Self.log.contains(lock.table)
        if isOfLog && !kinds.contains("ledger_head") && !statement.hasPrefix("SELECT") && !seesEmptyLog {
            changesTheLog = true
        }
        if !isOfLog, let head = kinds.first(where: Self.log.contains) {
            afterHead.append("\(lock.table) is locked after \(head)")
        }
        let free = kinds.contains("case_row") ? Self.ofACase.union(Self.ofNobodyElse) : Self.ofNobodyElse
        if kinds.contains("case_row") && Self.ofACase.contains(lock.table) { return }
        let known = lock.isInsert ? parents[lock.table, default: []].filter { !free.contains($0) } : []
        for kind in known + [lock.table] where !kinds.contains(kind) { kinds.append(kind) }
    }
}

/// The rows of which table a statement locks.
struct RowLock: Hashable {
    let table: String
    var isInsert = false

    /// `nil` for a statement that locks nothing, or passes over what others hold.
    init?(_ statement: String) {
        let words = statement.split(whereSeparator: { $0.isWhitespace || $0 == "(" }).map(String.init)
        func word(after before: String) -> String? {
            words.firstIndex(of: before).flatMap { $0 + 1 < words.count ? words[$0 + 1] : nil }
        }
        let found: String? =
            switch words.first {
            case "INSERT": word(after: "INTO")
            case "UPDATE": word(after: "UPDATE")
            case "DELETE": word(after: "FROM")
            case "SELECT" where statement.hasSuffix(" FOR UPDATE"): word(after: "FROM")
            case "SELECT" where statement.contains("pg_advisory_xact_lock"): "turn"
            default: nil
            }
        guard let found else { return nil }
        (table, isInsert) = (found, words.first == "INSERT")
    }
}

/// The orders seen so far, of all bodies.
struct LockOrder: Sendable {
    /// Of each kind, what was taken while it was held.
    private var later: [String: Set<String>] = [:]

    /// What is wrong with the order of that body, beside all before it.
    mutating func faults(of taken: LocksTaken) -> [String] {
        guard taken.isLogged else { return [] }
        var faults = taken.afterHead
        for (place, kind) in taken.kinds.enumerated() {
            for other in taken.kinds[..<place]
            where later[other, default: []].insert(kind).inserted && leads(from: kind, to: other) {
                faults.append("\(kind) is locked after \(other), and elsewhere before it")
            }
        }
        return faults
    }

    private func leads(from first: String, to last: String) -> Bool {
        var (open, seen) = ([first], Set([first]))
        while let kind = open.popLast() {
            if kind == last { return true }
            for next in later[kind, default: []] where seen.insert(next).inserted { open.append(next) }
        }
        return false
    }
}
