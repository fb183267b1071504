// The nightly question to every open case: will somebody go on with it?

public import Basics
public import Casework
public import Storage
import Workflow

/// What a check of all open cases found, as the log keeps it. Of a case its id and code alone.
public struct WaitingReport: Hashable, Codable, Sendable {
    /// A case that waits on nothing, or for an operator.
    public struct Finding: Hashable, Codable, Sendable {
        public var caseID: CaseID
        public var code: String?
        public var fault: WaitingFault
    }

    /// How many cases are open.
    public var cases = 0
    /// How many cases have each fault.
    public var counts: [String: Int] = [:]
    /// The first of them, `Limits.namedCasesMax` at most.
    public var named: [Finding] = []
    /// Cases that nobody can read: `audit verify` says more.
    public var unreadable = 0
    /// How many cases have some fault.
    public var faulty = 0

    mutating func add(_ faults: [WaitingFault], of id: CaseID, code: String?) {
        if !faults.isEmpty { faulty += 1 }
        for fault in faults {
            counts[fault.rawValue, default: 0] += 1
            if named.count < Limits.namedCasesMax { named.append(Finding(caseID: id, code: code, fault: fault)) }
        }
    }
}

/// Walks over all cases, some at a time, and puts what it finds into the log.
public struct WaitingCheck: Sendable {
    static let stream = "waiting"
    static let type = "waiting-checked"
    /// The hour of Vietnam in which the nights begin.
    private static let hour = 2

    let store: any Store

    public init(store: any Store) { self.store = store }

    /// Checks when this night's check is not in the log yet; `nil` when it is. Where several servers check at the same
    /// time, one of them writes.
    public func runNightly(at now: @autoclosure @Sendable () -> Timestamp) async throws -> WaitingReport? {
        let night = Self.night(before: now())
        guard try await !isChecked(since: night) else { return nil }
        return try await run(unlessSince: night, by: .system(by: .timer), at: now())
    }

    /// Checks now.
    public func run(by actor: Actor, at now: @autoclosure @Sendable () -> Timestamp) async throws -> WaitingReport {
        try await run(unlessSince: nil, by: actor, at: now())
    }

    private func run(
        unlessSince night: Timestamp?, by actor: Actor, at now: @autoclosure @Sendable () -> Timestamp
    ) async throws -> WaitingReport {
        var report = WaitingReport()
        var last = ""
        while true {
            let (from, sofar) = (last, report)
            let moment = now()
            let (next, found) = try await store.read { db in
                try db.checkWaiting(after: from, sofar, at: moment)
            }
            report = found
            guard let next else { break }
            last = next
        }
        let (moment, found) = (now(), report)
        try await store.write { db in
            try db.waitForTurn()
            if let night, let newest = try db.newestWaitingReport(), newest.at >= night { return }
            let entry = try LedgerEntry(type: Self.type, at: moment, actor: actor, payload: found)
            try db.append([entry], to: Self.stream)
        }
        return report
    }

    private func isChecked(since night: Timestamp) async throws -> Bool {
        try await store.read { db in try db.newestWaitingReport().map { $0.at >= night } ?? false }
    }

    /// When the night began that is under way, or was last.
    private static func night(before now: Timestamp) -> Timestamp {
        let today = Timestamp(now.date, hour: hour)
        return today <= now ? today : Timestamp(now.date.adding(days: -1), hour: hour)
    }
}

extension Connection {
    /// What the newest check found, and when.
    public func newestWaitingReport() throws -> (report: WaitingReport, at: Timestamp)? {
        let row = try one(
            """
            SELECT \(StoredEntry.columns) FROM event WHERE stream = \(WaitingCheck.stream) ORDER BY seq DESC LIMIT 1
            """)
        return try row.map(StoredEntry.init).map { (try $0.decoded(), $0.at) }
    }

    /// What an open case waits for, and what is wrong with that; `nil` where there is no such case.
    func waiting(of id: CaseID, _ people: inout [String: [Actor]], at now: Timestamp) throws -> CaseWaiting? {
        guard let state = try caseState(id) else { return nil }
        let work = try rows(
            "SELECT kind, reference, attempts, fault FROM outbox WHERE case_id = \(id)"
        ).map { row in
            // A last attempt that is under way has no fault yet.
            let isGivenUp = try row.int(at: 2) >= WorkQueue.outbox.attemptsMax && row.optionalText(at: 3) != nil
            return CaseWaiting.Work(
                kind: try row.text(at: 0), reference: try row.text(at: 1), isGivenUp: isGivenUp)
        }
        let timers = try rows("SELECT reference FROM timer WHERE case_id = \(id)").map { try $0.text(at: 0) }
        return CaseWaiting(state, work: work, timers: Set(timers), people: try candidates(for: state, &people, at: now))
    }

    /// Reads on behind that case; gives the last one that was read, unless there are no more.
    fileprivate func checkWaiting(
        after last: String, _ report: WaitingReport, at now: Timestamp
    ) throws -> (String?, WaitingReport) {
        var report = report
        var people: [String: [Actor]] = [:]
        let rows = try rows(
            """
            SELECT id, code FROM case_row
            WHERE id > \(last) AND stage NOT IN (\(list: Stage.allCases.filter(\.isFinal).map(\.rawValue)))
            ORDER BY id LIMIT \(Limits.checkedCasesAtOnce)
            """)
        for row in rows {
            guard let id = CaseID(try row.text(at: 0)) else { continue }
            do {
                let faults = try waiting(of: id, &people, at: now)?.faults ?? [.nothing]
                report.cases += 1
                report.add(faults, of: id, code: try row.optionalText(at: 1))
            } catch StorageError.erased {
                // By order: nobody goes on with it, and nobody is to.
            } catch StorageError.corrupt {
                report.cases += 1
                report.unreadable += 1
            }
        }
        let next = rows.count == Limits.checkedCasesAtOnce ? try rows.last?.text(at: 0) : nil
        return (next, report)
    }

    /// The accounts in use of the requester, and of the offices that have to do with the case, with what they may sign
    /// under.
    private func candidates(
        for state: CaseState, _ known: inout [String: [Actor]], at now: Timestamp
    ) throws -> [Actor] {
        func people(_ key: String, _ condition: Query) throws -> [Actor] {
            if let found = known[key] { return found }
            let found = try rows(
                """
                SELECT \(accountColumns) FROM account a WHERE \(condition) AND a.is_disabled = 0
                LIMIT \(Limits.possibleDoersMax)
                """
            ).map { try empowered(try Account($0).actor, at: now) }
            known[key] = found
            return found
        }
        let owners =
            switch state.requester.reference {
            case .organization(let id), .unit(_, let id): try people(id.text, "a.organization_id = \(id)")
            case .person(let id): try people(id.text, "a.id = \(id)")
            }
        let asked = state.marking.tasks.compactMap(\.office).map { OfficeCode($0) }
        let offices = Set(asked + [state.office ?? .central] + [state.creation.desk].compactMap { $0 })
        return try owners + offices.sorted().flatMap { try people("office \($0)", "a.office_code = \($0)") }
    }
}
