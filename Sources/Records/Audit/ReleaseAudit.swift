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
        try checkResultFiles(release)
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

    /// A grant was used as often as there are releases under it, and no more often than it allows; it stands as was
    /// last decided.
    mutating func checkGrants(_ state: CaseState) throws {
        let grants = try db.rows(
            """
            SELECT id, uses_made, (SELECT count(*) FROM data_release r WHERE r.grant_id = g.id)
                + (SELECT count(*) FROM begun_release b WHERE b.grant_id = g.id
                    AND NOT EXISTS (SELECT 1 FROM data_release r WHERE r.id = b.id)) AS releases, standing
            FROM data_grant g WHERE case_id = \(id)
            """)
        for grant in grants
        where try grant.int(at: 1) != grant.int(at: 2) || grant.text(at: 3) != state.grantStanding.rawValue {
            findings.add("data_grant", try grant.text(at: 0), .different)
        }
    }

    private mutating func checkResultFiles(_ release: ReleaseID) throws {
        let made = try db.madeResults(release)
        var (found, expected): ([String: Bool], [String: Bool]) = ([:], [:])
        for made in made { expected["\(made.format) \(made.digest)"] = true }
        let rows = try db.rows("SELECT format, digest, content FROM result_file WHERE release_id = \(release)")
        for row in rows {
            let digest = try row.digest(at: 1)
            // Only the PDF is kept; the other forms are made anew from the answers, which are proved themselves.
            let content = try row.optionalBlob(at: 2)
            let isPDF = try row.text(at: 0) == ResultFormat.pdf.rawValue
            let isSound = isPDF ? content.map { Digest(of: $0) } == digest : content == nil
            found["\(try row.text(at: 0)) \(digest)"] = isSound
        }
        seen.resultFiles += rows.count
        findings.compare("result_file", of: release.text, found: found, expected: expected)
    }
}

extension Connection {
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
