// A case folded from the log, with what its tables need besides its state.

import Basics
import Casework
import Registry
import Storage
import Workflow

/// The whole history of a case, as far as rows are made from it.
struct CaseHistory {
    let state: CaseState
    /// Who began it.
    let creator: ActorEnvelope
    /// When it changed last.
    let changedAt: Timestamp
    /// When each task was opened that ever was.
    private(set) var taskOpened: [String: Timestamp] = [:]
    /// Everything the server was ever asked to do, by id.
    private(set) var services: [String: RequestedService] = [:]
    private(set) var lists: [SubjectListReference] = []
    private(set) var attachments: [AttachmentReference] = []
    private(set) var papers: [(paper: Paper, at: Timestamp)] = []

    /// From the rows of the log (`StoredCaseEvent.columns`); `nil` when they do not begin with the creation of a case.
    init?(_ id: CaseID, _ rows: [Row]) throws {
        guard let first = rows.first else { return nil }
        let events = try rows.map { row in
            (event: try StoredCaseEvent.event(in: row, of: id), at: try StoredCaseEvent.moment(in: row))
        }
        guard let last = events.last, let state = CaseState(id: id, events: events) else { return nil }
        (self.state, creator, changedAt) = (state, try StoredCaseEvent.actor(in: first), last.at)
        for (event, moment) in events { take(event, at: moment) }
    }

    private mutating func take(_ event: CaseEvent, at moment: Timestamp) {
        switch event {
        case .subjectsReplaced(let list): lists.append(list)
        case .documentAttached(let document): attachments.append(document)
        case .paperIssued(let paper): papers.append((paper, moment))
        case .processed(_, _, let facts):
            for fact in facts {
                switch fact {
                case .taskOpened(let task): taskOpened[task.id] = moment
                case .serviceRequested(let service): services[service.id] = service
                default: continue
                }
            }
        default: break
        }
    }
}
