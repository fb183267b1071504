// Carrying out an issued approval: the grant, the registry's answers, the release, the notice, the fee. Where a server
// asks later, or tables are made later, the grant alone.

import Basics
import Casework
import Registry
public import Storage
import Workflow

/// The service task `fulfil` of the process.
public struct FulfilmentDesk: Sendable {
    let desk: CaseDesk
    let releases: ReleaseDesk

    public init(store: any Store, desk: CaseDesk) {
        self.desk = desk
        releases = ReleaseDesk(
            store: store, comparedBy: desk.procedures.placeNames, fingers: desk.fingers)
    }

    /// Opens the grant of the decision, has the registry answer through it and records the release with the notice. A
    /// list of one block is one transaction; a longer one is answered in between, and taken up again where its turn
    /// ended or its server died. Doing it again after it was done changes nothing; while the approval is suspended,
    /// nothing is done.
    func fulfil(_ id: CaseID, service: String, at now: Timestamp) async throws -> ServiceAction.Outcome {
        let begun = try await begin(id, service, at: now)
        guard begun.waits(for: service) else { return .done }
        guard begun.mayAnswer(service) else { return .held }
        guard let open = try await desk.store.read({ try $0.begunRelease(of: id) }) else { return .done }
        guard try await releases.answer(open, at: now) else { return .begun }
        // All rows are there and never change: nobody has to wait while they are counted.
        let (stopped, told) = try await desk.store.read { db in
            (try db.stoppedRows(of: open), try db.toldFields(of: open.id))
        }
        let ended = try await desk.change(id, by: .system, at: now) { context, db in
            guard context.state.mayAnswer(service) else { return nil }
            let answered = Answered(blocks: try db.blocks(of: open.id), stopped: stopped, told: told)
            return try finish(open, answered, service, context, [], db)
        }
        return ended.waits(for: service) ? .held : .done
    }

    /// Does all of it for a short list; of a long one the release is begun, unless it is already. Gives the case as it
    /// stands then.
    private func begin(_ id: CaseID, _ service: String, at now: Timestamp) async throws -> CaseState {
        try await desk.change(id, by: .system, at: now) { context, db in
            guard context.state.mayAnswer(service), try db.begunRelease(of: id) == nil else { return nil }
            if let until = context.state.decision?.until, now.date > until {
                // Too late to answer: the case goes on to the end of its period without a release.
                return CaseDesk.Decided(act: try Decide.completeService(service, events: [], context))
            }
            let grant = try DecisionGrant.grant(
                context.state, context.service, id: GrantID(at: now, random: Random.bytes(10)))
            let rows = try db.open(grant)
            if context.service.scope == .named {
                // Nothing is answered yet: the recipient's server calls.
                let events = [CaseEvent.accessOpened(grant: grant.id)]
                return CaseDesk.Decided(act: try Decide.completeService(service, events: events, context), rows: rows)
            }
            if case .tables(let tables) = grant.scope {
                // They are made when the recipient asks for them, once people are counted as of that day.
                try db.askForCount(of: tables.day, at: now)
                let events = [CaseEvent.tablesOpened(grant: grant.id)]
                return CaseDesk.Decided(act: try Decide.completeService(service, events: events, context), rows: rows)
            }
            let open = try db.begin(ReleaseID(at: now, random: Random.bytes(10)), under: grant.id, at: now)
            if let blocks = try releases.answerShort(open, at: now, db) {
                let answered = Answered(
                    blocks: blocks, stopped: try db.stoppedRows(of: open), told: try db.toldFields(of: open.id))
                return try finish(open, answered, service, context, rows, db)
            }
            try db.record(rows + db.keep(open), of: id.text, by: .system, at: now)
            return nil
        }
    }

    /// All that the registry said to a list.
    private struct Answered {
        var blocks: [ReleaseBlock]
        var stopped: Int
        var told: (fields: Int, persons: Int)
    }

    /// Records the release, issues its notice and computes its fee. The approver signed the decision; nobody signs what
    /// the system does to carry it out.
    private func finish(
        _ open: BegunRelease, _ answered: Answered, _ service: String, _ context: CaseContext, _ rows: [RecordedRow],
        _ db: any Connection
    ) throws -> CaseDesk.Decided {
        let (release, entry) = try db.record(open, answered.blocks, by: .system, at: context.now)
        let notice = try Issuing.paper(.resultNotice, signer: nil, context)
        let alert: [CaseEvent] = answered.stopped > 0 ? [.claimsStopped(persons: answered.stopped)] : []
        // A case of an older process has no step at which anybody could pay.
        let fee =
            context.procedure.collectsFees
            ? context.service.assessment(
                of: answered.told.fields, about: answered.told.persons, for: context.state.requester.requesterClass,
                on: context.today) : nil
        var events = alert
        events += [
            .fulfilled(release: release.id, rows: release.rows, persons: release.identified, notice: notice.n),
            .paperIssued(paper: notice),
        ]
        if let fee { events.append(.feeAssessed(fee: fee)) }
        return CaseDesk.Decided(
            act: try Decide.completeService(service, events: events, context), rows: rows, entries: [entry])
    }
}

extension CaseState {
    fileprivate func waits(for service: String) -> Bool {
        marking.services.contains { $0.id == service }
    }

    /// Whether it may be answered now.
    fileprivate func mayAnswer(_ service: String) -> Bool { waits(for: service) && grantStanding == .open }
}
