// Releases: what was answered under a grant, recorded before anybody is told.

public import Basics
public import Casework
public import Registry
public import Storage

/// That a release was made. It carries no answers: those are read back with `releaseRows`, which finds only what is
/// committed. So nothing can leave that is not recorded first.
public struct Release: Hashable, Sendable {
    public let id: ReleaseID
    public let grant: GrantID
    public let caseID: CaseID
    public let recipient: RequesterReference
    /// The code of the service.
    public let service: String
    public let at: Timestamp
    public let rows: Int
    /// Rows whose keys identified a person.
    public let identified: Int
}

/// The list that a release answers, and the names of places by which its claims are compared.
public struct ReleaseList: Sendable {
    let subjects: SubjectList
    let places: PlaceNames

    public init(_ subjects: SubjectList, comparedBy places: PlaceNames) {
        self.subjects = subjects
        self.places = places
    }
}

extension Store {
    /// Answers the granted subjects once: counts the use, records answers and disclosures and enters the log, in one
    /// transaction. Returns after the commit is on disk. Throws `FulfilmentRefusal` when the grant stays shut.
    public func recordRelease(
        _ id: ReleaseID, under grant: GrantID, list: ReleaseList, by actor: Actor, at moment: Timestamp
    ) async throws -> Release {
        try await write { db in
            try db.recordRelease(id, under: grant, list: list, by: actor, at: moment)
        }
    }
}

extension Connection {
    /// The same inside a transaction of the caller, for an act that has more to write. The use is counted first, so
    /// that of several calls at once no more go through than there are uses. A repeated `id` gives the first result.
    public func recordRelease(
        _ id: ReleaseID, under grantID: GrantID, list: ReleaseList, by actor: Actor, at moment: Timestamp
    ) throws -> Release {
        if let made = try release(id) {
            guard made.grant == grantID else { throw StorageError.conflict("release \(id) is of another grant") }
            return made
        }
        guard let grant = try grant(grantID) else { throw FulfilmentRefusal.unknownGrant }
        let fulfilment = try Fulfilment(
            grant: grant, list: list.subjects, on: moment.date, places: list.places)
        try use(grant)
        var sums = ReleaseSums()
        try fulfil(fulfilment) { answers in try store(answers, of: id, grant, &sums) }
        let release = Release(
            id: id, grant: grant.id, caseID: grant.caseID, recipient: grant.recipient,
            service: grant.service.code, at: moment, rows: sums.rows, identified: sums.identified)
        try store(release)
        let entry = try LedgerEntry(
            type: "released", at: moment, actor: actor, payload: Release.Entry(release, grant, sums))
        try append([entry], to: "release:\(id)", expecting: 0)
        return release
    }

    private func store(
        _ answers: [AnswerRow], of release: ReleaseID, _ grant: Grant, _ sums: inout ReleaseSums
    ) throws {
        var rows: [[SQLValue]] = []
        var disclosures: [[SQLValue]] = []
        for answer in answers {
            let (stored, told) = (answer.stored, answer.told(under: grant))
            let keys: [SQLValue] = [
                release.sqlValue, .integer(Int64(answer.row)), .integer(answer.personalID.value),
            ]
            rows.append(keys + [.text(stored)])
            disclosures.append(keys + [.text(told)])
            sums.add(answer, stored: stored, told: told)
        }
        try insert("INSERT INTO release_row (release_id, row_number, personal_id, answer) VALUES ", rows: rows)
        try insert("INSERT INTO disclosure (release_id, row_number, personal_id, fields) VALUES ", rows: disclosures)
    }

    private func store(_ release: Release) throws {
        try run(
            """
            INSERT INTO data_release (id, grant_id, case_id, recipient, service, released_ms, row_count,
                identified_count)
            VALUES (\(release.id), \(release.grant), \(release.caseID), \(release.recipient.description),
                \(release.service), \(release.at), \(release.rows), \(release.identified))
            """)
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

    /// Answers of a recorded release in order, from row `first` of the list on, at most `limit`.
    public func releaseRows(_ id: ReleaseID, from first: Int = 1, limit: Int) throws -> [AnswerRow] {
        try rows(
            """
            SELECT row_number, personal_id, answer FROM release_row
            WHERE release_id = \(id) AND row_number >= \(first) ORDER BY row_number LIMIT \(limit)
            """
        ).map { row in
            guard let person = PersonalID(value: try row.int64(at: 1)),
                let answer = AnswerRow(row: try row.int(at: 0), personalID: person, stored: try row.text(at: 2))
            else { throw StorageError.corrupt("row \(try row.int(at: 0)) of release \(id) cannot be read") }
            return answer
        }
    }
}

extension AnswerRow {
    /// `blood_type:1.1 spouse_id:1.2`: each field that was told, with its clause. Empty where nothing was.
    fileprivate func told(under grant: Grant) -> String {
        disclosed(under: grant).map { "\($0.field.rawValue):\($0.clause)" }.joined(separator: " ")
    }
}

extension Release {
    fileprivate init(_ row: Row) throws {
        let id: ReleaseID = try row.id(at: 0)
        guard let recipient = RequesterReference(try row.text(at: 3)) else {
            throw StorageError.corrupt("the recipient of the release \(id) cannot be read")
        }
        self.init(
            id: id, grant: try row.id(at: 1), caseID: try row.id(at: 2), recipient: recipient,
            service: try row.text(at: 4), at: try row.timestamp(at: 5), rows: try row.int(at: 6),
            identified: try row.int(at: 7))
    }

    /// What the log says of a release: digests of both tables, so that neither can be changed unseen.
    fileprivate struct Entry: Encodable {
        let grant: GrantID
        let caseID: CaseID
        let recipient: RequesterReference
        let service: String
        let clauses: [String]
        let rows: Int
        let identified: Int
        let disclosures: String
        let answers: String

        init(_ release: Release, _ grant: Grant, _ sums: ReleaseSums) {
            self.grant = grant.id
            caseID = grant.caseID
            recipient = grant.recipient
            service = grant.service.code
            clauses = grant.clauses.map { "\($0.number) \($0.field.rawValue)" }
            rows = release.rows
            identified = release.identified
            disclosures = sums.disclosures.digest.hex
            answers = sums.answers.digest.hex
        }
    }
}

/// What is counted and summed up while rows are stored.
private struct ReleaseSums {
    private(set) var rows = 0
    private(set) var identified = 0
    private(set) var answers = Chain()
    private(set) var disclosures = Chain()

    mutating func add(_ answer: AnswerRow, stored: String, told: String) {
        rows += 1
        if answer.isIdentified { identified += 1 }
        answers.add(row: answer.row, person: answer.personalID.value, stored)
        disclosures.add(row: answer.row, person: answer.personalID.value, told)
    }
}

/// SHA-256 of the sum so far and the next line, line by line: the order counts, and nothing has to be kept.
private struct Chain {
    private(set) var digest = Digest(of: "trinhky release 1\n")

    mutating func add(row: Int, person: Int64, _ text: String) {
        var bytes = digest.bytes
        bytes.append(contentsOf: "\(row)\t\(person)\t\(text)\n".utf8)
        digest = Digest(of: bytes)
    }
}
