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
            $0.isForMany = true
        }
    }

    /// Not where the clock stands: the slip names the day of the answer.
    public func leadsTo(_ outcome: String, _ settled: Settled) -> Set<Stage> { [.accepted] }

    /// Each kind that was declared to be on paper is confirmed by itself.
    public func form(_ context: CaseContext) -> Form {
        let kinds = context.state.onPaper.map { Option($0.rawValue, .key("evidence.\($0.rawValue)")) }
        let field = Field("on_paper", .choices(Options(kinds)), isRequired: false)
        return Form(id: slug, fields: kinds.isEmpty ? [] : [field])
    }

    public func problems(_ answers: Answers, _ context: CaseContext) -> [Problem] {
        let confirmed = Set(answers.texts("on_paper"))
        let isAll = context.state.onPaper.allSatisfy { confirmed.contains($0.rawValue) }
        return isAll ? [] : [Problem("on_paper", code: "problem.paper-not-confirmed")]
    }

    public func decide(_ answers: Answers, _ context: CaseContext) throws -> [CaseEvent] {
        [
            .accepted(by: context.signatory, onPaper: context.state.onPaper),
            .paperIssued(paper: try Issuing.paper(.receiptSlip, signer: context.signatory, context)),
        ]
    }
}
