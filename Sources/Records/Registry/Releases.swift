// Releases: what was answered under a grant, recorded before anybody is told.

public import Basics
import Casework
import Registry
public import Storage

/// That a release was made. It carries no answers: those are read back by its blocks (`answers`), which are those that
/// the log knows. So nothing can leave that is not recorded first.
public struct Release: Hashable, Sendable {
    public let id: ReleaseID
    public let grant: GrantID
    /// The case whose decision allowed it; `nil` where the law itself does.
    public let caseID: CaseID?
    public let recipient: RequesterReference
    /// The code of the service.
    public let service: String
    public let at: Timestamp
    public let rows: Int
    /// Rows whose keys identified a person.
    public let identified: Int
}

/// A release that is being answered. Its blocks are on disk as they are made; nothing of it leaves before it is
/// recorded.
public struct BegunRelease: Hashable, Sendable {
    let id: ReleaseID
    let grant: Grant
    let begunAt: Timestamp
}

extension Connection {
    /// Begins a release: the grant must be open on this day, and one use of it is counted, so that of several calls at
    /// once no more go through than there are uses. Throws `FulfilmentRefusal` when the grant stays shut.
    func begin(_ id: ReleaseID, under grantID: GrantID, at moment: Timestamp) throws -> BegunRelease {
        guard let grant = try grant(grantID) else { throw FulfilmentRefusal.unknownGrant }
        return try begin(id, under: grant, at: moment)
    }

    /// The same under a grant that was just read.
    func begin(_ id: ReleaseID, under grant: Grant, at moment: Timestamp) throws -> BegunRelease {
        _ = try grant.persons(on: moment.date)
        try use(grant)
        return BegunRelease(id: id, grant: grant, begunAt: moment)
    }

    /// Keeps a begun release for whoever goes on with it. Gives the row for the log to prove.
    func keep(_ release: BegunRelease) throws -> [RecordedRow] {
        guard let caseID = release.grant.caseID else {
            throw StorageError.conflict("release \(release.id) is not of a list")
        }
        return try rows(
            """
            INSERT INTO begun_release (id, grant_id, case_id, begun_ms)
            VALUES (\(release.id), \(release.grant.id), \(caseID), \(release.begunAt))
            RETURNING *
            """
        ).map { try RecordedRow(.begunReleases, $0) }
    }

    /// The release of a case that was begun and is not recorded yet.
    func begunRelease(of caseID: CaseID) throws -> BegunRelease? { try begunRelease(where: "b.case_id = \(caseID)") }

    func begunRelease(_ id: ReleaseID) throws -> BegunRelease? { try begunRelease(where: "b.id = \(id)") }

    private func begunRelease(where condition: Query) throws -> BegunRelease? {
        let row = try one(
            """
            SELECT b.id, b.grant_id, b.begun_ms FROM begun_release b
            WHERE \(condition) AND NOT EXISTS (SELECT 1 FROM data_release r WHERE r.id = b.id)
            """)
        guard let row else { return nil }
        let grantID: GrantID = try row.id(at: 1)
        guard let grant = try grant(grantID) else { throw StorageError.corrupt("the grant \(grantID) is missing") }
        return BegunRelease(id: try row.id(at: 0), grant: grant, begunAt: try row.timestamp(at: 2))
    }

    /// Records a release whose list is answered by these blocks: from now on it may be told. Gives what the log is to
    /// say of it, which the caller appends last in the same transaction.
    func record(
        _ open: BegunRelease, _ blocks: [ReleaseBlock], call: AssertionCall? = nil, by actor: Actor,
        at moment: Timestamp
    ) throws -> (release: Release, entry: StreamEntries) {
        let grant = open.grant
        let release = Release(
            id: open.id, grant: grant.id, caseID: grant.caseID, recipient: grant.recipient,
            service: grant.service.code, at: moment, rows: blocks.reduce(0) { $0 + $1.rows },
            identified: blocks.reduce(0) { $0 + $1.identified })
        guard release.rows == (try grant.persons(on: open.begunAt.date)) else {
            throw StorageError.conflict("release \(open.id) is not answered to its end")
        }
        try run(
            """
            INSERT INTO data_release (id, grant_id, case_id, recipient, service, released_ms, row_count,
                identified_count)
            VALUES (\(release.id), \(release.grant), \(release.caseID), \(release.recipient.description),
                \(release.service), \(release.at), \(release.rows), \(release.identified))
            """)
        let entry = try LedgerEntry(
            type: ReleaseEntry.type, at: moment, actor: actor, payload: ReleaseEntry(release, grant, blocks, call))
        return (release, StreamEntries(stream: ReleaseEntry.stream(of: open.id), seq: 0, entries: [entry]))
    }

    // MARK: Reading

    public func release(_ id: ReleaseID) throws -> Release? {
        try one(
            """
            SELECT id, grant_id, case_id, recipient, service, released_ms, row_count, identified_count
            FROM data_release WHERE id = \(id)
            """
        ).map(Release.init)
    }

    /// What the log says of a release, and when it was made; `nil` when the log knows of none.
    func releaseEntry(_ id: ReleaseID) throws -> (entry: ReleaseEntry, at: Timestamp)? {
        guard let stored = try entries(of: ReleaseEntry.stream(of: id), limit: 1).first,
            stored.type == ReleaseEntry.type
        else { return nil }
        return (try stored.decoded(), stored.at)
    }
}

extension Release {
    fileprivate init(_ row: Row) throws {
        let id: ReleaseID = try row.id(at: 0)
        guard let recipient = RequesterReference(try row.text(at: 3)) else {
            throw StorageError.corrupt("the recipient of the release \(id) cannot be read")
        }
        self.init(
            id: id, grant: try row.id(at: 1), caseID: try row.optionalID(at: 2), recipient: recipient,
            service: try row.text(at: 4), at: try row.timestamp(at: 5), rows: try row.int(at: 6),
            identified: try row.int(at: 7))
    }
}

/// What the log says of a release. The digest of its blocks, which have digests of their rows, proves every answer and
/// every disclosure.
struct ReleaseEntry: Codable, Sendable {
    static let type = "released"
    static let prefix = "release:"
    static func stream(of id: ReleaseID) -> String { "\(prefix)\(id)" }

    let grant: GrantID
    let caseID: CaseID?
    let recipient: RequesterReference
    let service: String
    let clauses: [String]
    let rows: Int
    let identified: Int
    /// `[ReleaseBlock].digest`
    let blocks: Digest
    /// `AssertionCall.digest` where a server called.
    let call: Digest?

    fileprivate init(_ release: Release, _ grant: Grant, _ blocks: [ReleaseBlock], _ call: AssertionCall?) {
        self.grant = grant.id
        caseID = grant.caseID
        recipient = grant.recipient
        service = grant.service.code
        clauses = grant.clauses.map { "\($0.number) \($0.field.rawValue)" }
        rows = release.rows
        identified = release.identified
        self.blocks = blocks.digest
        self.call = call?.digest
    }
}
