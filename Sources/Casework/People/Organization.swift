// Who asks.

public import Basics

/// The class of a requester, as the competence table distinguishes them (domain: Decree 37/2021, 70/2024). The raw
/// values are the words of the decision table.
public enum RequesterClass: String, CaseIterable, Codable, Sendable {
    case stateAgency = "state-agency"
    case politicalOrganization = "political-organization"
    case socioPoliticalOrganization = "socio-political-organization"
    case creditInstitution = "credit-institution"
    case paymentIntermediary = "payment-intermediary"
    case telecom = "telecom"
    case certificationAuthority = "certification-authority"
    case electronicIdentification = "e-identification-provider"
    case notary = "notary"
    case bailiff = "bailiff"
    case publicService = "public-service"
    case other = "other"
    /// A person who asks for themselves; no organisation is of it.
    case individual = "individual"

    /// Those that an organisation can be of.
    public static let ofOrganizations = allCases.filter { $0 != .individual }

    /// The class of that word, where an organisation can be of it.
    public init?(ofOrganization word: String) {
        guard let found = RequesterClass(rawValue: word), found != .individual else { return nil }
        self = found
    }
}

/// The level of government an organisation belongs to; `none` for those outside the tiers.
public enum AdministrativeLevel: String, CaseIterable, Codable, Sendable {
    case central, province, district, commune, none
}

/// A requesting organisation as it stands today; a case keeps a copy (`Requester`).
public struct Organization: Hashable, Codable, Sendable {
    public var id: OrganizationID
    /// Vietnamese official name, as letters print it.
    public var name: String
    public var address: String
    public var telephone: String
    public var email: String
    public var requesterClass: RequesterClass
    public var level: AdministrativeLevel
    /// Two-digit province code of the head office, as valid today (`Provinces`).
    public var province: String
    /// Code of the commune of the head office, where it is known.
    public var commune: String?
    /// The organisation above it.
    public var superior: OrganizationID?

    public init(
        id: OrganizationID, name: String, address: String, telephone: String, email: String,
        requesterClass: RequesterClass, level: AdministrativeLevel, province: String, commune: String? = nil,
        superior: OrganizationID? = nil
    ) {
        self.id = id
        self.name = name
        self.address = address
        self.telephone = telephone
        self.email = email
        self.requesterClass = requesterClass
        self.level = level
        self.province = province
        self.commune = commune
        self.superior = superior
    }
}
