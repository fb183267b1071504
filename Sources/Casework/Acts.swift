// The list of all acts.

/// Every act a person can do. A new act is one file in `Acts/`, one line here, one in `Permissions.table`.
public enum Acts {
    public static let all: [any Act.Type] = [
        Submit.self, Withdraw.self, Resubmit.self,
        Vouch.self, ReturnToFiler.self,
        Accept.self, RequestSupplement.self, RejectAtIntake.self, Transfer.self, Issue.self,
        ProposeApproval.self, ProposeNarrower.self, ProposeRefusal.self,
        Sign.self, ReturnToOfficer.self,
    ]

    private static let bySlug = Dictionary(uniqueKeysWithValues: all.map { ($0.slug, $0) })

    /// The act of that name, if there is one.
    public static func named(_ slug: String) -> (any Act.Type)? { bySlug[slug] }
}
