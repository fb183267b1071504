// Work that failed, for the desk of the operators: what it is of which case, how often it was tried, and why not.

public import Basics
import Casework
public import Storage

/// An item that failed and waits to be tried again, or for an operator. Nothing in it is about a person.
public struct FailedWork: Sendable, Hashable {
    public let queue: WorkQueue
    /// What it is known by, such as `<case>/s4`.
    public let key: String
    public let caseID: CaseID?
    /// The code of the case, once it is filed.
    public let code: String?
    /// The name of a `ServiceAction`, and what it does that to.
    public let kind: String
    public let reference: String
    public let attempts: Int
    /// A code as `FaultCode` gives it.
    public let fault: String
    /// When it is tried again, unless it was given up.
    public let dueAt: Timestamp

    /// Whether it is tried no more until an operator says so.
    public var isGivenUp: Bool { attempts >= queue.attemptsMax }

    /// When it was to be done: each attempt put it off.
    public var since: Timestamp { dueAt.adding(seconds: -WorkPause.seconds(after: attempts)) }
}

extension SortKey {
    /// The oldest first: the key of an item begins with the id of its case.
    public static let failedWork = SortKey(.text("w.item_key"))
}

extension Connection {
    /// What failed, a page at a time.
    public func failedWork(
        in queue: WorkQueue, at place: PagePlace = .first, size: Int = Limits.pageRows
    ) throws -> ListPage<FailedWork> {
        let list = queue.failed
        return try page(of: list, at: place, size: size) { try FailedWork($0, from: list.keyLength, in: queue) }
    }

    /// One item; `nil` where it is done, or is being tried again.
    public func failedWork(_ key: String, in queue: WorkQueue? = nil) throws -> FailedWork? {
        for queue in queue.map({ [$0] }) ?? WorkQueue.allCases {
            let row = try one(
                """
                SELECT \(FailedWork.columns) FROM \(queue.table) w LEFT JOIN case_row c ON c.id = w.case_id
                WHERE w.item_key = \(key) AND w.fault IS NOT NULL
                """)
            if let row { return try FailedWork(row, from: 0, in: queue) }
        }
        return nil
    }

    /// What of the work of a case is tried no more.
    public func givenUpWork(of id: CaseID) throws -> [FailedWork] {
        let queue = WorkQueue.outbox
        return try rows(
            """
            SELECT \(FailedWork.columns) FROM outbox w LEFT JOIN case_row c ON c.id = w.case_id
            WHERE w.case_id = \(id) AND w.fault IS NOT NULL AND w.attempts >= \(queue.attemptsMax)
            """
        ).map { try FailedWork($0, from: 0, in: queue) }
    }
}

extension WorkQueue {
    fileprivate var failed: SortedList {
        SortedList(
            FailedWork.columns, from: "\(table) w", joined: "LEFT JOIN case_row c ON c.id = w.case_id",
            where: ["w.fault IS NOT NULL"], by: .failedWork)
    }
}

extension FailedWork {
    fileprivate static var columns: Query {
        "w.item_key, w.case_id, c.code, w.kind, w.reference, w.attempts, w.fault, w.due_ms"
    }

    /// Reads `columns`, in their order.
    fileprivate init(_ row: Row, from first: Int, in queue: WorkQueue) throws {
        self.init(
            queue: queue, key: try row.text(at: first), caseID: try row.optionalID(at: first + 1),
            code: try row.optionalText(at: first + 2), kind: try row.text(at: first + 3),
            reference: try row.text(at: first + 4), attempts: try row.int(at: first + 5),
            fault: try row.text(at: first + 6), dueAt: try row.timestamp(at: first + 7))
    }
}
