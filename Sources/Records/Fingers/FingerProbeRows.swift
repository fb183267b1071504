// The templates of fingers that came with requests.

import Basics
import Registry
import Storage

/// An uploaded template: of which case, with which bytes.
struct ProbePlace: SealedPlace, Hashable, Sendable {
    let caseID: CaseID
    let digest: Digest

    /// What it is sealed for.
    var about: String { "finger_probe \(caseID) \(digest)" }
}

extension Connection {
    /// Keeps an uploaded template under the name that lists call it by. The same file again is the newest of its name.
    func keep(_ template: SealedTemplate, at place: ProbePlace, named name: String, on moment: Timestamp) throws {
        try send(
            """
            INSERT INTO finger_probe (case_id, digest, file_name, key_id, sealed, uploaded_ms)
            VALUES (\(place.caseID), \(place.digest), \(name), \(template.key), \(template.bytes), \(moment))
            ON CONFLICT (case_id, digest, file_name) DO UPDATE SET uploaded_ms = excluded.uploaded_ms
            """)
    }

    /// The newest template of each name that was uploaded to a case.
    func probeNames(of caseID: CaseID) throws -> [String: Digest] {
        var newest: [String: Digest] = [:]
        try forEach(
            """
            SELECT file_name, digest FROM finger_probe WHERE case_id = \(caseID) ORDER BY uploaded_ms, digest
            """
        ) { row in newest[try row.text(at: 0)] = try row.digest(at: 1) }
        return newest
    }

    /// The templates with these digests in a case; what is not there is left out.
    func probes(of caseID: CaseID, _ digests: [Digest]) throws -> [Digest: SealedTemplate] {
        var found: [Digest: SealedTemplate] = [:]
        try forEach(
            """
            SELECT digest, key_id, sealed FROM finger_probe
            WHERE case_id = \(caseID) AND digest IN (\(list: digests))
            """
        ) { row in
            found[try row.digest(at: 0)] = SealedTemplate(key: try row.text(at: 1), bytes: try row.blob(at: 2))
        }
        return found
    }

    /// Which of these templates came with another request whose grant was opened before that one. (The ids of grants
    /// are in the order in which they were opened.)
    func probes(_ digests: [Digest], comparedBefore grant: Grant) throws -> Set<Digest> {
        let used = try rows(
            """
            SELECT DISTINCT p.digest FROM finger_probe p JOIN data_grant g ON g.case_id = p.case_id
            WHERE p.digest IN (\(list: digests)) AND g.id < \(grant.id) AND g.case_id <> \(grant.caseID)
            """)
        return Set(try used.map { try $0.digest(at: 0) })
    }

    func probeDigests(of caseID: CaseID) throws -> Set<Digest> {
        Set(try rows("SELECT DISTINCT digest FROM finger_probe WHERE case_id = \(caseID)").map { try $0.digest(at: 0) })
    }

    func probeCount(of caseID: CaseID) throws -> Int {
        try one("SELECT count(*) FROM finger_probe WHERE case_id = \(caseID)")?.int(at: 0) ?? 0
    }

    /// Takes away some of what was uploaded to a case.
    func dropProbes(_ digests: Set<Digest>, of caseID: CaseID) throws {
        let gone = digests.sorted { $0.hex < $1.hex }
        for some in gone.pieces(of: Batches.lookedUp) {
            try run("DELETE FROM finger_probe WHERE case_id = \(caseID) AND digest IN (\(list: Array(some)))")
        }
    }

    /// Templates of requests that are sealed with that key, by place, behind so many others.
    func probes(
        sealedWith key: String, behind passed: Int, limit: Int
    ) throws -> [(place: ProbePlace, template: SealedTemplate)] {
        try rows(
            """
            SELECT case_id, digest, key_id, sealed FROM finger_probe WHERE key_id = \(key)
            ORDER BY case_id, digest, file_name LIMIT \(limit) OFFSET \(passed)
            """
        ).map { row in
            (
                ProbePlace(caseID: try row.id(at: 0), digest: try row.digest(at: 1)),
                SealedTemplate(key: try row.text(at: 2), bytes: try row.blob(at: 3))
            )
        }
    }

    /// Gives a template another seal, wherever it has that one.
    func reseal(_ place: ProbePlace, from old: SealedTemplate, to new: SealedTemplate) throws {
        try send(
            """
            UPDATE finger_probe SET key_id = \(new.key), sealed = \(new.bytes)
            WHERE case_id = \(place.caseID) AND digest = \(place.digest) AND sealed = \(old.bytes)
            """)
    }
}
