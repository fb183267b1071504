// Fulfilment: the one way out of the registry. Nothing here takes a field, a person or a day that the grant lacks.

public import Basics

/// A grant opened for one day with the very list it was given for. Answers come from here alone.
public struct Fulfilment: Sendable {
    public let grant: Grant
    /// The granted subjects, in the order of the list.
    public let subjects: [Subject]

    /// Opens the grant, or says why it stays shut. That uses are left is checked where they are counted, with the
    /// release.
    public init(grant: Grant, list: SubjectList, on date: LocalDate) throws(FulfilmentRefusal) {
        guard date >= grant.validFrom else { throw .notYetValid }
        guard date <= grant.validUntil else { throw .expired }
        guard list.id == grant.subjects.list, list.subjects.count == grant.subjects.count,
            list.digest == grant.subjects.digest
        else { throw .otherList }
        self.grant = grant
        if let rows = grant.subjects.rows {
            let granted = Set(rows)
            subjects = list.subjects.filter { granted.contains($0.row) }
        } else {
            subjects = list.subjects
        }
    }

    /// What must be read of a person beside number, name, date of birth and sex.
    public var fieldsRead: [PersonField] { grant.fields }

    /// Answers for one granted subject. `record` is what the registry holds under the claimed number, if anything;
    /// `relations` only needs what `fieldsRead` asks for.
    public func answer(_ subject: Subject, record: PersonRecord?, relations: PersonRelations = .init()) -> AnswerRow {
        let isIdentified = record?.isIdentified(by: subject) ?? false
        let view = GrantedView(grant: grant, record: isIdentified ? record : nil, relations: relations)
        var fields: [FieldAnswer] = []
        var verdict: Verdict?
        switch grant.service {
        case .authIdentity:
            let keys = record.map { _ in isIdentified ? Verdict.matches : .differs } ?? .noData(.notIdentified)
            verdict = keys
            fields = view.verdicts(subject.claims)
        case .authSpouse, .authPermanentResidence, .authCurrentResidence, .authBloodType:
            fields = view.verdicts(subject.claims)
            verdict = isIdentified ? Fulfilment.joint(fields) : .noData(.notIdentified)
        case .provideCurrentResidence, .provideHousehold, .provideFields:
            fields = view.values()
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

/// Why a grant stays shut. The codes are translation keys.
public enum FulfilmentRefusal: String, Error, CaseIterable, Sendable {
    case notYetValid = "not-yet-valid"
    case expired = "expired"
    /// The list at hand is not the one the decision was made about.
    case otherList = "other-list"
    case usedUp = "used-up"
    case suspended = "suspended"
    case unknownGrant = "unknown-grant"
}

/// A record seen through a grant. Only fields that a clause allows can be read, and the clause goes with the answer. It
/// is the only maker of `FieldAnswer`, hence nothing outside a grant can be answered.
struct GrantedView {
    private let grant: Grant
    /// `nil` when the keys identify nobody: then there is nothing to see.
    private let record: PersonRecord?
    private let relations: PersonRelations

    init(grant: Grant, record: PersonRecord?, relations: PersonRelations) {
        self.grant = grant
        self.record = record
        self.relations = relations
    }

    /// A verdict on each granted field but the keys, which are answered together with the row.
    func verdicts(_ claims: [PersonField: String]) -> [FieldAnswer] {
        grant.clauses.filter { !Subject.keys.contains($0.field) && $0.field.mayBeClaimed }.map { clause in
            let verdict = record.map { $0.verdict(on: clause.field, claim: claims[clause.field] ?? "") }
            return FieldAnswer(
                field: clause.field, clause: clause.number, answer: .verdict(verdict ?? .noData(.notIdentified)))
        }
    }

    /// The value of each granted field.
    func values() -> [FieldAnswer] {
        grant.clauses.map { clause in
            guard let record else {
                return FieldAnswer(field: clause.field, clause: clause.number, answer: .noData(.notIdentified))
            }
            let value = record.value(of: clause.field, relations: relations)
            return FieldAnswer(
                field: clause.field, clause: clause.number,
                answer: value.map(FieldAnswer.Content.value) ?? .noData(.noValue))
        }
    }
}
