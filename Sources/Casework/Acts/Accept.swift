// The clerk finds the dossier complete.

public import Forms

/// `accept`: the dossier is complete and valid; the receipt slip (form 01) goes out.
public struct Accept: Act {
    public let slug = "accept"
    public let allowed: [Role: Set<Stage>] = [.clerk: [.filed]]
    public var papers: [PaperKind] { [.receiptSlip] }
    public var page: ActPage {
        .with {
            $0.opensRequest = true
            $0.showsPersons = true
        }
    }

    /// Not where the clock stands: the slip names the day of the answer.
    public func leadsTo(_ outcome: String, _ settled: Settled) -> Set<Stage> { [.accepted] }

    public func decide(_ answers: Answers, _ context: CaseContext) throws -> [CaseEvent] {
        [
            .accepted(by: context.signatory),
            .paperIssued(paper: try Issuing.paper(.receiptSlip, signer: context.signatory, context)),
        ]
    }
}
