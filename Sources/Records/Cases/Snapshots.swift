// States of long cases, stored now and then, so that a case need not be folded from its first event.

public import Basics
import Casework
public import Storage

extension Connection {
    /// Stores the state of a case that had `version` before and has come past another multiple of
    /// `Limits.eventsPerSnapshot`. A case has one snapshot, the newest.
    func keepSnapshot(_ one: FoldedCase, before version: Int) throws {
        let state = one.state
        guard state.version / Limits.eventsPerSnapshot > version / Limits.eventsPerSnapshot else { return }
        let text = try StoredJSON.text(state)
        try send(
            """
            INSERT INTO case_snapshot (case_id, version, apply_version, erasures, state)
            VALUES (\(state.id), \(state.version), \(CaseState.applyVersion), \(one.erasures), \(text))
            ON CONFLICT (case_id) DO UPDATE SET version = excluded.version, apply_version = excluded.apply_version,
                erasures = excluded.erasures, state = excluded.state
            """)
    }

    /// The snapshot of a case; `nil` when it has none, when another version of `apply` made it, or when it cannot be
    /// read. The log is the truth: `firstUnsoundSnapshot` names what is damaged, and no reader depends on it.
    func snapshot(of id: CaseID) throws -> FoldedCase? {
        let row = try one(
            """
            SELECT erasures, state FROM case_snapshot
            WHERE case_id = \(id) AND apply_version = \(CaseState.applyVersion)
            """)
        guard let row else { return nil }
        guard let state = readState(try row.text(at: 1)), state.id == id else { return nil }
        return FoldedCase(state: state, erasures: try row.int(at: 0))
    }

    /// The first case, by its id, whose snapshot is not what its events make; `nil` when every snapshot is. Passed over
    /// is what no reader takes: snapshots by another version of `apply`, and those of cases of which something was
    /// erased since. Reads every case that has a snapshot, one after the other.
    public func firstUnsoundSnapshot() throws -> CaseID? {
        var unsound: CaseID?
        let all: Query = """
            SELECT case_id, version, erasures, state FROM case_snapshot
            WHERE apply_version = \(CaseState.applyVersion) ORDER BY case_id
            """
        try visit(all) { row in
            let id: CaseID = try row.id(at: 0)
            guard try erasures(of: id) == row.int(at: 2) else { return true }
            let (version, state) = (try row.int(at: 1), readState(try row.text(at: 3)))
            let isSound = try state != nil && state == caseState(id, at: version)
            if !isSound { unsound = id }
            return isSound
        }
        return unsound
    }

    /// How many events of a case have lost their payload.
    func erasures(of id: CaseID) throws -> Int {
        try one("SELECT count(*) FROM event WHERE stream = \(CaseEvent.stream(of: id)) AND payload IS NULL")?.int(at: 0)
            ?? 0
    }

    /// What is no state, or the state of another shape, is none.
    private func readState(_ text: String) -> CaseState? {
        try? StoredJSON.value(text, of: "a snapshot")  // the log has the case, and the check names the damage
    }
}
