// Who asks, as they stood when the case was begun.

public import Basics
public import Registry

/// The requester of a case: an organisation, a unit of one, or a person. A copy of that day: what papers print of them
/// does not change when they move or are renamed.
public struct Requester: Hashable, Codable, Sendable {
    public var reference: RequesterReference
    /// The number of a person: whose record it is, whomever the account belongs to later.
    public var personalID: PersonalID?
    /// Vietnamese official name of an organisation, or the name of a person, as letters print it.
    public var name: String
    public var address: String
    public var telephone: String
    public var email: String
    /// The class that competence depends on.
    public var requesterClass: RequesterClass
    public var level: AdministrativeLevel
    /// Two-digit province code of the head office or of the residence.
    public var province: String
    /// Code of the commune of the head office or of the residence, where it is known.
    public var commune: String?
    /// The organisation above it, and its name as papers print it.
    public var superior: OrganizationID?
    public var superiorName: String?

    /// An organisation as it stands, and the one above it.
    public init(_ organization: Organization, under superior: Organization? = nil) {
        superiorName = superior?.name
        reference = .organization(organization.id)
        name = organization.name
        address = organization.address
        telephone = organization.telephone
        email = organization.email
        requesterClass = organization.requesterClass
        level = organization.level
        province = organization.province
        commune = organization.commune
        self.superior = organization.superior
    }
}

extension Requester {
    /// A person who asks for themselves, as the registry has them. Where they live decides who is competent.
    /// - Parameter communes: the communes of today, where a list of them is known.
    public init(_ person: PersonRecord, account: AccountID, communes: Communes? = nil) {
        reference = .person(account)
        personalID = person.personalID
        name = person.fullName
        let residence = person.permanentResidence ?? person.temporaryResidence ?? person.currentResidence
        address = residence?.text ?? ""
        telephone = person.phone ?? ""
        email = person.email ?? ""
        requesterClass = .individual
        level = .none
        province = residence?.province ?? ""
        commune = residence?.commune.flatMap { communes?.code(named: $0, in: province) }
    }

    /// Whether it is a person, who answers for the request themselves.
    public var isPerson: Bool { if case .person = reference { true } else { false } }
}

extension Actor {
    /// Whether this person is of the requester's own people, or the requester themselves.
    public func isOf(_ requester: Requester) -> Bool {
        switch requester.reference {
        case .organization(let id), .unit(_, let id): organization == id
        case .person(let id): person == id
        }
    }

    /// The requester whose cases this person may see: their organisation, or a citizen themselves; none for people of
    /// an office and others.
    public var requester: RequesterReference? {
        organization.map { .organization($0) } ?? (roles.contains(.citizen) ? person.map { .person($0) } : nil)
    }
}
