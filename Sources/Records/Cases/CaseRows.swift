// What the tables of lists, inboxes and timers hold of a case: a pure function of the case.

import Basics
import Casework
import Storage
import Workflow

/// The row of a case in `case_row`, but for its due day, which the calendar of today gives.
struct CaseRow: Hashable, Sendable {
    var code: String?
    var service: String
    var requester: String
    var requesterName: String
    var stage: String
    var office: String?
    var isManual: Bool
    var version: Int
    var createdBy: String
    var createdAt: Timestamp
    var filedAt: Timestamp?
    var updatedAt: Timestamp
    var desk: String?

    static let columns: Query = """
        code, service, requester, requester_name, stage, office, is_manual, version, created_by, created_ms, filed_ms,
        updated_ms, desk
        """
}

extension CaseRow {
    /// - Parameters:
    ///   - creator: who began it.
    ///   - now: when it changed last.
    init(_ state: CaseState, creator: ActorEnvelope, at now: Timestamp) {
        self.init(
            code: state.code, service: state.service, requester: state.requester.reference.description,
            requesterName: state.requester.name, stage: state.stage.rawValue, office: state.office?.text,
            isManual: state.awaitsAssignment, version: state.version, createdBy: creator.who.text,
            createdAt: state.createdAt, filedAt: state.receivedAt, updatedAt: now,
            desk: state.creation.desk?.text)
    }

    /// Reads `columns`, in their order.
    init(_ row: Row) throws(StorageError) {
        self.init(
            code: try row.optionalText(at: 0), service: try row.text(at: 1), requester: try row.text(at: 2),
            requesterName: try row.text(at: 3), stage: try row.text(at: 4), office: try row.optionalText(at: 5),
            isManual: try row.bool(at: 6), version: try row.int(at: 7), createdBy: try row.text(at: 8),
            createdAt: try row.timestamp(at: 9),
            filedAt: try row.optionalInt64(at: 10).map(Timestamp.init(milliseconds:)),
            updatedAt: try row.timestamp(at: 11), desk: try row.optionalText(at: 12))
    }
}

/// What `case_office` has of a case for each office that it is or was at: what the office's list is sorted and narrowed
/// by.
struct CaseOfficeRow: Hashable, Sendable {
    var updatedAt: Timestamp
    var stage: String
    var service: String
    /// The moment is 0 where nothing was filed.
    var filedAt: Timestamp

    static let columns: Query = "updated_ms, stage, service, filed_ms"

    init(_ row: CaseRow) {
        updatedAt = row.updatedAt
        stage = row.stage
        service = row.service
        filedAt = row.filedAt ?? Timestamp(milliseconds: 0)
    }

    /// Reads `columns` behind the office.
    init(_ row: Row) throws(StorageError) {
        updatedAt = try row.timestamp(at: 1)
        stage = try row.text(at: 2)
        service = try row.text(at: 3)
        filedAt = try row.timestamp(at: 4)
    }
}

/// An open task in `task`.
struct TaskRow: Hashable, Sendable {
    var id: String
    var node: String
    var role: String
    var holder: String
    var isOptional: Bool
    /// The account whose it is; empty while it is anybody's.
    var assignee: String
    /// Of the case: what inboxes are narrowed by. The moment is 0 where nothing was filed.
    var stage: String
    var service: String
    var filedAt: Timestamp

    static let columns: Query = "task_id, node, role, holder, is_optional, assignee, stage, service, filed_ms"
}

extension TaskRow {
    init(_ task: OpenTask, of state: CaseState) {
        let isRequester = task.role == Role.filer.rawValue || task.role == Role.official.rawValue
        let office = task.office ?? state.office?.text ?? OfficeCode.central.text
        self.init(
            id: task.id, node: task.node, role: task.role,
            holder: isRequester ? state.requester.reference.description : office, isOptional: task.isOptional,
            assignee: state.assignment(of: task)?.to.account.text ?? "", stage: state.stage.rawValue,
            service: state.service, filedAt: state.receivedAt ?? Timestamp(milliseconds: 0))
    }

    /// Reads `columns`, in their order.
    init(_ row: Row) throws(StorageError) {
        self.init(
            id: try row.text(at: 0), node: try row.text(at: 1), role: try row.text(at: 2), holder: try row.text(at: 3),
            isOptional: try row.bool(at: 4), assignee: try row.text(at: 5), stage: try row.text(at: 6),
            service: try row.text(at: 7), filedAt: try row.timestamp(at: 8))
    }
}

extension WorkItem {
    /// The timer of a case, as it waits in `timer`.
    init(timer id: String, of state: CaseState) {
        self.init(
            key: "\(state.id)/\(id)", caseID: state.id, kind: ServiceAction.caseTimer.name, reference: id)
    }

    /// What the process asked the server to do, as it waits in `outbox`.
    init(_ service: RequestedService, of id: CaseID) {
        self.init(key: "\(id)/\(service.id)", caseID: id, kind: service.action, reference: service.id)
    }
}
