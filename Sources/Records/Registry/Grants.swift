// Grants as the registry store holds them: what answers are measured by.

public import Basics
import Casework
public import Registry
public import Storage

extension Connection {
    /// Takes in a grant. Doing it again with the same grant changes nothing; another grant
    /// under the same id is a conflict. Gives the row for the log to prove.
    func open(_ grant: Grant) throws -> [RecordedRow] {
        let payload = try StoredJSON.text(grant)
        if let row = try one("SELECT payload FROM data_grant WHERE id = \(grant.id)") {
            guard try row.text(at: 0) == payload else { throw StorageError.conflict("another grant \(grant.id)") }
            return []
        }
        return try rows(
            """
            INSERT INTO data_grant (id, case_id, recipient, payload, uses_allowed, uses_made, standing)
            VALUES (\(grant.id), \(grant.caseID), \(grant.recipient.description), \(payload), \(grant.uses.allowed), 0,
                \(GrantStanding.open.rawValue))
            RETURNING *
            """
        ).map { try RecordedRow(.grants, $0) }
    }

    public func grant(_ id: GrantID) throws -> Grant? {
        try one("SELECT payload FROM data_grant WHERE id = \(id)").map { row in
            try StoredJSON.value(try row.text(at: 0), of: "the grant \(id)")
        }
    }

    /// Counts uses. The condition stands in the statement itself, so that of two at once only as many pass as there
    /// are uses left, and none once the grant is suspended or revoked.
    func use(_ grant: Grant, times: Int = 1) throws {
        let changed = try run(
            """
            UPDATE data_grant SET uses_made = uses_made + \(times)
            WHERE id = \(grant.id) AND uses_made + \(times) <= uses_allowed
                AND standing = \(GrantStanding.open.rawValue)
            """)
        guard changed == 0 else { return }
        try requireOpen(grant.id)
        throw FulfilmentRefusal.usedUp
    }

    /// Throws `FulfilmentRefusal` while the grant is suspended, and once it is revoked.
    func requireOpen(_ id: GrantID) throws {
        let stored = try one("SELECT standing FROM data_grant WHERE id = \(id)")?.text(at: 0)
        guard let standing = stored.flatMap(GrantStanding.init) else { throw FulfilmentRefusal.unknownGrant }
        try standing.requireOpen()
    }

    /// Brings the grants of a case to what was last decided about them.
    func writeStanding(of state: CaseState) throws {
        guard state.grantMeasure != nil else { return }
        try send(
            """
            UPDATE data_grant SET standing = \(state.grantStanding.rawValue)
            WHERE case_id = \(state.id) AND standing <> \(state.grantStanding.rawValue)
            """)
    }
}

extension Grant {
    /// Whose rows of the log have it: the case of its decision, or who has it by the law.
    var owner: String {
        if let caseID { return caseID.text }
        return switch recipient {
        case .organization(let id), .unit(_, let id): id.text
        case .person(let account): account.text
        }
    }
}

extension GrantStanding {
    fileprivate func requireOpen() throws(FulfilmentRefusal) {
        switch self {
        case .open: break
        case .suspended: throw .suspended
        case .revoked: throw .revoked
        }
    }
}

extension CaseState {
    /// Throws `FulfilmentRefusal` while the approval is suspended, and once it is revoked.
    func requireOpenGrant() throws(FulfilmentRefusal) { try grantStanding.requireOpen() }
}
