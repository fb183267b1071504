// Grants as the registry store holds them: the copy of each decision that answers are measured by.

public import Basics
import Casework
public import Registry
public import Storage

extension Connection {
    /// Takes in the grant of an issued decision. Doing it again with the same grant changes nothing; another grant
    /// under the same id is a conflict. Gives the row for the log to prove.
    func open(_ grant: Grant) throws -> [RecordedRow] {
        let payload = try StoredJSON.text(grant)
        if let row = try one("SELECT payload FROM data_grant WHERE id = \(grant.id)") {
            guard try row.text(at: 0) == payload else { throw StorageError.conflict("another grant \(grant.id)") }
            return []
        }
        return try rows(
            """
            INSERT INTO data_grant (id, case_id, recipient, payload, uses_allowed, uses_made)
            VALUES (\(grant.id), \(grant.caseID), \(grant.recipient.description), \(payload), \(grant.uses.allowed), 0)
            RETURNING *
            """
        ).map { try RecordedRow(.grants, $0) }
    }

    public func grant(_ id: GrantID) throws -> Grant? {
        try one("SELECT payload FROM data_grant WHERE id = \(id)").map { row in
            try StoredJSON.value(try row.text(at: 0), of: "the grant \(id)")
        }
    }

    /// Counts one use. The condition stands in the statement itself, so that of two at once only as many pass as there
    /// are uses left.
    func use(_ grant: Grant) throws {
        let changed = try run(
            """
            UPDATE data_grant SET uses_made = uses_made + 1
            WHERE id = \(grant.id) AND uses_made < uses_allowed
            """)
        if changed == 0 { throw FulfilmentRefusal.usedUp }
    }
}
