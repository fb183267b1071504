// The list of all acts.

/// Every act that is written in Swift. A new one is one file in `Acts/` and one line here.
public enum Acts {
    public static let all: [any Act] = [
        Submit(), TakeBack(), Withdraw(), Resubmit(),
        Vouch(), ReturnToFiler(),
        Accept(), RequestSupplement(), RejectAtIntake(), Transfer(), Issue(), payment,
        ProposeApproval(), ProposeNarrower(), ProposeRefusal(),
        Sign(), ReturnToOfficer(), SuspendGrant(), ResumeGrant(), RevokeGrant(),
    ]

    /// The act that a payment platform does in place of a clerk.
    static let payment: any Act = RecordPayment()

    private static let bySlug = Dictionary(uniqueKeysWithValues: all.map { ($0.slug, $0) })

    /// The act of that name, if there is one.
    public static func named(_ slug: String) -> (any Act)? { bySlug[slug] }
}
