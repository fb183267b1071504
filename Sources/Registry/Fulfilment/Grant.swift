// The grant: what one signed decision allows one recipient to have, and nothing else.

public import Basics

/// What a decision allows. It is the copy of the decision's operative part: the letter lists the fields in this order,
/// numbered as `clauses` says.
///
/// It is checked once, when it is made. A stored one is taken as it is, since what a decision granted does not change
/// with the rules of a later day.
public struct Grant: Hashable, Codable, Sendable, Identifiable {
    public let id: GrantID
    public let caseID: CaseID
    public let recipient: RequesterReference
    public let service: GrantedService
    /// In the order of the decision. An identity check has all keys of the service, first.
    public let fields: [PersonField]
    public let scope: GrantScope
    public let uses: GrantedUses
    /// First and last day on which it may be used.
    public let validFrom: LocalDate
    public let validUntil: LocalDate
    public let decisionNumber: String
    public let decisionDate: LocalDate

    /// Fails with every reason why no such grant can be.
    public init(
        id: GrantID, caseID: CaseID, recipient: RequesterReference, service: GrantedService, fields: [PersonField],
        scope: GrantScope, uses: GrantedUses, valid: ClosedRange<LocalDate>, decision: (number: String, date: LocalDate)
    ) throws(GrantFaults) {
        self.id = id
        self.caseID = caseID
        self.recipient = recipient
        self.service = service
        self.fields = service.completed(fields)
        self.scope = scope
        self.uses = uses
        validFrom = valid.lowerBound
        validUntil = valid.upperBound
        decisionNumber = decision.number
        decisionDate = decision.date
        let found = faults
        if !found.isEmpty { throw GrantFaults(faults: found) }
    }

    /// Whether the keys themselves are what is to be confirmed, so that their verdict is that of the whole row.
    public var checksIdentity: Bool { service.shape == .match && fields.contains(where: service.keys.contains) }

    private var faults: [GrantFaults.Fault] {
        var faults: [GrantFaults.Fault] = []
        if fields.isEmpty { faults.append(.noField) }
        faults += fields.filter { !service.shape.answers($0) }.map(GrantFaults.Fault.fieldOutsideShape)
        if Set(fields).count != fields.count { faults.append(.fieldTwice) }
        if service.keys.count != Subject.keys.count || Set(service.keys) != Set(Subject.keys) {
            faults.append(.otherKeys)
        }
        if uses.allowed < 1 { faults.append(.noUse) }
        if case .list(let subjects) = scope {
            if subjects.granted == 0 { faults.append(.noSubject) }
            if let rows = subjects.rows, rows.contains(where: { !(1...subjects.count).contains($0) }) {
                faults.append(.rowOutsideList)
            }
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
        case fieldOutsideShape(PersonField)
    }

    public let faults: [Fault]
}
