// What a check has come across, to find rows that belong to nothing and texts that are needed.

import Storage

/// How many rows of each table the cases and releases of the log own, and what they need.
struct AuditCounts: Sendable {
    var cases = 0
    var subjects = 0
    var attachments = 0
    var releases = 0
    var blocks = 0
    var answers = 0
    var disclosures = 0
    var resultFiles = 0
    var calls = 0
    var marginals = 0
    /// The kept texts that cases go by, by their digests: services, and the lists of the files of procedures.
    var services: Set<String> = []
    var procedures: Set<String> = []
    /// A case could not be folded, since something of it was erased: what it owns was not counted.
    var isPartial = false

    mutating func add(_ other: AuditCounts) {
        cases += other.cases
        subjects += other.subjects
        attachments += other.attachments
        releases += other.releases
        blocks += other.blocks
        answers += other.answers
        disclosures += other.disclosures
        resultFiles += other.resultFiles
        calls += other.calls
        marginals += other.marginals
        services.formUnion(other.services)
        procedures.formUnion(other.procedures)
        isPartial = isPartial || other.isPartial
    }

    /// The tables that have more rows than the log accounts for.
    func surplus(_ db: any Connection) throws -> [AuditFinding] {
        var tables: [(String, Query, Int)] = [("case_row", "SELECT count(*) FROM case_row", cases)]
        if !isPartial { tables += content }
        return try tables.compactMap { table, query, seen in
            let there = try db.one(query)?.int(at: 0) ?? 0
            return there > seen ? AuditFinding(table, "rows that no case or release has", .unknown) : nil
        }
    }

    private var content: [(String, Query, Int)] {
        [
            ("subject", "SELECT count(*) FROM subject", subjects),
            ("attachment", "SELECT count(*) FROM attachment", attachments),
            ("data_release", "SELECT count(*) FROM data_release", releases),
            ("release_block", "SELECT count(*) FROM release_block", blocks),
            ("release_row", "SELECT count(*) FROM release_row", answers),
            ("disclosure", "SELECT count(*) FROM disclosure", disclosures),
            ("charged_marginal", "SELECT count(*) FROM charged_marginal", marginals),
            ("assertion_call", "SELECT count(*) FROM assertion_call", calls),
            ("result_file", "SELECT count(*) FROM result_file", resultFiles),
        ]
    }
}
