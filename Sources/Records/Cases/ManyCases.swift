// One act on many cases at once: each is decided, numbered and logged by itself.

public import Basics
public import Casework
import Forms
import Storage

/// A case as it stood when somebody chose it.
public struct ChosenCase: Hashable, Sendable {
    public var id: CaseID
    public var version: Int

    public init(id: CaseID, version: Int) {
        self.id = id
        self.version = version
    }
}

/// A case that waits for an act which can be done to many.
public struct WaitingCase: Sendable {
    public var line: CaseLine
    public var state: CaseState
    public var service: ServiceEntry
    /// Why it has to be done on a page of its own; `nil` where it can be done with others.
    public var alone: Reason?

    public enum Reason: Sendable {
        /// Something about it is worth a second look.
        case look
        /// There is something to be filled in.
        case input
    }
}

/// A case that somebody chose, with what came of it.
public struct DealtCase: Sendable {
    public var id: CaseID
    /// Its code as it stands now; `nil` where it has none, or this person may not know of it.
    public var code: String?
    public var outcome: ChosenOutcome
}

/// What came of one case among many.
public enum ChosenOutcome: Sendable {
    case done
    case alone(WaitingCase.Reason)
    case refused(Rejection)
    /// The server could not do it.
    case failed(any Error)
}

extension CaseDesk {
    /// The cases that wait for this person to do that act, the most urgent first, at most `Limits.casesAtOnceMax`.
    public func waiting(for slug: String, on actor: Actor, at now: Timestamp) async throws -> [WaitingCase] {
        guard let act = Acts.named(slug), act.page.isForMany else { throw Rejection.notFound }
        var filter = CaseFilter()
        filter.stages = actor.roles.reduce(into: []) { $0.formUnion(act.allowed[$1] ?? []) }
        let ready = filter
        let lines = try await store.read { db in
            try db.inbox(of: actor, ready, size: Limits.casesAtOnceMax).lines
        }
        var waiting: [WaitingCase] = []
        var seen: Set<CaseID> = []
        for line in lines where seen.insert(line.id).inserted {
            guard let context = try await look(line.id, actor, at: now), offers(act, context) else { continue }
            waiting.append(
                WaitingCase(
                    line: line, state: context.state, service: context.service,
                    alone: try await reason(act, context, at: now)))
        }
        return waiting
    }

    /// Does the act to each of the cases, in their order, with nothing filled in but the password. One that cannot be
    /// done stops no other. What is worth a second look is done on its own page, where that is shown.
    /// - Parameter password: as typed; `nil` where the act asks for none.
    public func perform(
        _ slug: String, onEach chosen: [ChosenCase], by actor: Actor, password: String?, isReauthenticated: Bool,
        at clock: @Sendable () -> Timestamp
    ) async -> [DealtCase] {
        let input = FieldValues(password.map { ["password": [$0]] } ?? [:])
        return await dealing(with: chosen) { one, dealt in
            let now = clock()
            guard let act = Acts.named(slug), act.page.isForMany,
                let context = try await look(one.id, actor, at: now)
            else { throw Rejection.notFound }
            dealt.code = context.state.code
            if offers(act, context), let reason = try await reason(act, context, at: now) {
                dealt.outcome = .alone(reason)
                return
            }
            // An act can be what gives the case its code.
            dealt.code = try await perform(
                slug, task: nil, on: one.id, by: actor, input: input, expected: one.version,
                isReauthenticated: isReauthenticated, shown: nil, at: now
            ).code
        }
    }

    /// Works through them in their order; what goes wrong with one is told of that one.
    func dealing(
        with chosen: [ChosenCase], _ work: (ChosenCase, inout DealtCase) async throws -> Void
    ) async -> [DealtCase] {
        var all: [DealtCase] = []
        for one in chosen.prefix(Limits.casesAtOnceMax) {
            var dealt = DealtCase(id: one.id, outcome: .done)
            do {
                try await work(one, &dealt)
            } catch let rejection as Rejection {
                dealt.outcome = .refused(rejection)
            } catch {
                dealt.outcome = .failed(error)
            }
            all.append(dealt)
        }
        return all
    }

    private func offers(_ act: any Act, _ context: CaseContext) -> Bool {
        Permissions.permitted(context.actor, context.state).count { $0.slug == act.slug } == 1
    }

    private func reason(
        _ act: any Act, _ context: CaseContext, at now: Timestamp
    ) async throws -> WaitingCase.Reason? {
        let (answers, problems) = act.form(context).read(FieldValues([:]), today: context.today)
        guard problems.isEmpty, act.problems(answers, context).isEmpty else { return .input }
        guard act.page.showsWatch else { return nil }
        let report = try await watch(context.state, context.procedure, for: context.actor, at: now)
        return report == nil ? nil : .look
    }
}
