// The figures of a request, counted by indexes.

import Basics
import Casework
import Registry
import Storage

extension Connection {
    /// What is counted of a request that was filed; `nil` for a draft. The longest list of persons takes part of a
    /// second (docs/performance.md).
    func figures(of state: CaseState, by calendar: WorkingCalendar, at now: Timestamp) throws -> WatchFigures? {
        guard let row = FiledRequestRow(state) else { return nil }
        var figures = WatchFigures(
            filedAt: row.filedAt, isWorkingDay: calendar.kind(of: row.filedAt.date).counts)
        figures.persons = row.persons
        try countNear(row, &figures)
        figures.earlier = try earlierSizes(row)
        try countWrong(state.requester.reference, at: now, &figures)
        guard let list = state.askedSubjects?.id else { return figures }
        try countSought(list, row, &figures)
        if figures.wrongPersons > 0 {
            figures.wrongHere = try wrongPersons(of: list, state.requester.reference, at: now)
        }
        return figures
    }

    private func countNear(_ row: FiledRequestRow, _ figures: inout WatchFigures) throws {
        let days = row.filedAt.around(days: Limits.nearRequestDays)
        let found = try one(
            """
            SELECT count(*), CAST(coalesce(sum(persons), 0) AS BIGINT) FROM filed_request
            WHERE requester = \(row.requester) AND service = \(row.service)
                AND filed_ms BETWEEN \(days.lowerBound) AND \(days.upperBound)
            """)
        figures.nearRequests = try found?.int(at: 0) ?? 0
        figures.nearPersons = try found?.int(at: 1) ?? 0
    }

    private func earlierSizes(_ row: FiledRequestRow) throws -> [Int] {
        try rows(
            """
            SELECT persons FROM filed_request
            WHERE requester = \(row.requester) AND service = \(row.service) AND filed_ms < \(row.filedAt)
                AND filed_ms >= \(row.filedAt.adding(seconds: -Limits.usualSizeDays * 86_400))
            ORDER BY filed_ms DESC LIMIT \(Limits.usualRequestsMax)
            """
        ).map { try $0.int(at: 0) }
    }

    /// Requests of others for the same persons. How many asked is counted, and who they are goes no further than here.
    /// The joins of this file are CROSS for SQLite, which then goes from the list to the others and never the other
    /// way, where it would read the list once for each of them.
    private func countSought(_ list: SubjectListID, _ row: FiledRequestRow, _ figures: inout WatchFigures) throws {
        let days = row.filedAt.around(days: Limits.soughtDays)
        let found = try one(
            """
            SELECT count(*), coalesce(max(others), 0) FROM (
                SELECT s.personal_id, count(DISTINCT f.requester) AS others
                FROM subject s CROSS JOIN asked_person a CROSS JOIN filed_request f
                WHERE s.list_id = \(list) AND a.personal_id = CAST(s.personal_id AS BIGINT)
                    AND a.filed_ms BETWEEN \(days.lowerBound) AND \(days.upperBound)
                    AND f.case_id = a.case_id AND f.requester <> \(row.requester)
                GROUP BY s.personal_id) AS sought
            """)
        figures.soughtPersons = try found?.int(at: 0) ?? 0
        figures.soughtBy = try found?.int(at: 1) ?? 0
    }

    private func countWrong(
        _ requester: RequesterReference, at now: Timestamp, _ figures: inout WatchFigures
    ) throws {
        let found = try one(
            """
            SELECT count(*), count(CASE WHEN most >= \(Limits.failedClaimsMax) THEN 1 END) FROM (
                SELECT personal_id, max(claims) AS most FROM (
                    SELECT personal_id, field, count(*) AS claims FROM failed_claim
                    WHERE recipient = \(requester.description) AND failed_ms > \(Self.oldestCounted(now))
                    GROUP BY personal_id, field) AS fields
                GROUP BY personal_id) AS persons
            """)
        figures.wrongPersons = try found?.int(at: 0) ?? 0
        figures.stoppedPersons = try found?.int(at: 1) ?? 0
    }

    private func wrongPersons(
        of list: SubjectListID, _ requester: RequesterReference, at now: Timestamp
    ) throws -> Int {
        try one(
            """
            SELECT count(DISTINCT f.personal_id) FROM subject s CROSS JOIN failed_claim f
            WHERE s.list_id = \(list) AND f.recipient = \(requester.description)
                AND f.personal_id = CAST(s.personal_id AS BIGINT) AND f.failed_ms > \(Self.oldestCounted(now))
            """)?.int(at: 0) ?? 0
    }
}

extension Timestamp {
    /// So many days before and after.
    fileprivate func around(days: Int) -> ClosedRange<Timestamp> {
        adding(seconds: -days * 86_400)...adding(seconds: days * 86_400)
    }
}
