// What somebody did last in a case.

public import Basics
public import Casework
public import Storage

extension Connection {
    /// The slug of the last act of the case, when this person did it.
    public func lastAct(of id: CaseID, by actor: Actor) throws -> String? {
        let row = try one("SELECT act, actor FROM act_receipt WHERE case_id = \(id) ORDER BY version DESC LIMIT 1")
        guard let row, try row.text(at: 1) == actor.envelope.who.text else { return nil }
        return try row.text(at: 0)
    }

    /// Between which versions of the case the act was done last; `nil` when it never was.
    public func lastDone(_ act: String, in id: CaseID) throws -> Range<Int>? {
        let row = try one(
            """
            SELECT version_before, version FROM act_receipt
            WHERE case_id = \(id) AND act = \(act) ORDER BY version DESC LIMIT 1
            """)
        guard let row else { return nil }
        let (before, after) = (try row.int(at: 0), try row.int(at: 1))
        return before < after ? before..<after : nil
    }
}
