// What is worth a second look before a request is decided on, for those who decide.

public import Basics
public import Casework
import Storage

extension CaseDesk {
    /// What this person is shown of the case as worth a second look; `nil` for everybody who does not decide on it, and
    /// where there is nothing to say. A case goes by the rules of its own procedure.
    public func watch(
        _ state: CaseState, _ procedure: Procedure, for actor: Actor, at now: Timestamp
    ) async throws -> WatchReport? {
        guard procedure.hasWatch, Permissions.isDeciding(actor, state) else { return nil }
        let figures = try await store.read { [procedures] db in
            try db.figures(of: state, by: procedures.calendar, at: now)
        }
        return try figures.flatMap(procedure.watch)
    }

    /// The same before an act that is to have it on record. Counted ahead of the act's own transaction, since nobody
    /// should wait for counting.
    func watch(before slug: String, on id: CaseID, by actor: Actor, at now: Timestamp) async throws -> WatchReport? {
        guard Acts.named(slug)?.page.showsWatch ?? false, let (state, texts) = try await find(id, actor) else {
            return nil
        }
        return try await watch(state, texts.procedure, for: actor, at: now)
    }
}
