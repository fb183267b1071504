// A person's own record, which the law gives them without a decision.

public import Basics
public import Casework
public import Registry
public import Storage

/// Why somebody cannot be shown their own record. The codes are translation keys.
public enum OwnRecordRefusal: String, Error, CaseIterable, Sendable {
    /// The account is not bound to a person, or the registry has nobody of that number.
    case noRecord = "no-record"
    /// No article in force today gives it.
    case noLaw = "no-law"
    /// It has changed more often today than answers are given in a day.
    case usedUp = "used-up"
}

/// The own record as it was released and opened, and where each of its values comes from.
public struct OwnRecord: Sendable {
    public let result: OpenedResult
    public let answer: AnswerRow
    /// The person as a requester.
    public let requester: Requester
    /// By field; a field that the records of others tell has none.
    public let origins: [PersonField: ValueOrigin]
}

/// Hands people their own record. It is a disclosure as any other: under a grant for one day that rests on the article
/// of that day, counted, answered through the grant, recorded and opened before anything is shown
/// ([decision 035](../../../docs/decisions/035-own-record.md)). As long as the record says the same, the day has one
/// release, however often it is looked at.
public struct OwnRecordDesk: Sendable {
    let store: any Store
    let service: ServiceEntry?
    let results: ResultDesk

    public init(store: any Store, catalogue: Catalogue, results: ResultDesk) {
        self.store = store
        service = catalogue.ownRecord
        self.results = results
    }

    /// Opens the record of the person whose account `actor` holds, or who stands at their desk. Throws
    /// `OwnRecordRefusal`.
    /// - Parameter person: the number that the account is bound to, if any.
    public func open(
        _ person: PersonalID?, as format: ResultFormat, by actor: Actor, at now: Timestamp
    ) async throws -> OwnRecord {
        guard let service, let law = service.laws.first(where: { $0.isInForce(on: now.date) }) else {
            throw OwnRecordRefusal.noLaw
        }
        guard actor.roles.contains(.citizen), let account = actor.person, let person else {
            throw OwnRecordRefusal.noRecord
        }
        let asked = OwnGrant(account: account, person: person, service: service, article: law.article, day: now.date)
        var release = try await store.read { db in try db.today(asked)?.release }
        if release == nil { release = try await make(asked, by: actor, at: now) }
        guard let release else { throw OwnRecordRefusal.noRecord }
        try await results.note(release, as: format, by: actor, at: now)
        guard let result = try await results.opened(release, of: nil, isUnderGrant: true) else {
            throw StorageError.corrupt("release \(release) is missing")
        }
        return try await store.read { db in
            guard let block = result.blocks.first, let answer = try db.answers(of: block, in: release).first else {
                throw StorageError.corrupt("release \(release) answers nothing")
            }
            let states = try db.history(of: person)
            guard let present = states.last?.person else { throw OwnRecordRefusal.noRecord }
            return OwnRecord(
                result: result, answer: answer, requester: Requester(present, account: account),
                origins: states.origins)
        }
    }

    /// Answers and records, in one transaction; somebody who was faster has done it.
    private func make(_ asked: OwnGrant, by actor: Actor, at now: Timestamp) async throws -> ReleaseID? {
        try await store.write { db in
            try db.hold(asked.account)
            let today = try db.today(asked)
            if let release = today?.release { return release }
            let grant = try today?.grant ?? asked.grant(GrantID(at: now, random: Random.bytes(10)))
            guard let answer = try db.answer(try OwnFulfilment(grant: grant, on: now.date)) else { return nil }
            let rows = try db.open(grant)
            let open: BegunRelease
            do {
                open = try db.begin(ReleaseID(at: now, random: Random.bytes(10)), under: grant.id, at: now)
            } catch FulfilmentRefusal.usedUp {
                throw OwnRecordRefusal.usedUp
            }
            var answered = AnsweredSubjects()
            answered.rows = [answer]
            guard let block = AnsweredBlock(answered, after: nil, under: grant, at: now) else { return nil }
            try db.store(block, of: open.id)
            let (release, entry) = try db.record(open, [block.block], by: actor, at: now)
            // Last, since all writers wait for the head of the log.
            try db.append([try RecordedRows.entry(rows, of: grant.owner, by: actor, at: now), entry])
            return release.id
        }
    }
}

/// What the law gives somebody on one day.
private struct OwnGrant {
    let account: AccountID
    let person: PersonalID
    let service: ServiceEntry
    let article: String
    let day: LocalDate

    var recipient: RequesterReference { .person(account) }

    func grant(_ id: GrantID) throws -> Grant {
        try Grant(
            id: id, basis: .law(article: article), recipient: recipient, service: service.granted,
            fields: service.fields.compactMap { PersonField(rawValue: $0) }, scope: .oneself(person),
            uses: GrantedUses(Limits.ownRecordsPerDay, per: .call), valid: day...day)
    }
}

extension Connection {
    /// The grant of that day, and the release under it that says what the registry says now, as far as there are.
    fileprivate func today(_ asked: OwnGrant) throws -> (grant: Grant, release: ReleaseID?)? {
        let row = try one(
            """
            SELECT id FROM data_grant WHERE recipient = \(asked.recipient.description) AND case_id IS NULL
            ORDER BY id DESC LIMIT 1
            """)
        // One of another day, of another person or of another catalogue is another grant.
        guard let id: GrantID = try row?.id(at: 0), let grant = try grant(id), grant == (try asked.grant(id)) else {
            return nil
        }
        guard let release = try lastRelease(under: id), let block = try blocks(of: release).first,
            let answer = try answer(try OwnFulfilment(grant: grant, on: asked.day)),
            try answers(of: block, in: release) == [answer]
        else { return (grant, nil) }
        return (grant, release)
    }

    private func lastRelease(under grant: GrantID) throws -> ReleaseID? {
        try one("SELECT id FROM data_release WHERE grant_id = \(grant) ORDER BY id DESC LIMIT 1")?.id(at: 0)
    }
}
