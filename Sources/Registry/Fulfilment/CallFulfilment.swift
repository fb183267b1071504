// Fulfilment of a grant about whomever a call names.

public import Basics

/// What one call of the recipient's server asks: about whom, what is claimed of them, what is wanted.
public struct PersonCall: Hashable, Sendable {
    /// The person by all keys, with what is claimed.
    public let subject: Subject
    /// Fields whose values are wanted.
    public let values: Set<PersonField>

    public init(
        personalID: PersonalID, fullName: String, birthDate: PartialDate, claims: [PersonField: String] = [:],
        values: Set<PersonField> = []
    ) {
        subject = Subject(row: 1, personalID: personalID, fullName: fullName, birthDate: birthDate, claims: claims)
        self.values = values
    }
}

/// A grant about persons named by calls, opened on one day.
public struct CallFulfilment: Sendable {
    /// Why a call is not answered. None of it says anything of the person.
    public enum Fault: Error, Hashable, Sendable {
        /// The grant has no such field, or only lets claims about it be compared.
        case notGranted(PersonField)
        /// It is claimed and wanted at once.
        case claimedAndWanted(PersonField)
        /// The field has no value that a claim could be.
        case notReadable(PersonField)
    }

    public let grant: Grant
    private let places: PlaceNames

    /// Opens the grant, or says why it stays shut. That uses are left is checked where they are counted.
    public init(grant: Grant, on date: LocalDate, places: PlaceNames) throws(FulfilmentRefusal) {
        try grant.requireCalls(on: date)
        self.grant = grant
        self.places = places
    }

    /// What must be read of the person for this call beside number, name, date of birth and sex.
    public func fieldsRead(_ call: PersonCall) -> [PersonField] {
        grant.fields.filter { call.values.contains($0) || call.subject.claims[$0] != nil }
    }

    /// What stands against a call, before anybody looks at the person: it may ask for less than is granted, never for
    /// more.
    public func fault(_ call: PersonCall) -> Fault? {
        for field in PersonField.allCases {
            let (isWanted, claim) = (call.values.contains(field), call.subject.claims[field])
            guard isWanted || claim != nil else { continue }
            guard grant.fields.contains(field) else { return .notGranted(field) }
            if isWanted, grant.service.shape != .values { return .notGranted(field) }
            guard let claim else { continue }
            if isWanted { return .claimedAndWanted(field) }
            if !field.mayBeClaimed || !field.isReadable(claim: claim) { return .notReadable(field) }
        }
        return nil
    }

    /// Answers a call without a `fault`. `record` is what the registry holds under the claimed number, if anything;
    /// `failed` is what the recipient claimed wrongly of the person before.
    public func answer(
        _ call: PersonCall, record: PersonRecord?, relations: PersonRelations = .init(),
        failed: FailedClaims = .init(), on date: LocalDate
    ) -> AnswerRow {
        let comparison = Comparison(places: places, relations: relations, failed: failed, on: date)
        let identification =
            failed.stop(.personalID)
            ? Identification.notComparable(.tooManyClaims)
            : call.subject.identification(with: record, keys: grant.service.keys)
        let isIdentified = identification == .identified
        let view = GrantedView(
            grant: grant, record: isIdentified ? record : nil, reason: identification.reason ?? .notIdentified)
        return AnswerRow(
            row: 1, personalID: call.subject.personalID, isIdentified: isIdentified,
            verdict: identification.verdict(isKnown: record != nil), fields: view.answers(call, comparison))
    }
}
