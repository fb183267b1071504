// The days as of which the population is counted: those that were asked for, those at work, those that are done.

public import Basics
public import Storage

/// A day, and how far its count is.
public struct CountedDay: Hashable, Sendable {
    public let day: LocalDate
    /// Under way, in thousandths.
    public let permille: Int
    /// When it was done; `nil` while it is not.
    public let countedAt: Timestamp?
    /// Who was counted, and who lives where no known place is named.
    public let persons: Int
    public let elsewhere: Int
}

/// A day that somebody counts, as it was asked for last.
struct ClaimedDay: Sendable {
    let day: LocalDate
    let askedAt: Timestamp
}

extension Connection {
    /// Every day that was asked for, the newest first.
    public func countedDays() throws -> [CountedDay] {
        try rows("SELECT day_on, permille, counted_ms, persons, elsewhere FROM counted_day ORDER BY day_on DESC").map {
            row in
            CountedDay(
                day: try row.date(at: 0), permille: try row.int(at: 1),
                countedAt: try row.optionalInt64(at: 2).map { Timestamp(milliseconds: $0) },
                persons: try row.optionalInt64(at: 3).map(Int.init) ?? 0,
                elsewhere: try row.optionalInt64(at: 4).map(Int.init) ?? 0)
        }
    }

    /// Asks for a count, unless there is one or it was asked for already.
    func askForCount(of day: LocalDate, at now: Timestamp) throws {
        try send(
            """
            INSERT INTO counted_day (day_on, asked_ms, permille, is_answered) VALUES (\(day), \(now), 0, 0)
            ON CONFLICT (day_on) DO NOTHING
            """)
    }

    /// After a load the ends of the last two years and the day itself are counted, once all of it is there; what was
    /// counted before is counted anew, since the load may have brought what was so on the day. A count that tables were
    /// made of stays: another one would show by what did not change where somebody did.
    func askForCounts(afterLoadAt now: Timestamp) throws {
        try run(
            """
            UPDATE counted_day SET asked_ms = \(now), counted_ms = \(Timestamp?.none), permille = 0,
                claimed_until_ms = \(Timestamp?.none)
            WHERE is_answered = 0
            """)
        for day in Self.daysKept(on: now.date) { try askForCount(of: day, at: now) }
    }

    private static func daysKept(on day: LocalDate) -> [LocalDate] {
        let year = day.parts.year
        return [1, 2].compactMap { LocalDate(year: year - $0, month: 12, day: 31) } + [day]
    }

    // MARK: At work

    /// Takes the day that has waited longest, so that no other counts it meanwhile; `nil` where none waits.
    func claimCount(at now: Timestamp) throws -> ClaimedDay? {
        let claimed = try one(
            """
            SELECT day_on, asked_ms FROM counted_day
            WHERE counted_ms IS NULL AND (claimed_until_ms IS NULL OR claimed_until_ms < \(now))
            ORDER BY asked_ms, day_on LIMIT 1\(dialect.claim)
            """
        ).map { row in ClaimedDay(day: try row.date(at: 0), askedAt: try row.timestamp(at: 1)) }
        if let claimed { try keepClaim(of: claimed, permille: 0, at: now) }
        return claimed
    }

    /// Says how far a count is, and that whoever counts lives.
    func keepClaim(of claimed: ClaimedDay, permille: Int, at now: Timestamp) throws {
        try run(
            """
            UPDATE counted_day SET permille = \(permille),
                claimed_until_ms = \(now.adding(seconds: Limits.claimSeconds))
            WHERE day_on = \(claimed.day) AND asked_ms = \(claimed.askedAt) AND counted_ms IS NULL
            """)
    }

    /// Lets the day be counted by the next at once.
    func releaseClaim(of claimed: ClaimedDay) throws {
        try run(
            """
            UPDATE counted_day SET claimed_until_ms = \(Timestamp?.none), permille = 0
            WHERE day_on = \(claimed.day) AND asked_ms = \(claimed.askedAt)
            """)
    }

    /// By which secret the days so far were counted; `nil` where none was.
    func statisticsSecretMark() throws -> String? {
        try one("SELECT secret FROM counted_day WHERE secret IS NOT NULL LIMIT 1")?.text(at: 0)
    }

    /// Keeps a count in the place of the one before; gives `false` where a load asked for another one meanwhile.
    func store(
        _ counted: CountedPopulation, of claimed: ClaimedDay, by mark: String, at now: Timestamp
    ) throws -> Bool {
        let stored = try run(
            """
            UPDATE counted_day SET permille = 1000, counted_ms = \(now), claimed_until_ms = \(Timestamp?.none),
                persons = \(counted.persons), elsewhere = \(counted.elsewhere),
                has_communes = \(counted.areCommunes ? 1 : 0), secret = \(mark), digest = \(counted.digest)
            WHERE day_on = \(claimed.day) AND asked_ms = \(claimed.askedAt)
            """)
        guard stored == 1 else { return false }
        try run("DELETE FROM population_block WHERE day_on = \(counted.day)")
        try insert(
            counted.blocks.map { block in
                [
                    counted.day.sqlValue, .text(block.place.code), .text(block.place.province), .blob(block.content),
                ]
            }, into: "population_block", "day_on, commune, province, content")
        return true
    }
}
