// What an open case waits for: the one definition that the nightly check and the tests go by.

public import Basics
public import Workflow

/// Who or what is next. A right, which nobody waits for, is none of these; a time that runs beside a task is its bound.
public enum Waiting: Hashable, Sendable {
    /// A task for one person alone.
    case person(AccountID, task: OpenTask)
    /// A task of the people of an office.
    case office(OfficeCode, task: OpenTask)
    /// A task of the requester's people.
    case requester(task: OpenTask)
    /// The answer to what the process asked the server to do.
    case message(RequestedService)
    /// A moment.
    case timer(Subscription)
}

extension CaseState {
    /// Everything the case waits for, in the order in which it came to wait. One thing while it is open, nothing once
    /// it is over.
    public var waitsOn: [Waiting] {
        let duties = marking.tasks.filter { !$0.isOptional }
        // A time that runs beside a task, a right or a service only bounds it.
        let bounded = Set(marking.tasks.map(\.token) + marking.services.map(\.token))
        return duties.map(waiting) + marking.services.map { .message($0) }
            + marking.subscriptions.filter { !bounded.contains($0.token) }.map { .timer($0) }
    }

    private func waiting(on task: OpenTask) -> Waiting {
        if let assignment = assignment(of: task) { return .person(assignment.to.account, task: task) }
        switch Role(rawValue: task.role) {
        case .filer, .official: return .requester(task: task)
        default: return .office(task.office.map { OfficeCode($0) } ?? office ?? .central, task: task)
        }
    }
}

/// What is wrong with how a case waits. The raw values stand in the log.
public enum WaitingFault: String, CaseIterable, Hashable, Codable, Sendable {
    /// It is open, and nobody and nothing is next.
    case nothing
    /// More than one thing is next.
    case several
    /// It is over, and something is open.
    case over
    /// There is no account of anybody who may do the task.
    case nobody
    /// It waits for an answer or a moment that the server knows nothing of.
    case lost
    /// The server does not try any more what the case asked for: an operator is next.
    case givenUp = "given-up"
}

/// A case beside what the server holds of it, for the question whether somebody will go on with it.
public struct CaseWaiting: Sendable {
    /// Work of the case that the server has before it.
    public struct Work: Hashable, Sendable {
        public var kind: String
        public var reference: String
        /// Whether it is tried no more until an operator says so.
        public var isGivenUp: Bool

        public init(kind: String, reference: String, isGivenUp: Bool) {
            self.kind = kind
            self.reference = reference
            self.isGivenUp = isGivenUp
        }
    }

    let state: CaseState
    let work: [Work]
    let timers: Set<String>
    let people: [Actor]

    /// - Parameters:
    ///   - work: its rows of the outbox.
    ///   - timers: the references of its rows of the timers.
    ///   - people: who could have a hand in it: the accounts in use of the requester and of the offices it is at.
    public init(_ state: CaseState, work: [Work], timers: Set<String>, people: [Actor]) {
        self.state = state
        self.work = work
        self.timers = timers
        self.people = people
    }

    /// Everything that is wrong; nothing where it waits as it should.
    public var faults: [WaitingFault] {
        let waits = state.waitsOn
        if state.stage.isFinal { return (waits.isEmpty ? [] : [.over]) + givenUp }
        let number: [WaitingFault] = waits.isEmpty ? [.nothing] : waits.count > 1 ? [.several] : []
        let nobody: [WaitingFault] = waits.allSatisfy(hasSomebody) ? [] : [.nobody]
        return number + nobody + (isLost ? [.lost] : []) + givenUp
    }

    private var givenUp: [WaitingFault] { work.contains(where: \.isGivenUp) ? [.givenUp] : [] }

    private var isLost: Bool {
        let isUnasked = state.marking.services.contains { service in
            !work.contains { $0.kind == service.action && $0.reference == service.id }
        }
        return isUnasked || state.marking.timers.contains { !timers.contains($0.id) }
    }

    private func hasSomebody(_ waiting: Waiting) -> Bool {
        switch waiting {
        case .person(let account, let task): people.contains { $0.account == account && mayDo(task, $0) }
        case .office(_, let task), .requester(let task): people.contains { mayDo(task, $0) }
        case .message, .timer: true
        }
    }

    /// Whether somebody may end the task by an act that is its duty, and not by a right that others have in it.
    private func mayDo(_ task: OpenTask, _ actor: Actor) -> Bool {
        Permissions.permitted(actor, state).contains { $0.task.id == task.id && task.acts.contains($0.slug) }
    }
}
