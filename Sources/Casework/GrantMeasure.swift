// What becomes of an issued approval while its time runs.

import Forms

/// Whether what an approval allows may be had now.
public enum GrantStanding: String, Codable, Hashable, Sendable {
    case open
    /// Nothing is answered and nothing opened until it is resumed.
    case suspended
    /// For ever.
    case revoked
}

/// That an approval was suspended, resumed or revoked: why, by which article, by whom, and the paper that says so.
public struct GrantMeasure: Codable, Hashable, Sendable {
    public var reason: String
    /// Empty where none was named.
    public var article: String
    public var by: Signatory
    /// The number of the paper in the dossier.
    public var paper: Int

    public init(reason: String, article: String, by: Signatory, paper: Int) {
        self.reason = reason
        self.article = article
        self.by = by
        self.paper = paper
    }
}

extension GrantMeasure {
    /// What an act says of an approval, and the paper that it issues for it.
    static func taken(
        _ answers: Answers, by act: String, as kind: PaperKind, _ context: CaseContext
    ) throws -> (measure: GrantMeasure, paper: Paper) {
        let paper = try Issuing.paper(kind, signer: context.signatory, context)
        let measure = GrantMeasure(
            reason: answers.words("reason"), article: Grounds.article(answers, for: act, context),
            by: context.signatory, paper: paper.n)
        return (measure, paper)
    }
}
