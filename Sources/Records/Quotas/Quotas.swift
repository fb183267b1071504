// Counting what an organisation does in a day.

import Basics
public import Casework
import Storage

/// How much an organisation may do in a day of Viet Nam, in units of each kind. The counts are in the database, beside
/// what they count: what is undone is not counted, and several processes share them.
public struct Quotas: Sendable {
    public var limits: [QuotaKind: Int]

    /// - Parameter limits: those that are not the standard.
    public init(_ limits: [QuotaKind: Int] = [:]) {
        self.limits = Self.standard.merging(limits) { $1 }
    }

    public static let standard: [QuotaKind: Int] = [
        .drafts: Limits.draftsPerDay, .saves: Limits.savesPerDay, .uploads: Limits.uploadsPerDay,
        .bytes: Limits.megabytesPerDay, .openings: Limits.openingsPerDay,
        .receptions: Limits.receptionsPerDay,
    ]

    /// Counts in the transaction of what is counted, and throws `Rejection.overQuota` where that is more than the day
    /// allows, or `share` times that.
    func spend(
        _ uses: [QuotaKind: Int], of requester: RequesterReference, share: Int = 1, at now: Timestamp,
        _ db: any Connection
    ) throws {
        for (kind, count) in uses.sorted(by: { $0.key.rawValue < $1.key.rawValue }) where count > 0 {
            let limit = limits[kind, default: 0] * share
            guard try db.count(count, kind, of: requester, on: now.date) <= limit * kind.unit else {
                throw Rejection.overQuota(SpentQuota(kind: kind, limit: limit, until: now.date.adding(days: 1)))
            }
        }
    }
}

extension Connection {
    /// Counts more of that kind; gives how many there are that day. The first of a day forgets the days before.
    fileprivate func count(
        _ count: Int, _ kind: QuotaKind, of requester: RequesterReference, on day: LocalDate
    ) throws -> Int {
        let row = try one(
            """
            INSERT INTO quota_use (requester, kind, day, used)
            VALUES (\(requester.description), \(kind.rawValue), \(day), \(count))
            ON CONFLICT (requester, kind, day) DO UPDATE SET used = quota_use.used + excluded.used RETURNING used
            """)
        guard let used = try row?.int(at: 0) else { throw StorageError.corrupt("a quota gave no count") }
        if used == count {
            try send(
                """
                DELETE FROM quota_use
                WHERE requester = \(requester.description) AND kind = \(kind.rawValue) AND day < \(day)
                """)
        }
        return used
    }
}
