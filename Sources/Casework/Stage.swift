// Where a case stands.

/// The states of a case, by the names of the outside contract.
public enum Stage: String, CaseIterable, Codable, Sendable {
    case draft
    case awaitingVouch = "awaiting-vouch"
    case filed
    case supplementRequested = "supplement-requested"
    case rejectedAtIntake = "rejected-at-intake"
    case accepted
    case proposed
    case signed
    case issued
    case fulfilled
    case refused
    case withdrawn
    case closed

    /// Whether nothing more will happen to the case by itself or by anybody's act.
    public var isFinal: Bool {
        switch self {
        case .rejectedAtIntake, .refused, .withdrawn, .closed: true
        case .draft, .awaitingVouch, .filed, .supplementRequested, .accepted, .proposed, .signed, .issued, .fulfilled:
            false
        }
    }

    /// Whether the request has reached an office, so that people there may see it.
    public var isBeforeFiling: Bool { self == .draft || self == .awaitingVouch }

    /// The status of the national public-service portal, 1–10 (domain: §5.3); `nil` before anything was sent.
    public var portalStatus: Int? {
        switch self {
        case .draft, .awaitingVouch: nil
        case .filed: 1
        case .accepted: 2
        case .rejectedAtIntake: 3
        case .proposed, .signed: 4
        case .supplementRequested: 5
        case .withdrawn: 7
        case .closed: 10
        case .issued, .refused: 9
        case .fulfilled: 10
        }
    }
}
