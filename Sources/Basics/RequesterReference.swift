// Who asked, and hence who may receive.

/// A requester as grants and releases name it. As text: `organization:ID`, `organization:ID/unit:ID`, `person:ID`, so
/// that an organisation and its units stand side by side where they are sorted.
public enum RequesterReference: Hashable, Sendable {
    case organization(OrganizationID)
    /// One unit of an organisation that answers for itself. (Roadmap, "Group 4 assertions": their relying parties are
    /// single systems of an organisation.)
    case unit(UnitID, of: OrganizationID)
    /// A citizen, by the account. (Roadmap, "Own record".)
    case person(AccountID)
}

extension RequesterReference: TextCodable {
    /// Reads exactly what `description` gives.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map {
            $0.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        }
        guard parts.count <= 2, parts.allSatisfy({ $0.count == 2 }) else { return nil }
        switch (parts[0][0], parts.count) {
        case ("organization", 1):
            guard let id = OrganizationID(parts[0][1]) else { return nil }
            self = .organization(id)
        case ("organization", 2):
            guard parts[1][0] == "unit", let id = OrganizationID(parts[0][1]), let unit = UnitID(parts[1][1]) else {
                return nil
            }
            self = .unit(unit, of: id)
        case ("person", 1):
            guard let id = AccountID(parts[0][1]) else { return nil }
            self = .person(id)
        default: return nil
        }
    }

    public var description: String {
        switch self {
        case .organization(let id): "organization:\(id)"
        case .unit(let unit, let id): "organization:\(id)/unit:\(unit)"
        case .person(let id): "person:\(id)"
        }
    }
}
