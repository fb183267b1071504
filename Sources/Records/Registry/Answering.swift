// Reading, for a fulfilment, what its grant lets it see.

import Basics
import Registry
import Storage

extension Connection {
    /// The grant of a begun release, opened for its list as it is stored, which is read once from end to end; `see` is
    /// called with each of its persons.
    func fulfilment(
        of release: BegunRelease, comparedBy places: PlaceNames, _ see: (Subject) -> Void = { _ in }
    ) throws -> Fulfilment {
        let day = release.begunAt.date
        let list = try release.grant.open(on: day).list
        var sum = SubjectListSum()
        try forEachSubject(of: list) { subject in
            sum.add(subject)
            see(subject)
        }
        return try Fulfilment(grant: release.grant, list: sum.reference(list), on: day, places: places)
    }

    /// Answers the granted subjects that follow `previous`, at most `Limits.releaseBlockRows`; `nil` when all are
    /// answered. Internal on purpose: what leaves the server is read back from a recorded release (`answers`).
    /// - Parameter fingers: the keys of fingerprints, read only where the grant asks for them.
    func answerBlock(
        of fulfilment: Fulfilment, after previous: ReleaseBlock?, at moment: Timestamp,
        fingers: FingerKeyFile = .none
    ) throws -> AnsweredBlock? {
        let answered = previous?.lastRow ?? 0
        let subjects = try subjects(of: fulfilment.granted, after: answered, limit: Limits.releaseBlockRows)
        return try answerBlock(of: fulfilment, subjects, after: previous, at: moment, fingers: fingers)
    }

    /// The same for subjects that were read already.
    func answerBlock(
        of fulfilment: Fulfilment, _ subjects: [Subject], after previous: ReleaseBlock?, at moment: Timestamp,
        fingers: FingerKeyFile = .none
    ) throws -> AnsweredBlock? {
        AnsweredBlock(
            try answer(fulfilment, subjects, at: moment, fingers), after: previous, under: fulfilment.grant,
            at: moment)
    }

    /// The recipient's own values; `nil` where the registry has nobody of that number.
    func answer(_ fulfilment: OwnFulfilment) throws -> AnswerRow? {
        let selection = PersonSelection(fields: fulfilment.fieldsRead)
        let row = try one(
            "SELECT \(selection.sql) FROM \(selection.tables) WHERE p.personal_id = \(fulfilment.person.value)")
        guard let record = try row.map(selection.person) else { return nil }
        let noClaims: [[PersonField: String]] = []
        let relations = try Relations(
            fulfilment.fieldsRead, of: [record.personalID.value: record], claims: noClaims, self)
        return try fulfilment.answer(record, relations: relations.of(record))
    }

    /// What a call asks about one person, read in the transaction that records it.
    func answer(
        _ call: PersonCall, under fulfilment: CallFulfilment, at moment: Timestamp
    ) throws -> AnsweredSubjects {
        let (number, fields) = (call.subject.personalID, fulfilment.fieldsRead(call))
        let selection = PersonSelection(fields: fields)
        let record = try one(
            "SELECT \(selection.sql) FROM \(selection.tables) WHERE p.personal_id = \(number.value)"
        ).map(selection.person)
        let known = record.map { [number.value: $0] } ?? [:]
        let relations = try Relations(fields, of: known, claims: [call.subject.claims], self).of(record)
        let failed = try failedClaims(of: fulfilment.grant.recipient, about: [number], at: moment)[number]
        var answers = AnsweredSubjects()
        let answer = fulfilment.answer(
            call, record: record, relations: relations, failed: failed ?? FailedClaims(), on: moment.date)
        answers.failed = FailedClaim.all(in: answer, to: call.subject)
        answers.rows = [answer]
        return answers
    }

    private func answer(
        _ fulfilment: Fulfilment, _ subjects: [Subject], at moment: Timestamp, _ keyFile: FingerKeyFile
    ) throws -> AnsweredSubjects {
        let selection = PersonSelection(fields: fulfilment.fieldsRead)
        var records: [Int64: PersonRecord] = [:]
        records.reserveCapacity(subjects.count)
        let numbers = subjects.map(\.personalID.value)
        try forEach(
            "SELECT \(selection.sql) FROM \(selection.tables) WHERE p.personal_id IN (\(list: numbers))"
        ) { row in
            let person = try selection.person(row)
            records[person.personalID.value] = person
        }
        let relations = try Relations(fulfilment.fieldsRead, of: records, claims: subjects.lazy.map(\.claims), self)
        let fingers =
            try fulfilment.fieldsRead.contains(.fingerprint)
            ? FingerVerdicts(of: subjects, under: fulfilment.grant, opening: try keyFile.keys(), self) : nil
        var failed = try failedClaims(
            of: fulfilment.grant.recipient, about: subjects.map(\.personalID), at: moment)
        var answers = AnsweredSubjects()
        answers.rows.reserveCapacity(subjects.count)
        for subject in subjects {
            let (record, number) = (records[subject.personalID.value], subject.personalID)
            var relations = relations.of(record)
            if record != nil { relations.fingerprint = fingers?.verdict(on: subject) }
            let answer = try fulfilment.answer(
                subject, record: record, relations: relations, failed: failed[number] ?? FailedClaims(),
                on: moment.date)
            // The same person may stand in a list twice.
            let wrong = FailedClaim.all(in: answer, to: subject)
            for claim in wrong { failed[number, default: FailedClaims()].add(claim) }
            answers.failed += wrong
            answers.rows.append(answer)
        }
        return answers
    }
}

/// What stands about some people in the records of others, as far as the grant asks for it.
private struct Relations {
    private var households: [String: [PersonMention]] = [:]
    private var children: [Int64: [PersonMention]] = [:]
    private var represented: [Int64: [PersonMention]] = [:]
    private var heads: [String: PersonMention] = [:]
    private var claimed: [PersonalID: ClaimedPerson] = [:]

    /// - Parameter claims: those of the list; where others are claimed by number, no more is read than the claims need.
    init(
        _ fields: [PersonField], of records: [Int64: PersonRecord], claims: some Sequence<[PersonField: String]>,
        _ db: some Connection
    ) throws {
        guard !records.isEmpty else { return }
        let others = claims.flatMap { claims in
            [PersonField.children, .householdMembers].compactMap { claims[$0].flatMap(PersonalID.init(claim:)) }
        }
        if !others.isEmpty { try readClaimed(Array(Set(others.map(\.value))), db) }
        let households = Array(Set(records.values.compactMap(\.householdID)))
        if fields.contains(.headName) || fields.contains(.headID) { try readHeads(households, db) }
        if fields.contains(where: \.isOfMembers), others.isEmpty { try readHouseholds(households, db) }
        let numbers = Array(records.keys)
        if fields.contains(.children), others.isEmpty { try readChildren(numbers, db) }
        if fields.contains(.represented) {
            try db.forEach(
                """
                SELECT personal_id, full_name, representative_id FROM person
                WHERE representative_id IN (\(list: numbers)) ORDER BY personal_id
                """
            ) { row in
                represented[try row.int64(at: 2), default: []].append(try Relations.mention(row))
            }
        }
    }

    func of(_ record: PersonRecord?) -> PersonRelations {
        guard let record else { return PersonRelations() }
        var relations = PersonRelations(
            household: record.householdID.flatMap { households[$0] } ?? [],
            children: children[record.personalID.value] ?? [],
            represented: represented[record.personalID.value] ?? [])
        relations.head = record.householdID.flatMap { heads[$0] }
        relations.claimed = claimed
        return relations
    }

    private mutating func readHeads(_ ids: [String], _ db: some Connection) throws {
        try db.forEach(
            """
            SELECT p.personal_id, p.full_name, h.code
            FROM household h JOIN person p ON p.personal_id = h.head_id WHERE h.code IN (\(list: ids))
            """
        ) { row in heads[try row.text(at: 2)] = try Relations.mention(row) }
    }

    private mutating func readClaimed(_ numbers: [Int64], _ db: some Connection) throws {
        try db.forEach(
            """
            SELECT p.personal_id, p.father_id, p.mother_id, h.code
            FROM person p LEFT JOIN household h ON h.id = p.household WHERE p.personal_id IN (\(list: numbers))
            """
        ) { row in
            guard let number = PersonalID(value: try row.int64(at: 0)) else { return }
            claimed[number] = ClaimedPerson(
                father: try row.optionalInt64(at: 1).flatMap { PersonalID(value: $0) },
                mother: try row.optionalInt64(at: 2).flatMap { PersonalID(value: $0) },
                householdID: try row.optionalText(at: 3))
        }
    }

    private mutating func readHouseholds(_ ids: [String], _ db: some Connection) throws {
        try db.forEach(
            """
            SELECT p.personal_id, p.full_name, h.code, p.relation_to_head, p.birth_date
            FROM household h JOIN person p ON p.household = h.id
            WHERE h.code IN (\(list: ids)) ORDER BY p.birth_date, p.personal_id
            """
        ) { row in
            var member = try Relations.mention(row)
            member.relation = try row.optionalInt64(at: 3).flatMap { PersonCodes.relations.at($0) }
            member.birthDate = PackedDate.partial(try row.int64(at: 4))
            let household = try row.text(at: 2)
            if member.relation == .head {
                households[household, default: []].insert(member, at: 0)
            } else {
                households[household, default: []].append(member)
            }
        }
    }

    private mutating func readChildren(_ parents: [Int64], _ db: some Connection) throws {
        try db.forEach(
            """
            SELECT personal_id, full_name, father_id, mother_id FROM person
            WHERE father_id IN (\(list: parents)) OR mother_id IN (\(list: parents)) ORDER BY birth_date, personal_id
            """
        ) { row in
            let child = try Relations.mention(row)
            for parent in [try row.optionalInt64(at: 2), try row.optionalInt64(at: 3)].compactMap({ $0 }) {
                children[parent, default: []].append(child)
            }
        }
    }

    private static func mention(_ row: Row) throws -> PersonMention {
        PersonMention(personalID: PersonalID(value: try row.int64(at: 0)), name: try row.text(at: 1))
    }
}
