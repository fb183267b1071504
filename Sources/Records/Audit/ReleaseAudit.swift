// Releases held against the log: the record, the answers, the disclosures, the uses of the grant, the files made.

import Basics
import Casework
import Storage

extension CaseAudit {
    mutating func checkRelease(_ release: ReleaseID, _ history: CaseHistory) throws {
        let (found, counts) = try db.differences(of: release)
        findings.add(found)
        seen.add(counts)
        guard history.state.id == (try db.releaseEntry(release))?.entry.caseID else {
            return findings.add("data_release", release.text, .different)
        }
        let (unsound, files) = try db.differencesOfFiles(of: release)
        findings.add(unsound)
        seen.resultFiles += files
    }

    /// A release that is being answered: nothing of it has left, and the log says nothing of it yet. Its blocks follow
    /// one another and hold the rows that are there.
    mutating func checkBegunRelease() throws {
        guard let release = try db.begunRelease(of: id)?.id else { return }
        let blocks = try db.blocks(of: release)
        seen.add(blocks)
        for (index, block) in blocks.enumerated() {
            if block.number != index + 1 { findings.add("release_block", release.text, .different) }
            findings.add(try db.differences(of: block, in: release))
        }
        let answered = try db.one("SELECT count(*) FROM release_row WHERE release_id = \(release)")?.int(at: 0) ?? 0
        if answered > blocks.reduce(0, { $0 + $1.rows }) { findings.add("release_block", release.text, .missing) }
    }

    /// A grant was used as often as there are releases under it, or marginals that its tables took, and no more often
    /// than it allows; it stands as was last decided.
    mutating func checkGrants(_ state: CaseState) throws {
        let grants = try db.rows(
            """
            SELECT id, uses_made, (SELECT count(*) FROM data_release r WHERE r.grant_id = g.id)
                + (SELECT count(*) FROM begun_release b WHERE b.grant_id = g.id
                    AND NOT EXISTS (SELECT 1 FROM data_release r WHERE r.id = b.id))
                + (SELECT count(*) FROM charged_marginal m WHERE m.grant_id = g.id) AS releases, standing
            FROM data_grant g WHERE case_id = \(id)
            """)
        for grant in grants
        where try grant.int(at: 1) != grant.int(at: 2) || grant.text(at: 3) != state.grantStanding.rawValue {
            findings.add("data_grant", try grant.text(at: 0), .different)
        }
        try checkMarginals(state)
    }

    /// What tables took of the budgets is what the case says of each.
    private mutating func checkMarginals(_ state: CaseState) throws {
        let charged = try db.rows(
            """
            SELECT m.grant_id, m.marginal, m.recipient, m.day_on FROM charged_marginal m
            JOIN data_grant g ON g.id = m.grant_id WHERE g.case_id = \(id)
            """)
        let recipient = state.requester.reference.description
        let known = Set(state.tables.flatMap(\.marginals))
        let found = Set(try charged.map { try $0.text(at: 1) })
        seen.marginals += charged.count
        for one in charged {
            let (marginal, day) = (try one.text(at: 1), try one.text(at: 3))
            let isSound = try known.contains(marginal) && one.text(at: 2) == recipient && marginal.hasPrefix("\(day)/")
            if !isSound { findings.add("charged_marginal", "\(try one.text(at: 0)) \(marginal)", .different) }
        }
        for missing in known.subtracting(found).sorted() {
            findings.add("charged_marginal", "\(id) \(missing)", .missing)
        }
    }
}

// MARK: Releases that no event of a case says

extension Connection {
    /// The releases that no event of a case leads to, with their files: those that rest on the law alone, with the
    /// grants they were made under, and those of calls.
    func differencesBesideCases() throws -> ([AuditFinding], AuditCounts) {
        var (findings, counts) = (AuditFindings(), AuditCounts())
        let (prefix, end) = (ReleaseEntry.prefix, ReleaseEntry.prefix.dropLast() + ";")
        // Those of lists are known by their cases. That a server called is what the log says, whatever the tables hold.
        try forEach(
            """
            SELECT stream FROM event e WHERE stream > \(prefix) AND stream < \(String(end)) AND seq = 1
                AND (payload LIKE '%"call":"%' OR NOT EXISTS (SELECT 1 FROM data_release r
                    WHERE r.id = substr(e.stream, \(prefix.utf8.count + 1)) AND r.case_id IS NOT NULL))
            ORDER BY stream
            """
        ) { row in
            let stream = try row.text(at: 0)
            guard let id = ReleaseID(String(stream.dropFirst(prefix.count))) else {
                return findings.add("event", stream, .different)
            }
            let said = try releaseEntry(id)?.entry
            // One of a list whose record is gone: the case says so.
            guard said?.caseID == nil || said?.call != nil else { return }
            let (found, seen) = try differences(of: id)
            if let call = said?.call {
                findings.add(try differences(ofCall: id, from: call))
                counts.calls += 1
            }
            let (unsound, files) = try differencesOfFiles(of: id)
            findings.add(found + unsound)
            counts.add(seen)
            counts.resultFiles += files
        }
        findings.add(try differencesOfLawfulGrants())
        return (findings.all, counts)
    }

    /// What a call said beside its person is what the log has the digest of.
    private func differences(ofCall id: ReleaseID, from digest: Digest) throws -> [AuditFinding] {
        guard let call = try assertionCall(id) else { return [AuditFinding("assertion_call", id.text, .missing)] }
        let isSound = try call.digest == digest && call.grant == release(id)?.grant
        return isSound ? [] : [AuditFinding("assertion_call", id.text, .different)]
    }

    /// Each is of a person with an account, with which the log has it, and was used as often as there are releases
    /// under it; nobody suspends what the law gives.
    private func differencesOfLawfulGrants() throws -> [AuditFinding] {
        try rows(
            """
            SELECT id FROM data_grant g WHERE case_id IS NULL AND (standing <> \(GrantStanding.open.rawValue)
                OR uses_made <> (SELECT count(*) FROM data_release r WHERE r.grant_id = g.id)
                OR NOT EXISTS (SELECT 1 FROM account a WHERE 'person:' || a.id = g.recipient))
            LIMIT 1
            """
        ).map { AuditFinding("data_grant", try $0.text(at: 0), .different) }
    }
}

extension Connection {
    /// What of the files made of a release is not as the log says, and how many there are.
    func differencesOfFiles(of release: ReleaseID) throws -> ([AuditFinding], Int) {
        var (found, expected): ([String: Bool], [String: Bool]) = ([:], [:])
        for made in try madeResults(release) { expected["\(made.format) \(made.digest)"] = true }
        let rows = try rows("SELECT format, digest, content FROM result_file WHERE release_id = \(release)")
        for row in rows {
            let digest = try row.digest(at: 1)
            // Only the PDF is kept; the other forms are made anew from the answers, which are proved themselves.
            let content = try row.optionalBlob(at: 2)
            let isPDF = try row.text(at: 0) == ResultFormat.pdf.rawValue
            let isSound = isPDF ? content.map { Digest(of: $0) } == digest : content == nil
            found["\(try row.text(at: 0)) \(digest)"] = isSound
        }
        var findings = AuditFindings()
        findings.compare("result_file", of: release.text, found: found, expected: expected)
        return (findings.all, rows.count)
    }

    /// What of a release is not as the log says, and how many rows were looked at.
    func differences(of id: ReleaseID) throws -> ([AuditFinding], AuditCounts) {
        let (blocks, found) = try provedBlocks(of: id)
        var (findings, counts) = (AuditFindings(), AuditCounts())
        findings.add(found)
        counts.releases = 1
        counts.add(blocks)
        for block in blocks { findings.add(try differences(of: block, in: id)) }
        return (findings.all, counts)
    }

    /// The blocks of a release, and what of its record and of them is not as the log says. Their rows are not looked
    /// at.
    func provedBlocks(of id: ReleaseID) throws -> ([ReleaseBlock], [AuditFinding]) {
        let blocks = try blocks(of: id)
        guard let (entry, at) = try releaseEntry(id) else {
            return (blocks, [AuditFinding("data_release", id.text, .unknown)])
        }
        guard let row = try release(id) else { return (blocks, [AuditFinding("data_release", id.text, .missing)]) }
        var findings: [AuditFinding] = []
        if row.grant != entry.grant || row.caseID != entry.caseID || row.recipient != entry.recipient
            || row.service != entry.service || row.rows != entry.rows || row.identified != entry.identified
            || row.at != at
        {
            findings.append(AuditFinding("data_release", id.text, .different))
        }
        if blocks.digest != entry.blocks {
            let isShort = blocks.reduce(0) { $0 + $1.rows } < entry.rows
            findings.append(AuditFinding("release_block", id.text, isShort ? .missing : .different))
        }
        return (blocks, findings)
    }
}

extension AuditCounts {
    /// The rows of these blocks are accounted for.
    fileprivate mutating func add(_ some: [ReleaseBlock]) {
        blocks += some.count
        answers += some.reduce(0) { $0 + $1.rows }
        disclosures += some.reduce(0) { $0 + $1.rows }
    }
}
