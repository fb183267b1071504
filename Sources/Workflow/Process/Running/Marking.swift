// Where a process stands: a fold of its facts, which needs neither the definition nor the interpreter.

public import Basics

/// The place of every token and what waits there, and what the decisions gave so far. Other variables are not part of
/// it: a case has them anyway.
public struct Marking: Codable, Hashable, Sendable {
    public struct Token: Codable, Hashable, Sendable {
        public let id: String
        public let node: String
        /// The flow it came by, which a join must know.
        public let flow: String?
        /// The scope it moves in; none for the process itself.
        public let scope: String?
    }

    /// In the order in which they came to be where they are.
    public private(set) var tokens: [Token] = []
    public private(set) var scopes: [ProcessScope] = []
    public private(set) var tasks: [OpenTask] = []
    public private(set) var subscriptions: [Subscription] = []
    public private(set) var services: [RequestedService] = []
    /// What was decided, by the variable it is known by; the latest counts.
    public private(set) var decisions: [String: DecisionMade] = [:]
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
    public func subscription(_ id: String) -> Subscription? { subscriptions.first { $0.id == id } }
    public func service(_ id: String) -> RequestedService? { services.first { $0.id == id } }

    /// What the decision of that node gave last.
    public func decision(at node: String) -> FactValue? { decisions.values.first { $0.node == node }?.result }

    /// The timers that run.
    public var timers: [(id: String, due: Timestamp)] {
        subscriptions.compactMap { one in one.due.map { (one.id, $0) } }
    }

    /// Takes a fact in. Total: a fact about something unknown changes nothing, since stored facts cannot be refused.
    public mutating func apply(_ fact: ProcessFact) {
        switch fact {
        case .tokenEntered(let id, let node, let flow, let scope):
            tokens.removeAll { $0.id == id }
            tokens.append(Token(id: id, node: node, flow: flow, scope: scope))
            count(id)
        case .tokenLeft(let id, let node):
            tokens.removeAll { $0.id == id && $0.node == node }
        case .scopeOpened(let scope):
            scopes.removeAll { $0.id == scope.id }
            scopes.append(scope)
            count(scope.id)
        case .scopeClosed(let id):
            scopes.removeAll { $0.id == id }
        case .taskOpened(let task):
            tasks.removeAll { $0.id == task.id }
            tasks.append(task)
            count(task.id)
        case .taskCompleted(let id, _), .taskCancelled(let id):
            tasks.removeAll { $0.id == id }
        case .subscribed(let subscription):
            subscriptions.removeAll { $0.id == subscription.id }
            subscriptions.append(subscription)
            count(subscription.id)
        case .subscriptionFired(let id), .subscriptionCancelled(let id):
            subscriptions.removeAll { $0.id == id }
        case .decisionMade(let made):
            decisions[made.name] = made
        case .serviceRequested(let service):
            services.removeAll { $0.id == service.id }
            services.append(service)
            count(service.id)
        case .serviceCompleted(let id), .serviceCancelled(let id):
            services.removeAll { $0.id == id }
        case .stageReached, .effectCaused, .paperOrdered:
            break
        case .ended(_, let terminated, let scope):
            if terminated { end(scope) }
        }
    }

    /// Nothing of the scope goes on.
    private mutating func end(_ scope: String?) {
        guard let scope else {
            (tokens, scopes, tasks, subscriptions, services) = ([], [], [], [], [])
            // A process that was cancelled before it began has ended all the same.
            issued = max(issued, 1)
            return
        }
        let ending = scopesWithin(scope)
        func isEnding(_ scope: String?) -> Bool { scope.map(ending.contains) ?? false }
        tokens.removeAll { isEnding($0.scope) }
        tasks.removeAll { isEnding($0.scope) }
        subscriptions.removeAll { isEnding($0.scope) }
        services.removeAll { isEnding($0.scope) }
        scopes.removeAll { ending.contains($0.id) }
    }

    /// The scope and all scopes in it. A parent is always opened before its children.
    private func scopesWithin(_ scope: String) -> Set<String> {
        var found: Set = [scope]
        for one in scopes where one.parent.map(found.contains) ?? false { found.insert(one.id) }
        return found
    }

    /// An id that was never given before: a letter for the kind and a number.
    func nextID(_ kind: Character) -> String { "\(kind)\(issued + 1)" }

    private mutating func count(_ id: String) {
        if let number = Int(id.dropFirst()) { issued = max(issued, number) }
    }
}
