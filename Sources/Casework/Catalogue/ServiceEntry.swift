// A service of the catalogue: what may be asked, by whom, on which conditions.

public import Basics
public import Forms
public import Registry

/// The groups of services (Annex I of the draft circular).
public enum ServiceGroup: Int, CaseIterable, Hashable, Sendable {
    case authentication = 1
    case provision, lookup, electronicIdentification, aggregate, transfer

    /// The word for it in decision tables.
    public var word: String {
        switch self {
        case .authentication: "authentication"
        case .provision: "provision"
        case .lookup: "lookup"
        case .electronicIdentification: "e-identification"
        case .aggregate: "aggregate"
        case .transfer: "transfer"
        }
    }
}

/// About whom a service answers.
public enum ServiceScope: String, CaseIterable, Hashable, Sendable {
    /// The persons of a list in the request.
    case list
    /// Any person whom a call of the recipient's server names by all keys.
    case named
    /// Nobody: tables of counts.
    case tables
}

/// The catalogue entry of one service, read from `Workflows/services/<code>.xml`.
public struct ServiceEntry: Hashable, Sendable {
    /// The name of its file; part of the outside contract.
    public var code: String
    public var name: BilingualText
    /// Plain words for who has to choose.
    public var description: BilingualText
    public var group: ServiceGroup
    public var answer: AnswerShape
    public var scope: ServiceScope
    public var requesters: Set<RequesterClass>
    /// Codes of the registry fields that are matched or released, or of what people are counted by (`Dimension`); with
    /// `selectableFields`, those there are to choose from.
    public var fields: [String]
    /// Codes the requester chooses among; empty where the service leaves no choice.
    public var selectableFields: [String]
    /// What a person is identified by: registry fields that every row must have.
    public var keys: [PersonField]
    /// Values to be confirmed, given for each person.
    public var claims: [ClaimColumn]
    public var evidence: [Evidence]
    public var fees: [Fee]
    /// Years a dossier is kept after it is closed. (Roadmap, "Friendliness": record management.)
    public var retentionYears: Int
    /// Where that comes from. (Roadmap, "Friendliness": record management.)
    public var retentionProvenance: Provenance
    /// The folder under `Workflows/` with the process, its decisions and the form; `nil` where no decision is needed.
    public var procedure: String?
    /// The articles that give it without a decision; none where there is a procedure.
    public var laws: [ServiceLaw]
    public var provenance: Provenance

    /// What a grant of it keeps.
    public var granted: GrantedService { GrantedService(code: code, shape: answer, keys: keys) }

    /// What pages of the form it needs beyond those of every service.
    public var formFeatures: Set<ApplicantForm.Need> {
        let about: ApplicantForm.Need =
            switch scope {
            case .list: .persons
            case .named: .calls
            case .tables: .tables
            }
        return selectableFields.isEmpty ? [about] : [about, .selectableFields]
    }
}
