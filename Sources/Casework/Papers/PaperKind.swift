// The kinds of paper, by name.

/// The kind of a paper, as its entry in `papers.xml` names it and as it is stored: `receipt-slip`. What a kind means
/// stands in the entry (`PaperEntry`); only those that Swift issues or looks for have a name here.
public struct PaperKind: RawRepresentable, Hashable, Codable, Sendable {
    public let rawValue: String

    public init(rawValue: String) { self.rawValue = rawValue }

    /// The requester's own document (văn bản yêu cầu), as its answers make it.
    public static let request = PaperKind(rawValue: "request")
    public static let receiptSlip = PaperKind(rawValue: "receipt-slip")
    public static let supplementSlip = PaperKind(rawValue: "supplement-slip")
    public static let intakeRefusal = PaperKind(rawValue: "intake-refusal")
    public static let approvalDecision = PaperKind(rawValue: "approval-decision")
    public static let refusal = PaperKind(rawValue: "refusal")
    public static let resultNotice = PaperKind(rawValue: "result-notice")
    public static let grantSuspension = PaperKind(rawValue: "grant-suspension")
    public static let grantResumption = PaperKind(rawValue: "grant-resumption")
    public static let grantRevocation = PaperKind(rawValue: "grant-revocation")

    // The sheets that are no papers of a case: pages make them (`Templates/letters/papers.xml`).
    public static let dataSheet = PaperKind(rawValue: "data-sheet")
    public static let ownRecord = PaperKind(rawValue: "own-record")
    public static let registerOutgoing = PaperKind(rawValue: "register-outgoing")
    public static let registerIncoming = PaperKind(rawValue: "register-incoming")
}
