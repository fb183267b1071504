// Where a process stands: a fold of its facts, which needs neither the definition nor the interpreter.

public import Basics

/// The place of every token and what waits there. Variables are not part of it: a case has them anyway.
public struct Marking: Codable, Hashable, Sendable {
    public struct Token: Codable, Hashable, Sendable {
        public let id: String
        public let node: String
        /// The flow it came by, which a join must know.
        public let flow: String?
    }

    /// In the order in which they came to be where they are.
    public private(set) var tokens: [Token] = []
    public private(set) var tasks: [OpenTask] = []
    public private(set) var timers: [ArmedTimer] = []
    public private(set) var services: [RequestedService] = []
    /// The highest number given in an id so far.
    public private(set) var issued = 0

    public init() {}

    /// The marking after those facts, from the beginning.
    public init(replaying facts: some Sequence<ProcessFact>) {
        for fact in facts { apply(fact) }
    }

    public var isStarted: Bool { issued > 0 }

    /// Whether nothing can happen any more.
    public var isEnded: Bool { isStarted && tokens.isEmpty }

    public func token(_ id: String) -> Token? { tokens.first { $0.id == id } }
    public func task(_ id: String) -> OpenTask? { tasks.first { $0.id == id } }
    public func timer(_ id: String) -> ArmedTimer? { timers.first { $0.id == id } }
    public func service(_ id: String) -> RequestedService? { services.first { $0.id == id } }

    /// The open task that offers an act; tasks that somebody must do come before those that are only a right.
    public func task(offering act: String) -> OpenTask? {
        let offering = tasks.filter { $0.acts.contains(act) }
        return offering.first { !$0.isOptional } ?? offering.first
    }

    /// The timers that are due at `now`, the earliest first.
    public func dueTimers(at now: Timestamp) -> [ArmedTimer] {
        // The offset keeps the order of arming where moments are equal.
        timers.enumerated().filter { $0.element.due <= now }
            .sorted { ($0.element.due, $0.offset) < ($1.element.due, $1.offset) }
            .map(\.element)
    }

    /// Takes a fact in. Total: a fact about something unknown changes nothing, since stored facts cannot be refused.
    public mutating func apply(_ fact: ProcessFact) {
        switch fact {
        case .tokenEntered(let id, let node, let flow):
            tokens.removeAll { $0.id == id }
            tokens.append(Token(id: id, node: node, flow: flow))
            count(id)
        case .tokenLeft(let id, let node):
            tokens.removeAll { $0.id == id && $0.node == node }
        case .taskOpened(let task):
            tasks.removeAll { $0.id == task.id }
            tasks.append(task)
            count(task.id)
        case .taskClosed(let id, _):
            tasks.removeAll { $0.id == id }
        case .timerArmed(let timer):
            timers.removeAll { $0.id == timer.id }
            timers.append(timer)
            count(timer.id)
        case .timerDisarmed(let id):
            timers.removeAll { $0.id == id }
        case .decisionEvaluated:
            break
        case .serviceRequested(let service):
            services.removeAll { $0.id == service.id }
            services.append(service)
            count(service.id)
        case .serviceClosed(let id):
            services.removeAll { $0.id == id }
        case .ended(_, let terminated):
            guard terminated else { break }
            tokens = []
            tasks = []
            timers = []
            services = []
            // A process that was cancelled before it began has ended all the same.
            issued = max(issued, 1)
        }
    }

    /// An id that was never given before: a letter for the kind and a number.
    func nextID(_ kind: Character) -> String { "\(kind)\(issued + 1)" }

    private mutating func count(_ id: String) {
        if let number = Int(id.dropFirst()) { issued = max(issued, number) }
    }
}
