// The grant: what one signed decision allows one recipient to have, and nothing else.

public import Basics

/// The services the registry store answers under a grant.
public enum RegistryService: String, CaseIterable, Codable, Sendable {
    case authIdentity = "auth.identity"
    case authSpouse = "auth.spouse"
    case authPermanentResidence = "auth.permanent-residence"
    case authCurrentResidence = "auth.current-residence"
    case authBloodType = "auth.blood-type"
    case provideCurrentResidence = "provide.current-residence"
    case provideHousehold = "provide.household"
    case provideFields = "provide.fields"

    /// Whether it only ever answers true, false or no data.
    public var isAuthentication: Bool { rawValue.hasPrefix("auth.") }

    /// The fields it is about; those a request for it starts with. `provide.fields` has none of its own.
    public var ownFields: [PersonField] {
        switch self {
        case .authIdentity: [.personalID, .fullName, .birthDate]
        case .authSpouse: [.spouseID, .spouseName]
        case .authPermanentResidence: [.permanentResidence]
        case .authCurrentResidence, .provideCurrentResidence: [.currentResidence]
        case .authBloodType: [.bloodType]
        case .provideHousehold: [.householdID, .relationToHead, .householdMembers]
        case .provideFields: []
        }
    }

    /// The fields a grant of it may name.
    public var possibleFields: [PersonField] {
        switch self {
        case .authIdentity: PersonField.allCases.filter(\.mayBeClaimed)
        case .provideFields: PersonField.allCases.filter(\.mayBeProvided)
        default: ownFields
        }
    }

    /// The fields of which a request states values to compare, beside the three keys.
    public var claimedFields: [PersonField] {
        isAuthentication ? possibleFields.filter { !Subject.keys.contains($0) } : []
    }
}

/// What a decision allows. It is the copy of the decision's operative part: the letter lists the fields in this order,
/// numbered as `clauses` says.
public struct Grant: Hashable, Codable, Sendable, Identifiable {
    public let id: GrantID
    public let caseID: CaseID
    public let recipient: OrganizationID
    public let service: RegistryService
    /// In the order of the decision. An identity check always has its three keys, first.
    public let fields: [PersonField]
    public let subjects: GrantedSubjects
    /// How many times the whole list may be answered.
    public let usesAllowed: Int
    /// First and last day on which it may be used.
    public let validFrom: LocalDate
    public let validUntil: LocalDate
    public let decisionNumber: String
    public let decisionDate: LocalDate

    /// Fails with every reason why no such grant can be.
    public init(
        id: GrantID, caseID: CaseID, recipient: OrganizationID, service: RegistryService, fields: [PersonField],
        subjects: GrantedSubjects, usesAllowed: Int, valid: ClosedRange<LocalDate>,
        decision: (number: String, date: LocalDate)
    ) throws(GrantFaults) {
        self.id = id
        self.caseID = caseID
        self.recipient = recipient
        self.service = service
        self.fields = Grant.complete(fields, service)
        self.subjects = subjects
        self.usesAllowed = usesAllowed
        validFrom = valid.lowerBound
        validUntil = valid.upperBound
        decisionNumber = decision.number
        decisionDate = decision.date
        let found = faults
        if !found.isEmpty { throw GrantFaults(faults: found) }
    }

    /// A stored grant passes the same checks as a new one.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        id = try values.decode(GrantID.self, forKey: .id)
        caseID = try values.decode(CaseID.self, forKey: .caseID)
        recipient = try values.decode(OrganizationID.self, forKey: .recipient)
        service = try values.decode(RegistryService.self, forKey: .service)
        fields = Grant.complete(try values.decode([PersonField].self, forKey: .fields), service)
        subjects = try values.decode(GrantedSubjects.self, forKey: .subjects)
        usesAllowed = try values.decode(Int.self, forKey: .usesAllowed)
        validFrom = try values.decode(LocalDate.self, forKey: .validFrom)
        validUntil = try values.decode(LocalDate.self, forKey: .validUntil)
        decisionNumber = try values.decode(String.self, forKey: .decisionNumber)
        decisionDate = try values.decode(LocalDate.self, forKey: .decisionDate)
        let found = faults
        if !found.isEmpty { throw GrantFaults(faults: found) }
    }

    private static func complete(_ fields: [PersonField], _ service: RegistryService) -> [PersonField] {
        guard service == .authIdentity else { return fields }
        return service.ownFields + fields.filter { !service.ownFields.contains($0) }
    }

    private var faults: [GrantFaults.Fault] {
        var faults: [GrantFaults.Fault] = []
        if fields.isEmpty { faults.append(.noField) }
        let possible = Set(service.possibleFields)
        faults += fields.filter { !possible.contains($0) }.map(GrantFaults.Fault.fieldOutsideService)
        if Set(fields).count != fields.count { faults.append(.fieldTwice) }
        if usesAllowed < 1 { faults.append(.noUse) }
        if subjects.granted == 0 { faults.append(.noSubject) }
        if let rows = subjects.rows, rows.contains(where: { !(1...subjects.count).contains($0) }) {
            faults.append(.rowOutsideList)
        }
        return faults
    }

    /// The fields as the clauses of the decision: Article 1, one point a field.
    public var clauses: [GrantClause] {
        fields.enumerated().map { GrantClause(number: Grant.number($0), field: $1) }
    }

    /// The clause that allows `field`, if any does.
    func clause(for field: PersonField) -> String? {
        fields.firstIndex(of: field).map(Grant.number)
    }

    private static func number(_ index: Int) -> String { "1.\(index + 1)" }
}

/// Point `number` of the decision allows `field`.
public struct GrantClause: Hashable, Sendable {
    public let number: String
    public let field: PersonField
}

/// Which persons: the list of the request, by digest, or some rows of it where the approver narrowed it.
public struct GrantedSubjects: Hashable, Codable, Sendable {
    public let list: SubjectListID
    /// `SubjectList.digest` of that list.
    public let digest: String
    /// Subjects in that list.
    public let count: Int
    /// The rows granted; `nil` grants all.
    public let rows: [Int]?

    public init(_ list: SubjectList, rows: [Int]? = nil) {
        self.list = list.id
        digest = list.digest
        count = list.subjects.count
        self.rows = rows.map { Array(Set($0)).sorted() }
    }

    /// How many persons are granted.
    public var granted: Int { rows?.count ?? count }
}

/// Why a grant cannot be made.
public struct GrantFaults: Error, Hashable, Sendable {
    public enum Fault: Hashable, Sendable {
        case noField, fieldTwice, noUse, noSubject, rowOutsideList
        case fieldOutsideService(PersonField)
    }

    public let faults: [Fault]
}
