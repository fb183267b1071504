// Who is to answer or to read a remark: what the list of them is read from.

public import Basics
public import Casework
public import Storage

/// A row of `remark_wait`: that somebody is to look at the remarks on a case.
struct RemarkWait: Hashable, Sendable {
    /// The requester or the office, as `task.holder` names them.
    var holder: String
    /// The moment of the first remark that is to be answered or read.
    var since: Timestamp

    /// Those of a case, in no order.
    static func all(_ thread: RemarkThread, of state: CaseState) -> [RemarkWait] {
        let requester = thread.questions.values.map(\.since).min()
            .map { RemarkWait(holder: state.requester.reference.description, since: $0) }
        return [requester].compactMap(\.self) + thread.unread.map { RemarkWait(holder: $0.text, since: $1) }
    }
}

/// A case with remarks that somebody is to answer or to read.
public struct RemarkWaitLine: Sendable, Hashable {
    public var id: CaseID
    public var code: String
    public var service: String
    public var requesterName: String
    public var since: Timestamp
}

extension SortKey {
    /// Who waits longest comes first.
    public static let remarkWaits = SortKey(.integer("w.since_ms"), .text("w.case_id"))
}

extension SortedList {
    /// Of a case that has ended nobody waits for the requester any more.
    fileprivate static func remarkWaits(for actor: Actor) -> SortedList? {
        let holder: String
        var narrowing: Query = ""
        if let requester = actor.requester {
            holder = requester.description
            narrowing = " AND c.stage NOT IN (\(list: Stage.allCases.filter(\.isFinal).map(\.rawValue)))"
        } else if let office = actor.office {
            holder = office.text
        } else {
            return nil
        }
        return SortedList(
            "c.code, c.service, c.requester_name", from: "remark_wait w",
            joined: "JOIN case_row c ON c.id = w.case_id", where: ["w.holder = \(holder)"], narrowedBy: narrowing,
            by: .remarkWaits)
    }
}

extension Connection {
    /// The cases with remarks that this person, their organisation or their office is to answer or to read.
    public func remarkWaits(
        for actor: Actor, at place: PagePlace = .first, size: Int = Limits.pageRows
    ) throws -> ListPage<RemarkWaitLine> {
        guard let list = SortedList.remarkWaits(for: actor) else { return ListPage(lines: []) }
        return try page(of: list, at: place, size: size) { row in
            RemarkWaitLine(
                id: try row.id(at: 1), code: try row.text(at: 2), service: try row.text(at: 3),
                requesterName: try row.text(at: 4), since: try row.timestamp(at: 0))
        }
    }

    /// How many there are; `nil` for whoever speaks for nobody.
    public func remarkWaitCount(for actor: Actor) throws -> BoundedCount? {
        try SortedList.remarkWaits(for: actor).map { try count($0, upTo: Limits.foundRowsCountedMax) }
    }

    /// Writes who waits on a case now, as far as it is somebody else than before.
    func writeRemarkWaits(_ thread: RemarkThread, of state: CaseState, before: RemarkThread) throws {
        let (now, then) = (Set(RemarkWait.all(thread, of: state)), Set(RemarkWait.all(before, of: state)))
        for wait in then.subtracting(now).sorted(by: { $0.holder < $1.holder }) {
            try send("DELETE FROM remark_wait WHERE case_id = \(state.id) AND holder = \(wait.holder)")
        }
        for wait in now.subtracting(then).sorted(by: { $0.holder < $1.holder }) {
            try send(
                """
                INSERT INTO remark_wait (case_id, holder, since_ms)
                VALUES (\(state.id), \(wait.holder), \(wait.since))
                """)
        }
    }
}
