// Carrying out an issued approval: the grant, the registry's answer, the release, the notice — in one transaction.

import Basics
import Casework
import Registry
public import Storage
import Workflow

/// The service task `fulfil` of the process.
public struct FulfilmentDesk: Sendable {
    let store: any Store
    let desk: CaseDesk

    public init(store: any Store, desk: CaseDesk) {
        self.store = store
        self.desk = desk
    }

    /// Opens the grant of the decision, has the registry answer through it and records the release. Doing it again
    /// after it was done changes nothing.
    func fulfil(_ id: CaseID, service: String, at now: Timestamp) async throws {
        try await desk.change(id, by: .system, at: now) { context, db in
            let state = context.state
            guard state.marking.services.contains(where: { $0.id == service }) else { return nil }
            if let until = state.decision?.until, now.date > until {
                // Too late to answer: the case goes on to the end of its period without a release.
                return try Decide.completeService(service, events: [], context)
            }
            guard let reference = state.subjects else {
                throw Rejection.process("an issued approval has persons")
            }
            let list = SubjectList(
                id: reference.id, subjects: try db.subjects(of: reference.id, limit: Limits.subjectsMax))
            let grant = try DecisionGrant.grant(
                state, context.service, list: list, id: GrantID(at: now, random: Random.bytes(10)))
            try db.open(grant)
            let release = try db.recordRelease(
                ReleaseID(at: now, random: Random.bytes(10)), under: grant.id,
                list: ReleaseList(list, comparedBy: desk.procedures.placeNames), by: .system, at: now)
            // The approver signed the decision; nobody signs what the system does to carry it out.
            let notice = try Issuing.paper(.resultNotice, signer: nil, context)
            let events: [CaseEvent] = [
                .fulfilled(release: release.id, rows: release.rows, persons: release.identified, notice: notice.n),
                .paperIssued(paper: notice),
            ]
            return try Decide.completeService(service, events: events, context)
        }
    }
}
