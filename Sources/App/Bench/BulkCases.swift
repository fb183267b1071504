// Very many cases for measuring lists: rows of the read tables alone, which is all that lists read.

import Basics
import Casework
import Records
import Storage

/// Fills a database with cases that have no events: pages of lists are served from them, pages of cases are not. Half
/// of them are the centre's, a fifth the ministry's; of these, a quarter each waits on the clerks, the officers, the
/// approvers and the ministry itself.
struct BulkCases: Sendable {
    let store: any Store
    let count: Int
    /// Who files a fifth of them, as the tables name an organisation.
    let filer: String
    /// The code of the service that all of them ask for.
    let service: String

    /// Cases of one transaction.
    private static let atOnce = 50_000
    private static let wordsAtOnce = 10_000
    private static let start: Int64 = 1_764_000_000_000

    /// A place in the middle of a list of cases, and one in the middle of an inbox.
    var middle: (cases: Cursor, inbox: Cursor) {
        (
            Cursor([.integer(Self.start + Int64(count) / 2 * 1_000), .text("")]),
            Cursor([.text("2026-12-20"), .integer(Self.start), .text(""), .text("")])
        )
    }

    func fill() async throws {
        for first in stride(from: 0, to: count, by: Self.atOnce) {
            let numbers = numbers(from: first, to: min(first + Self.atOnce, count) - 1)
            try await store.write { [self] db in
                try db.run("\(numbers) \(cases)")
                try db.run("\(numbers) \(offices)")
                try db.run("\(numbers) \(tasks)")
            }
        }
        try await analyze()
    }

    /// Gives each of them the words of a short dossier, as the index has them: the commonest
    /// are in all, the rarest in one.
    func fillWords() async throws {
        for first in stride(from: 0, to: count, by: Self.wordsAtOnce) {
            let numbers = numbers(from: first, to: min(first + Self.wordsAtOnce, count) - 1)
            try await store.write { [self] db in try db.run("\(numbers) \(words)") }
        }
        try await analyze()
    }

    /// What a server does by itself as tables grow.
    private func analyze() async throws {
        if store.dialect.name == "postgresql" { try await store.write { try $0.run("ANALYZE") } }
    }

    /// The cases of these numbers: with an id, the office, and a moment that does not grow with the number, as acts
    /// come to old cases as well as to new ones.
    private func numbers(from first: Int, to last: Int) -> Query {
        """
        WITH RECURSIVE numbers (n) AS (
            SELECT CAST(\(first) AS BIGINT) UNION ALL SELECT n + 1 FROM numbers WHERE n < CAST(\(last) AS BIGINT)
        ), cases (n, id, office, at_ms) AS (
            SELECT n, '01999999-0000-7000-8000-' || substr('00000000000' || CAST(n AS TEXT), length(CAST(n AS TEXT))),
                CASE n % 2 WHEN 0 THEN 'central' ELSE '01' END,
                CAST(\(Self.start) AS BIGINT) + n * 7919 % CAST(\(count) AS BIGINT) * 1000
            FROM numbers
        )
        """
    }

    private var cases: Query {
        """
        INSERT INTO case_row (id, code, service, requester, requester_name, stage, office, is_manual, version,
            created_by, created_ms, filed_ms, due_on, updated_ms)
        SELECT id, 'G01.06-261123-' || CAST(n AS TEXT), \(service),
            CASE n % 5 WHEN 0 THEN \(filer) ELSE 'organization:' || CAST(n % 1000 AS TEXT) END,
            'Văn phòng công chứng số ' || CAST(n % 1000 AS TEXT), CASE n % 5 WHEN 0 THEN 'filed' ELSE 'closed' END,
            office, 0, 9, 'system', at_ms, at_ms, NULL, at_ms
        FROM cases
        """
    }

    /// Every seventh came from elsewhere.
    private var offices: Query {
        """
        INSERT INTO case_office (case_id, office, updated_ms, stage, service, filed_ms)
        SELECT id, office, at_ms, CASE n % 5 WHEN 0 THEN 'filed' ELSE 'closed' END, \(service), at_ms FROM cases
        UNION ALL
        SELECT id, '79', at_ms, CASE n % 5 WHEN 0 THEN 'filed' ELSE 'closed' END, \(service), at_ms
        FROM cases WHERE n % 7 = 0
        """
    }

    private var tasks: Query {
        """
        INSERT INTO task (case_id, task_id, node, role, holder, is_optional, assignee, due_on, opened_ms, stage,
            service, filed_ms)
        SELECT id, 'task-1', 'work',
            CASE n / 10 % 4 WHEN 0 THEN 'clerk' WHEN 1 THEN 'officer' WHEN 2 THEN 'approver' ELSE 'filer' END,
            CASE n / 10 % 4 WHEN 3 THEN \(filer) ELSE office END, 0, '',
            '2026-12-' || CAST(10 + n / 40 % 20 AS TEXT), at_ms, 'filed', \(service), at_ms
        FROM cases WHERE n % 5 = 0
        """
    }

    private var words: Query {
        """
        INSERT INTO case_text (number, case_id, words)
        SELECT n + 1, id,
            ' o_' || office || CASE n % 7 WHEN 0 THEN ' o_79' ELSE '' END || ' r_'
            || CASE n % 5 WHEN 0 THEN replace(replace(lower(\(filer)), ':', '_'), '-', '_')
                ELSE 'organization_' || CAST(n % 1000 AS TEXT) END
            || ' van phong cong chung so cong hoa xa hoi chu nghia viet nam doc lap tu do hanh phuc phieu tiep nhan'
            || ' ho so khai thac thong tin co dan cu xac minh nhan than ngay thang nam sinh can cuoc quoc gia'
            || CASE WHEN n % 5 < 2 THEN ' nguyen' ELSE '' END || CASE n % 50 WHEN 0 THEN ' hoa2' ELSE '' END
            || ' tu' || CAST(n % 1009 AS TEXT) || ' tu' || CAST(n % 1013 AS TEXT) || ' so' || CAST(n % 9973 AS TEXT)
            || ' ma' || CAST(n AS TEXT) || ' '
        FROM cases
        """
    }
}
