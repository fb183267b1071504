// From where an account was signed in to before: browsers and network addresses, as digests.

import Basics
import Storage

extension Connection {
    /// The first of these places from which that account was signed in to.
    func familiarPlace(of account: AccountID, among places: [Digest]) throws -> Digest? {
        for place in places
        where try one("SELECT 1 FROM familiar_place WHERE account_id = \(account) AND place = \(place)") != nil {
            return place
        }
        return nil
    }

    func remember(_ places: [Digest], of account: AccountID, now: Timestamp) throws {
        for place in places {
            try run(
                """
                INSERT INTO familiar_place (account_id, place, seen_ms) VALUES (\(account), \(place), \(now))
                ON CONFLICT (account_id, place) DO UPDATE SET seen_ms = excluded.seen_ms
                """)
        }
    }

    /// Forgets places that were not used for half a year.
    func purgeFamiliarPlaces(now: Timestamp) throws {
        try run("DELETE FROM familiar_place WHERE seen_ms < \(now.adding(seconds: -Limits.familiarPlaceSeconds))")
    }
}
