// The wrong claims of each recipient, kept as long as they count.

import Basics
import Casework
import Registry
import Storage

extension Connection {
    /// What the recipient has claimed wrongly of these persons, as far as it still counts.
    func failedClaims(
        of recipient: RequesterReference, about people: [PersonalID], at moment: Timestamp
    ) throws -> [PersonalID: FailedClaims] {
        var failed: [PersonalID: FailedClaims] = [:]
        try forEach(
            """
            SELECT personal_id, field, digest FROM failed_claim
            WHERE recipient = \(recipient.description) AND personal_id IN (\(list: people.map(\.value)))
                AND failed_ms > \(Self.oldestCounted(moment))
            """
        ) { row in
            guard let person = PersonalID(value: try row.int64(at: 0)),
                let field = PersonField(rawValue: try row.text(at: 1))
            else { throw StorageError.corrupt("a row of failed_claim cannot be read") }
            let claim = FailedClaim(person: person, field: field, digest: try row.digest(at: 2))
            failed[person, default: FailedClaims()].add(claim)
        }
        return failed
    }

    /// Counts wrong claims; the same one again counts once, from its first time. Those that count no more go.
    func keep(_ claims: [FailedClaim], of recipient: RequesterReference, at moment: Timestamp) throws {
        guard !claims.isEmpty else { return }
        try run("DELETE FROM failed_claim WHERE failed_ms <= \(Self.oldestCounted(moment))")
        // Always in one order: two releases that insert the same rows wait for one another, and never both.
        for claim in Set(claims).sorted(by: FailedClaim.comesFirst) {
            try run(
                """
                INSERT INTO failed_claim (recipient, personal_id, field, digest, failed_ms)
                VALUES (\(recipient.description), \(claim.person.value), \(claim.field.rawValue), \(claim.digest),
                    \(moment))
                ON CONFLICT (recipient, personal_id, field, digest) DO NOTHING
                """)
        }
    }

    /// How many rows of a release say that nothing is compared any more (`too-many-claims`). Who never claimed anything
    /// wrong has none: that is asked first, since nearly nobody has.
    func stoppedRows(of open: BegunRelease) throws -> Int {
        let grant = open.grant
        guard grant.service.shape == .match,
            try one("SELECT 1 FROM failed_claim WHERE recipient = \(grant.recipient.description) LIMIT 1") != nil
        else { return 0 }
        return try one(
            """
            SELECT count(*) FROM release_row
            WHERE release_id = \(open.id) AND answer LIKE \("%\(Verdict.notComparable(.tooManyClaims).stored)%")
            """)?.int(at: 0) ?? 0
    }

    /// Claims of that moment and before count no more.
    static func oldestCounted(_ moment: Timestamp) -> Timestamp {
        moment.adding(seconds: -Limits.failedClaimDays * 86_400)
    }
}

extension FailedClaim {
    fileprivate static func comesFirst(_ one: FailedClaim, _ other: FailedClaim) -> Bool {
        (one.person, one.field.rawValue, one.digest.hex) < (other.person, other.field.rawValue, other.digest.hex)
    }
}
