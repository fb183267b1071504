// The grant: what one signed decision, or the law, allows one recipient to have, and nothing else.

public import Basics

/// What a decision allows. It is the copy of the decision's operative part: the letter lists the fields in this order,
/// numbered as `clauses` says. What the law allows without a decision has the same form.
///
/// It is checked once, when it is made. A stored one is taken as it is, since what a decision granted does not change
/// with the rules of a later day.
public struct Grant: Hashable, Codable, Sendable, Identifiable {
    public let id: GrantID
    public let basis: GrantBasis
    public let recipient: RequesterReference
    public let service: GrantedService
    /// In the order of the decision. An identity check has all keys of the service, first.
    public let fields: [PersonField]
    public let scope: GrantScope
    public let uses: GrantedUses
    /// First and last day on which it may be used.
    public let validFrom: LocalDate
    public let validUntil: LocalDate

    /// Fails with every reason why no such grant can be.
    public init(
        id: GrantID, basis: GrantBasis, recipient: RequesterReference, service: GrantedService, fields: [PersonField],
        scope: GrantScope, uses: GrantedUses, valid: ClosedRange<LocalDate>
    ) throws(GrantFaults) {
        self.id = id
        self.basis = basis
        self.recipient = recipient
        self.service = service
        self.fields = service.completed(fields)
        self.scope = scope
        self.uses = uses
        validFrom = valid.lowerBound
        validUntil = valid.upperBound
        let found = faults
        if !found.isEmpty { throw GrantFaults(faults: found) }
    }

    /// The signed decision; `nil` where the law asks for none.
    public var decision: GrantDecision? {
        if case .decision(let decision) = basis { decision } else { nil }
    }

    /// The case of that decision.
    public var caseID: CaseID? { decision?.caseID }

    /// Whether the keys themselves are what is to be confirmed, so that their verdict is that of the whole row.
    public var checksIdentity: Bool { identityClause != nil }

    /// The clause by which the keys themselves are confirmed; `nil` where they only find the person. Who calls is told
    /// with each answer whether they go together: that is the first article as a whole.
    var identityClause: String? {
        if case .named = scope { return "1" }
        return service.shape == .match && fields.contains(where: service.keys.contains) ? clauses.first?.number : nil
    }

    private var faults: [GrantFaults.Fault] {
        var faults: [GrantFaults.Fault] = []
        if case .tables(let tables) = scope {
            if tables.dimensions.isEmpty { faults.append(.noField) }
            faults += fields.map(GrantFaults.Fault.fieldOutsideShape)
            return uses.allowed < 1 ? faults + [.noUse] : faults
        }
        if fields.isEmpty { faults.append(.noField) }
        faults += fields.filter { !service.shape.answers($0) }.map(GrantFaults.Fault.fieldOutsideShape)
        if Set(fields).count != fields.count { faults.append(.fieldTwice) }
        if service.keys.count != Subject.keys.count || Set(service.keys) != Set(Subject.keys) {
            faults.append(.otherKeys)
        }
        if uses.allowed < 1 { faults.append(.noUse) }
        switch scope {
        case .list(let subjects):
            if subjects.granted == 0 { faults.append(.noSubject) }
            if let rows = subjects.rows, rows.contains(where: { !(1...subjects.count).contains($0) }) {
                faults.append(.rowOutsideList)
            }
        case .oneself:
            if case .person = recipient { break }
            faults.append(.notAPerson)
        case .named, .tables: break
        }
        return faults
    }

    /// The fields as the clauses of the decision: Article 1, one point a field.
    public var clauses: [GrantClause] {
        fields.enumerated().map { GrantClause(number: "1.\($0 + 1)", field: $1) }
    }
}

/// Point `number` of the decision allows `field`.
public struct GrantClause: Hashable, Sendable {
    public let number: String
    public let field: PersonField
}

/// Why a grant cannot be made.
public struct GrantFaults: Error, Hashable, Sendable {
    public enum Fault: Hashable, Sendable {
        case noField, fieldTwice, otherKeys, noUse, noSubject, rowOutsideList
        /// Only a person has a record of their own.
        case notAPerson
        case fieldOutsideShape(PersonField)
    }

    public let faults: [Fault]
}
