// What the registry holds of one citizen (Law on Identity 2023, Article 9; Law 59/2014, Article 9 before it).

import Basics

/// One citizen as known at one moment. Only number, name, date of birth and sex are always there: the law allows the
/// rest to be unknown, and a reader may have loaded no more than a grant lets it see.
public struct PersonRecord: Hashable, Codable, Sendable {
    public var personalID: PersonalID
    /// Birth name (họ, chữ đệm và tên khai sinh), as it was given.
    public var fullName: String
    public var birthDate: PartialDate
    public var sex: Sex

    public var otherName: String?
    public var birthPlace: String?
    public var birthRegistrationPlace: String?
    public var nativePlace: String?
    public var ethnicity: String?
    public var religion: String?
    public var nationality: String?
    public var bloodType: BloodType?
    /// The nine-digit number of the old card (CMND).
    public var oldNumber: String?
    public var card: CardIssue?

    public var father: Relative?
    public var mother: Relative?
    public var spouse: Relative?
    public var representative: Relative?

    public var permanentResidence: Address?
    public var temporaryResidence: Address?
    public var currentResidence: Address?
    /// What was declared about a temporary absence, as printed.
    public var absence: String?
    /// Number of the residence file (số hồ sơ cư trú).
    public var residenceFile: String?
    public var maritalStatus: MaritalStatus?
    public var householdID: String?
    public var relationToHead: HouseholdRelation?
    public var lifeEnd: LifeEnd?
    public var phone: String?
    public var email: String?

    public init(personalID: PersonalID, fullName: String, birthDate: PartialDate, sex: Sex) {
        self.personalID = personalID
        self.fullName = fullName
        self.birthDate = birthDate
        self.sex = sex
    }
}

/// A person named in an answer about another one: member of the household, child, person represented.
public struct PersonMention: Hashable, Codable, Sendable {
    public var personalID: PersonalID?
    public var name: String
    public var relation: HouseholdRelation?
    /// Read of the members of a household alone.
    public var birthDate: PartialDate?

    public init(personalID: PersonalID?, name: String, relation: HouseholdRelation? = nil) {
        self.personalID = personalID
        self.name = name
        self.relation = relation
    }
}

/// What a claim about two persons is decided by: the parents and the household of the one whose number is claimed.
public struct ClaimedPerson: Hashable, Sendable {
    public var father: PersonalID?
    public var mother: PersonalID?
    public var householdID: String?

    public init(father: PersonalID? = nil, mother: PersonalID? = nil, householdID: String? = nil) {
        self.father = father
        self.mother = mother
        self.householdID = householdID
    }
}

/// What stands about a person in the records of others; read only where a grant asks for it.
public struct PersonRelations: Hashable, Sendable {
    /// Head first.
    public var household: [PersonMention]
    /// The head of the household, where a claim is to be compared with it.
    public var head: PersonMention?
    /// Those whose numbers are claimed to be a child's or another member's of the household, as far as the registry
    /// knows them.
    public var claimed: [PersonalID: ClaimedPerson] = [:]
    public var children: [PersonMention]
    /// Persons whom this one legally represents.
    public var represented: [PersonMention]
    /// What comparing fingers came to; `nil` where none was compared.
    public var fingerprint: Verdict?

    public init(
        household: [PersonMention] = [], children: [PersonMention] = [], represented: [PersonMention] = []
    ) {
        self.household = household
        self.children = children
        self.represented = represented
    }

    /// What a grant of these fields lets out: without the relation to the head, members are named and no more.
    func granted(_ fields: [PersonField]) -> PersonRelations {
        guard !fields.contains(.relationToHead) else { return self }
        var granted = self
        for index in granted.household.indices { granted.household[index].relation = nil }
        return granted
    }
}
