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

    /// `nil` when the events do not begin with the creation of a case.
    init?(_ id: CaseID, _ events: [StoredCaseEvent]) {
        guard let first = events.first, let last = events.last,
            let state = CaseState(id: id, events: events.map { ($0.event, $0.at) })
        else { return nil }
        (self.state, creator, changedAt) = (state, first.actor, last.at)
        for stored in events { take(stored.event, at: stored.at) }
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
