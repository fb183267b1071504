// Carrying out a decided correction: the record changes, and keeps what it was.

import Basics
public import Casework
public import Registry
import Storage
import Workflow

/// The service task `correct` of a process.
struct CorrectionDesk {
    let desk: CaseDesk

    /// Puts the value into the record of the requester, with the case as its source: what was wrong was never so, and
    /// the right value holds from the first day of the state it is put into. Doing it again
    /// after it was done changes nothing. Where there is no such record by now, or none that can have it, the case goes
    /// back to those who decided, since no trying again helps. Throws `Rejection.process` where its process knows no
    /// such way.
    func correct(_ id: CaseID, service: String, at now: Timestamp) async throws {
        try await desk.change(id, by: .system, at: now) { context, db in
            let state = context.state
            guard state.marking.services.contains(where: { $0.id == service }) else { return nil }
            // Loads and corrections take turns: none writes what it read before another one changed it.
            try db.waitForTurn()
            guard let record = try db.recordToCorrect(of: state), let request = CorrectionRequest(state.answers)
            else { return try Self.giveBack(service, .noRecord, nil, context) }
            let corrected: PersonRecord
            do throws(CorrectionFault) {
                corrected = try record.correcting(request.field, to: request.value)
            } catch {
                return try Self.giveBack(service, CorrectionObstacle(error), nil, context)
            }
            if corrected != record {
                let since = try db.validFrom(of: record.personalID)
                let change = try db.beginChange("case:\(id)", by: .system, at: now)
                try db.change(corrected, validFrom: since ?? now.date, with: change)
            }
            let events: [CaseEvent] = [.recordCorrected(field: request.field.rawValue)]
            return CaseDesk.Decided(act: try Decide.completeService(service, events: events, context))
        }
    }

    /// The correction comes back to those who decided on it.
    static func giveBack(
        _ service: String, _ obstacle: CorrectionObstacle, _ remark: String?, _ context: CaseContext
    ) throws -> CaseDesk.Decided {
        guard context.procedure.takesBackCorrections else {
            throw Rejection.process("the record cannot be corrected: \(obstacle.rawValue)")
        }
        let events: [CaseEvent] = [.correctionFailed(fault: obstacle, remark: remark)]
        return CaseDesk.Decided(act: try Decide.completeService(service, events: events, context))
    }
}

extension CaseDesk {
    /// What stands where a person wants another value, for who decides on that; `nil` in all other cases.
    public func standingValue(_ state: CaseState, for actor: Actor) async throws -> StandingValue? {
        guard Permissions.isDeciding(actor, state), let asked = CorrectionRequest(state.answers) else { return nil }
        let record = try await store.read { db in try db.recordToCorrect(of: state) }
        return StandingValue(value: record?.value(of: asked.field))
    }
}

/// What a record says where it is to be put right; it may say nothing.
public struct StandingValue: Sendable {
    public let value: PersonValue?
}

extension Connection {
    /// The record of the person who asks for a value of it to be put right; `nil` for all other cases.
    func recordToCorrect(of state: CaseState) throws -> PersonRecord? {
        guard CorrectionRequest(state.answers) != nil else { return nil }
        return try state.requester.personalID.flatMap { try person($0) }
    }
}
