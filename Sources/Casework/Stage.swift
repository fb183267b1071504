// Where a case stands.

/// The states of a case, by the names of the outside contract. A process file says which of them a node means.
public enum Stage: String, CaseIterable, Codable, Sendable {
    case draft
    case awaitingVouch = "awaiting-vouch"
    case filed
    case supplementRequested = "supplement-requested"
    case paymentDue = "payment-due"
    case rejectedAtIntake = "rejected-at-intake"
    case accepted
    case proposed
    case signed
    case issued
    case fulfilled
    case suspended
    case refused
    case withdrawn
    case stopped
    case closed

    /// Whether nothing more will happen to the case by itself or by anybody's act.
    public var isFinal: Bool {
        switch self {
        case .rejectedAtIntake, .refused, .withdrawn, .stopped, .closed: true
        case .draft, .awaitingVouch, .filed, .supplementRequested, .paymentDue, .accepted, .proposed, .signed, .issued,
            .fulfilled, .suspended:
            false
        }
    }

    /// Whether a case that was filed can never be there again.
    var isOnlyBeforeFiling: Bool { self == .draft }

    /// What the legal clock does at this stage (Decree 61/2018, Art. 19: it stands while the requester has to act).
    public var clock: ClockMovement {
        switch self {
        case .draft, .awaitingVouch: .unchanged
        case .filed, .accepted, .proposed, .signed: .runs
        case .supplementRequested, .paymentDue, .suspended: .pauses
        case .rejectedAtIntake, .issued, .fulfilled, .refused, .withdrawn, .stopped, .closed: .stops
        }
    }

    /// The status of the national public-service portal, 1–10 (domain: §5.3); `nil` before anything was sent.
    public var portalStatus: Int? {
        switch self {
        case .draft, .awaitingVouch: nil
        case .filed: 1
        case .accepted: 2
        case .rejectedAtIntake: 3
        case .proposed, .signed: 4
        case .supplementRequested: 5
        case .paymentDue: 6
        case .withdrawn: 7
        case .suspended, .stopped: 8
        case .issued, .refused: 9
        case .fulfilled, .closed: 10
        }
    }
}

/// What a stage does to the legal clock of a case that has been filed.
public enum ClockMovement: Sendable { case unchanged, runs, pauses, stops }
