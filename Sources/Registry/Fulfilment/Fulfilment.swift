// Fulfilment: the one way out of the registry. Nothing here takes a field, a person or a day that the grant lacks.

public import Basics

/// A grant opened on one day for the very list it was given for. Answers about others come from here alone; about
/// oneself from `OwnFulfilment`.
public struct Fulfilment: Sendable {
    public let grant: Grant
    /// The persons of the grant.
    public let granted: GrantedSubjects
    private let rows: Set<Int>?
    private let places: PlaceNames

    /// Opens the grant, or says why it stays shut: only grants about a list are opened so far. That uses are left is
    /// checked where they are counted, with the release.
    /// - Parameter list: what the list at hand adds up to (`SubjectListSum`).
    public init(
        grant: Grant, list: SubjectListReference, on date: LocalDate, places: PlaceNames
    ) throws(FulfilmentRefusal) {
        granted = try grant.open(on: date)
        guard granted.isOf(list) else { throw .otherList }
        self.grant = grant
        self.places = places
        rows = granted.rows.map { Set($0) }
    }

    /// What must be read of a person beside number, name, date of birth and sex.
    public var fieldsRead: [PersonField] { grant.fields }

    /// Whether the grant is about this row of the list.
    public func grants(row: Int) -> Bool { rows?.contains(row) ?? (1...granted.count).contains(row) }

    /// Answers for one granted subject. `record` is what the registry holds under the claimed number, if anything;
    /// `relations` only needs what `fieldsRead` asks for; `failed` is what the recipient claimed wrongly of the person
    /// before. A subject that is not granted is `otherList`; after the last day of the grant, nothing is told any more.
    public func answer(
        _ subject: Subject, record: PersonRecord?, relations: PersonRelations = .init(), failed: FailedClaims = .init(),
        on date: LocalDate
    ) throws(FulfilmentRefusal) -> AnswerRow {
        guard grants(row: subject.row) else { throw .otherList }
        let comparison = Comparison(places: places, relations: relations, failed: failed, on: date)
        guard date <= grant.validUntil else { return answer(subject, nil, .notComparable(.tooLate), comparison) }
        guard !failed.stop(.personalID) else {
            return answer(subject, record, .notComparable(.tooManyClaims), comparison)
        }
        let identification = subject.identification(with: record, keys: grant.service.keys)
        return answer(subject, record, identification, comparison)
    }

    private func answer(
        _ subject: Subject, _ record: PersonRecord?, _ identification: Identification, _ comparison: Comparison
    ) -> AnswerRow {
        let isIdentified = identification == .identified
        let view = GrantedView(
            grant: grant, record: isIdentified ? record : nil, reason: identification.reason ?? .notIdentified)
        let fields: [FieldAnswer]
        var verdict: Verdict?
        switch grant.service.shape {
        case .match:
            fields = view.verdicts(subject.claims, comparison)
            verdict =
                switch (isIdentified, grant.checksIdentity) {
                case (_, true): identification.verdict(isKnown: record != nil)
                case (true, false): Fulfilment.joint(fields)
                case (false, false): .noData(view.reason)
                }
        case .values, .household:
            fields = view.values(comparison.relations)
        }
        return AnswerRow(
            row: subject.row, personalID: subject.personalID, isIdentified: isIdentified, verdict: verdict,
            fields: fields)
    }

    /// All claims together. Fields that nothing was claimed of do not count, unless that is all of them.
    private static func joint(_ fields: [FieldAnswer]) -> Verdict {
        let verdicts = fields.compactMap { answer -> Verdict? in
            guard case .verdict(let verdict) = answer.answer, verdict != .noData(.noClaim) else { return nil }
            return verdict
        }
        guard let first = verdicts.first else { return .noData(.noClaim) }
        return verdicts.dropFirst().reduce(first) { $0.and($1) }
    }
}

extension Grant {
    /// The persons that the grant is about, on a day on which it may be used; or why it stays shut.
    public func open(on date: LocalDate) throws(FulfilmentRefusal) -> GrantedSubjects {
        try requireValid(on: date)
        guard case .list(let granted) = scope, uses.per == .list else { throw .otherScope }
        return granted
    }

    /// How many persons one answer is about, on a day on which it may be used; or why it stays shut.
    public func persons(on date: LocalDate) throws(FulfilmentRefusal) -> Int {
        switch scope {
        case .list, .tables: return try open(on: date).granted
        case .oneself: _ = try OwnFulfilment(grant: self, on: date)
        case .named: try requireCalls(on: date)
        }
        return 1
    }

    /// Throws unless calls may be answered under it on that day.
    func requireCalls(on date: LocalDate) throws(FulfilmentRefusal) {
        try requireValid(on: date)
        guard case .named = scope, uses.per == .call else { throw .otherScope }
    }

    /// Throws on days on which it may not be used.
    func requireValid(on date: LocalDate) throws(FulfilmentRefusal) {
        guard date >= validFrom else { throw .notYetValid }
        guard date <= validUntil else { throw .expired }
    }
}

/// Why a grant stays shut. The codes are translation keys.
public enum FulfilmentRefusal: String, Error, CaseIterable, Sendable {
    case notYetValid = "not-yet-valid"
    case expired = "expired"
    /// It is about others than it is opened for, or counted otherwise.
    case otherScope = "other-scope"
    /// The list at hand is not the one the decision was made about.
    case otherList = "other-list"
    case usedUp = "used-up"
    /// Until the approver resumes it.
    case suspended = "suspended"
    case revoked = "revoked"
    /// The fee of the answer is due.
    case unpaid = "unpaid"
    case unknownGrant = "unknown-grant"
}

/// A record seen through a grant. Only fields that a clause allows can be read, and the clause goes with the answer. It
/// is the only maker of `FieldAnswer`, hence nothing outside a grant can be answered.
struct GrantedView {
    private let grant: Grant
    /// `nil` when the keys identify nobody: then there is nothing to see.
    private let record: PersonRecord?
    /// Why there is nothing to see.
    let reason: AnswerReason

    init(grant: Grant, record: PersonRecord?, reason: AnswerReason) {
        self.grant = grant
        self.record = record
        self.reason = reason
    }

    /// A verdict on each granted field but the keys, which are answered together with the row.
    func verdicts(_ claims: [PersonField: String], _ comparison: Comparison) -> [FieldAnswer] {
        grant.clauses.filter { !grant.service.keys.contains($0.field) }.map { clause in
            verdict(clause, claims[clause.field] ?? "", comparison)
        }
    }

    /// What a call asks of the granted fields: a verdict where it claims a value, the value where it wants that.
    func answers(_ call: PersonCall, _ comparison: Comparison) -> [FieldAnswer] {
        let relations = comparison.relations.granted(grant.fields)
        return grant.clauses.compactMap { clause in
            if let claim = call.subject.claims[clause.field] { return verdict(clause, claim, comparison) }
            return call.values.contains(clause.field) ? value(clause, relations) : nil
        }
    }

    private func verdict(_ clause: GrantClause, _ claim: String, _ comparison: Comparison) -> FieldAnswer {
        let verdict = record.map { $0.verdict(on: clause.field, claim: claim, comparison) }
        return FieldAnswer(field: clause.field, clause: clause.number, answer: .verdict(verdict ?? .noData(reason)))
    }

    /// The value of each granted field.
    func values(_ relations: PersonRelations) -> [FieldAnswer] {
        let relations = relations.granted(grant.fields)
        return grant.clauses.map { value($0, relations) }
    }

    private func value(_ clause: GrantClause, _ relations: PersonRelations) -> FieldAnswer {
        guard let record else {
            return FieldAnswer(field: clause.field, clause: clause.number, answer: .noData(reason))
        }
        let value = record.value(of: clause.field, relations: relations)
        return FieldAnswer(
            field: clause.field, clause: clause.number,
            answer: value.map(FieldAnswer.Content.value) ?? .noData(.noValue))
    }
}
