// The answer of an authentication service: true, false, or no data. Never the value.

public enum Verdict: Hashable, Sendable {
    case matches
    case differs
    case noData(NoDataReason)

    /// `true`, `false`, `no-data`: as exchanged.
    public var code: String {
        switch self {
        case .matches: "true"
        case .differs: "false"
        case .noData: "no-data"
        }
    }

    /// Both must hold: one difference decides, then one gap.
    func and(_ other: Verdict) -> Verdict {
        switch (self, other) {
        case (.differs, _), (_, .differs): .differs
        case (.noData, _): self
        default: other
        }
    }
}

/// Why there is no answer.
public enum NoDataReason: String, CaseIterable, Codable, Sendable {
    /// Number, name and date of birth do not identify one person together. Which of them failed is never told: that
    /// would let a stranger find out a date of birth by trying.
    case notIdentified = "not-identified"
    /// The registry holds no value of the field.
    case noValue = "no-value"
    /// The request states no value to compare.
    case noClaim = "no-claim"
    /// What is claimed is finer than what the registry holds (a blood group with Rh factor against one without).
    case notComparable = "not-comparable"
}
