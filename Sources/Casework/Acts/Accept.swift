// The clerk finds the dossier complete.

public import Forms

/// `accept`: the dossier is complete and valid; the receipt slip (form 01) goes out.
public enum Accept: Act {
    public static let slug = "accept"

    public static func decide(_ answers: Answers, _ context: CaseContext) throws -> [CaseEvent] {
        [
            .accepted(by: context.signatory),
            try Issuing.paper(.receiptSlip, signer: context.signatory, context),
        ]
    }
}
