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
}
