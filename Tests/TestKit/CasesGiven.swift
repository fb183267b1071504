// A case under test: given what happened, when somebody acts, then events or a refusal.

public import Basics
public import Casework
public import Forms
import Workflow

/// One case of the shipped procedure, driven by acts. A value: a copy goes its own way.
public struct GivenCase {
    public let procedure: ShippedProcedure
    public let service: ServiceEntry
    public let organization: Organization
    public private(set) var state: CaseState
    /// Everything that happened, oldest first.
    public private(set) var history: [(event: CaseEvent, at: Timestamp)]
    /// The clock of the test; nothing moves it but the test.
    public var now: Timestamp
    /// Numbers taken so far; a refused act takes none.
    public var numbers: [String: Int]
    public var offices = Samples.offices

    /// An empty draft.
    public init(
        _ service: String = "auth.blood-type", for organization: Organization = Samples.notary,
        at now: Timestamp = Samples.monday, numbers: [String: Int] = [:], id: CaseID = Samples.id(1)
    ) throws {
        try self.init(service, for: organization, at: now, numbers: numbers, id: id, by: .loaded())
    }

    /// An empty draft by files that a test has changed.
    public init(_ service: String, for organization: Organization, by procedure: ShippedProcedure) throws {
        try self.init(
            service, for: organization, at: Samples.monday, numbers: [:], id: Samples.id(1), by: procedure)
    }

    private init(
        _ service: String, for organization: Organization, at now: Timestamp, numbers: [String: Int], id: CaseID,
        by procedure: ShippedProcedure
    ) throws {
        self.procedure = procedure
        self.service = try procedure.service(service)
        self.organization = organization
        self.now = now
        self.numbers = numbers
        let decided = try Decide.create(
            id: id, procedure.creation(self.service, for: organization), procedure.procedure, at: now)
        state = decided.state
        history = decided.events.map { ($0, now) }
    }

    // MARK: People

    public var filer: Actor { Samples.person(.filer, of: organization) }
    public var official: Actor { Samples.person(.official, of: organization) }
    /// Where the case is; before it was filed, the central office.
    public var office: OfficeCode { state.office ?? .central }
    public var clerk: Actor { Samples.person(.clerk, at: office) }
    public var officer: Actor { Samples.person(.officer, at: office) }
    public var approver: Actor { Samples.person(.approver, at: office) }

    /// Somebody of that role whom the case concerns.
    public func person(_ role: Role) -> Actor {
        switch role {
        case .filer, .official: Samples.person(role, of: organization)
        case .clerk, .officer, .approver: Samples.person(role, at: office)
        case .inspector, .admin, .citizen: Samples.person(role)
        case .system: .system
        }
    }

    // MARK: Acts

    public func context(
        _ actor: Actor, reauthenticated: Bool = true, books: CountingBooks? = nil
    ) -> CaseContext {
        var context = CaseContext(
            state: state, actor: actor, now: now,
            texts: CaseTexts(
                service: service, procedure: procedure.procedure, form: procedure.form(for: service)),
            isServiceOffered: true, offices: offices, isReauthenticated: reauthenticated,
            numbers: books ?? CountingBooks(numbers))
        context.grounds = procedure.grounds
        return context
    }

    /// What the act would come to; the case stays as it is.
    public func trying(
        _ act: String, by actor: Actor, _ input: FieldValues? = nil, expected: Int? = nil, reauthenticated: Bool = true
    ) throws -> DecidedAct {
        try Decide.perform(
            act, input: input ?? Self.input(act, state, service), expected: expected,
            context(actor, reauthenticated: reauthenticated))
    }

    /// Why the act is refused; `nil` when it is not. Errors that are no refusals are thrown on.
    public func refusal(
        _ act: String, by actor: Actor, _ input: FieldValues? = nil, expected: Int? = nil, reauthenticated: Bool = true
    ) throws -> Rejection? {
        do {
            _ = try trying(act, by: actor, input, expected: expected, reauthenticated: reauthenticated)
            return nil
        } catch let rejection as Rejection {
            return rejection
        }
    }

    /// Does the act and gives what happened, without what the process noted about it. Without `input` a sensible one is
    /// taken.
    @discardableResult
    public mutating func act(
        _ act: String, by actor: Actor, _ input: FieldValues? = nil, expected: Int? = nil
    ) throws -> [CaseEvent] {
        let books = CountingBooks(numbers)
        let decided = try Decide.perform(
            act, input: input ?? Self.input(act, state, service), expected: expected, context(actor, books: books))
        return take(decided, books)
    }

    /// Fires the first timer that stands at that node of the process; the clock is put forward to it when it must be.
    @discardableResult
    public mutating func fireTimer(_ node: String) throws -> [CaseEvent] {
        guard let timer = state.marking.subscriptions.first(where: { $0.node == node }), let due = timer.due else {
            throw UnusableFile(description: "no timer runs at \(node)")
        }
        now = max(now, due)
        let books = CountingBooks(numbers)
        return take(try Decide.fire(timer.id, context(.system, books: books)), books)
    }

    /// The service task answered with those events.
    @discardableResult
    public mutating func complete(_ action: String, _ events: [CaseEvent]) throws -> [CaseEvent] {
        guard let service = state.marking.services.first(where: { $0.action == action }) else {
            throw UnusableFile(description: "no service \(action) is asked for")
        }
        let books = CountingBooks(numbers)
        return take(try Decide.completeService(service.id, events: events, context(.system, books: books)), books)
    }

    /// Takes events in that are no act, such as saved pages of a draft.
    public mutating func note(_ events: CaseEvent...) {
        for event in events {
            state.apply(event, at: now)
            history.append((event, now))
        }
    }

    private mutating func take(_ decided: DecidedAct, _ books: CountingBooks) -> [CaseEvent] {
        state = decided.state
        history += decided.events.map { ($0, now) }
        numbers = books.counts
        return decided.events.filter { $0.name != "processed" }
    }
}
