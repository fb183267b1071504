// Claims that turned out wrong. Whoever may go on until one is right learns the value without being told it.

public import Basics

/// What one recipient has claimed wrongly of one person lately.
public struct FailedClaims: Hashable, Sendable {
    /// Different wrong claims by field; those about name and date of birth together stand under `personal_id`.
    private var claims: [PersonField: Set<Digest>] = [:]

    public init() {}

    public mutating func add(_ claim: FailedClaim) { claims[claim.field, default: []].insert(claim.digest) }

    /// Whether nothing more is compared: a claim that is right would end the guessing with the answer.
    func stop(_ field: PersonField) -> Bool { claims[field, default: []].count >= Limits.failedClaimsMax }
}

/// One claim that is not what the registry holds.
public struct FailedClaim: Hashable, Sendable {
    public let person: PersonalID
    /// `personal_id` where name and date of birth do not go with the number.
    public let field: PersonField
    /// SHA-256 of what was claimed: enough to tell claims apart, and no second copy of what was said of a person.
    public let digest: Digest

    /// One that was stored.
    public init(person: PersonalID, field: PersonField, digest: Digest) {
        self.person = person
        self.field = field
        self.digest = digest
    }

    private init(_ person: PersonalID, _ field: PersonField, claim: String) {
        self.init(person: person, field: field, digest: Digest(of: claim))
    }

    /// The wrong claims of one row of a list.
    public static func all(in answer: AnswerRow, to subject: Subject) -> [FailedClaim] {
        guard answer.isIdentified else {
            guard answer.unidentified == .notIdentified else { return [] }
            let keys = "\(subject.fullName.foldedName)\t\(subject.birthDate)"
            return [FailedClaim(subject.personalID, .personalID, claim: keys)]
        }
        return answer.fields.compactMap { field in
            guard case .verdict(.differs) = field.answer, let claim = subject.claims[field.field] else { return nil }
            return FailedClaim(subject.personalID, field.field, claim: claim.foldedName)
        }
    }
}
