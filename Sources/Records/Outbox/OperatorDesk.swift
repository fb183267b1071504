// What operators do with work that failed.

public import Basics
public import Casework
public import Storage
import Workflow

/// What an operator said of an item, as the log has it.
public struct OperatorWord: Sendable, Hashable {
    public enum Act: String, CaseIterable, Sendable {
        case retried = "work-retried"
        case givenUp = "work-given-up"
        case givenBack = "work-given-back"
    }

    public let act: Act
    public let at: Timestamp
    public let who: ActorEnvelope
    public let reason: String?
}

/// Why nothing was done.
public enum OperatorProblem: Error, Hashable, Sendable {
    /// It is done, is being tried, or somebody was faster.
    case overtaken
    /// It cannot be given up, or given back.
    case impossible(WorkObstacle)
}

/// Why an item cannot be given up or given back. The raw values are translation keys.
public enum WorkObstacle: String, CaseIterable, Sendable {
    /// A timer keeps a date of the law: it is tried until it fires.
    case timer
    /// A paper that was issued is owed to whoever it is for.
    case paper
    /// No step of the process takes it back: an approval that was issued is answered, or revoked by who signed it.
    case noWayBack = "no-way-back"
    /// The case goes by an older process, which knows no way back.
    case olderProcess = "older-process"
}

/// Each act is one transaction with its entry in the log (stream `work:<key>`), and is done to an item only as it was
/// shown: what a worker has at hand, or another operator has changed, is `OperatorProblem.overtaken`.
public struct OperatorDesk: Sendable {
    let store: any Store

    public init(store: any Store) { self.store = store }

    /// Has an item tried at once, as if for the first time.
    public func retry(_ work: FailedWork, by actor: Actor, at now: Timestamp) async throws {
        try await store.write { db in
            guard try db.makeDue(work, at: now) else { throw OperatorProblem.overtaken }
            try db.say(.retried, of: [work], by: actor, at: now)
        }
    }

    /// Has all that failed tried at once, some at a time; gives how many.
    public func retryAll(by actor: Actor, at now: Timestamp) async throws -> Int {
        var count = 0
        for queue in WorkQueue.allCases {
            var place = PagePlace.first
            while true {
                let from = place
                let (done, next) = try await store.write { db in
                    let page = try db.failedWork(in: queue, at: from, size: Limits.retriedAtOnce)
                    // The page is in the order of the keys: nobody waits in a circle.
                    let due = try page.lines.filter { try db.makeDue($0, at: now) }
                    try db.say(.retried, of: due, by: actor, at: now)
                    return (due.count, page.next)
                }
                count += done
                guard let next else { break }
                place = .after(next)
            }
        }
        return count
    }

    /// Has an item tried no more. Throws `OperatorProblem.impossible` for a timer.
    public func giveUp(_ work: FailedWork, reason: String, by actor: Actor, at now: Timestamp) async throws {
        if let obstacle = work.givingUp { throw OperatorProblem.impossible(obstacle) }
        try await store.write { db in
            let max = work.queue.attemptsMax
            // Since when it was to be done stays what it was.
            let due = work.since.adding(seconds: WorkPause.seconds(after: max))
            let changed = try db.run(
                "UPDATE \(work.queue.table) SET attempts = \(max), due_ms = \(due) WHERE \(work.asShown)")
            guard changed == 1 else { throw OperatorProblem.overtaken }
            try db.say(.givenUp, of: [work], reason: reason, by: actor, at: now)
        }
    }
}

extension CaseDesk {
    /// Why an item cannot be given back to those who act on the case; `nil` where it can.
    public func givingBack(_ work: FailedWork) async throws -> WorkObstacle? {
        if let obstacle = work.givingBack { return obstacle }
        guard let id = work.caseID, let (_, texts) = try await find(id, .system) else { return .noWayBack }
        return texts.procedure.takesBackCorrections ? nil : .olderProcess
    }

    /// Gives an item back to those who decided what the server could not do: the process goes on as where it finds that
    /// by itself. Throws `OperatorProblem`.
    public func giveBack(_ work: FailedWork, reason: String, by actor: Actor, at now: Timestamp) async throws {
        if let obstacle = try await givingBack(work) { throw OperatorProblem.impossible(obstacle) }
        guard let id = work.caseID else { return }
        try await change(id, by: actor, at: now) { context, _ in
            guard context.state.marking.service(work.reference) != nil else { throw OperatorProblem.overtaken }
            var decided = try CorrectionDesk.giveBack(work.reference, .givenBack, reason, context)
            let entry = try work.entry(.givenBack, reason: nil, by: actor, at: now)
            decided.entries = [StreamEntries(stream: work.stream, entries: [entry])]
            decided.settled = [work]
            return decided
        }
    }
}

extension FailedWork {
    /// Why it cannot be given up; `nil` where it can.
    public var givingUp: WorkObstacle? { queue == .timer ? .timer : nil }

    /// Why it cannot be given back, whatever the process of its case is.
    fileprivate var givingBack: WorkObstacle? {
        switch (queue, kind) {
        case (.timer, _): .timer
        case (_, CaseAction.correct.rawValue): nil
        case (_, ServiceAction.drawPaper.name): .paper
        default: .noWayBack
        }
    }

    fileprivate var stream: String { "work:\(key)" }

    /// The row, where it is still as it was shown. What a worker has at hand has no fault.
    fileprivate var asShown: Query {
        "item_key = \(key) AND attempts = \(attempts) AND due_ms = \(dueAt) AND fault = \(fault)"
    }

    /// The payload of an entry.
    fileprivate struct Said: Codable {
        var attempts: Int
        var fault: String
        var reason: String?
    }

    fileprivate func entry(
        _ act: OperatorWord.Act, reason: String?, by actor: Actor, at now: Timestamp
    ) throws -> LedgerEntry {
        let said = Said(attempts: attempts, fault: fault, reason: reason)
        return try LedgerEntry(type: act.rawValue, at: now, actor: actor, payload: said)
    }
}

extension Connection {
    /// Makes the item due as if it had never been tried; gives whether it was still as shown.
    fileprivate func makeDue(_ work: FailedWork, at now: Timestamp) throws -> Bool {
        try run(
            """
            UPDATE \(work.queue.table) SET attempts = 0, fault = \(String?.none), due_ms = \(now)
            WHERE \(work.asShown)
            """) == 1
    }

    /// Takes the item out, which has to be as it was shown.
    func takeOut(_ work: FailedWork) throws {
        guard try run("DELETE FROM \(work.queue.table) WHERE \(work.asShown)") == 1 else {
            throw OperatorProblem.overtaken
        }
    }

    /// After all rows are changed: whoever holds the head of the log waits for nobody.
    fileprivate func say(
        _ act: OperatorWord.Act, of items: [FailedWork], reason: String? = nil, by actor: Actor, at now: Timestamp
    ) throws {
        try append(
            items.map { work in
                let entry = try work.entry(act, reason: reason, by: actor, at: now)
                return StreamEntries(stream: work.stream, entries: [entry])
            })
    }

    /// What operators said of the item, the newest first.
    public func operatorWords(of work: FailedWork, limit: Int = Limits.pageRows) throws -> [OperatorWord] {
        try rows(
            """
            SELECT \(StoredEntry.columns) FROM event WHERE stream = \(work.stream) ORDER BY seq DESC LIMIT \(limit)
            """
        ).compactMap { row in
            let entry = try StoredEntry(row)
            guard let act = OperatorWord.Act(rawValue: entry.type) else { return nil }
            let said: FailedWork.Said = try entry.decoded()
            return OperatorWord(act: act, at: entry.at, who: entry.actor, reason: said.reason)
        }
    }
}
