// A procedure: one folder of files, and how a case goes by it.

public import FEEL
public import Forms
public import Workflow

/// One version of a procedure. Immutable and safe to share: one value serves every case that was begun under it.
public struct Procedure: Sendable {
    /// The name of its folder, by which services name it.
    public let name: String
    /// SHA-256 of the list of its files (`ProcedureFiles.manifest`), in hexadecimal digits.
    public let digest: String
    public let process: ProcessDefinition
    /// The decision models by the name of each decision they make.
    public let decisions: [String: DecisionModel]
    public let form: ApplicantForm
    /// The acts it brings itself, by slug.
    public let acts: [String: GenericAct]
    public let words: ProcedureWords

    public var pin: PinnedText { PinnedText(name: name, digest: digest) }

    /// The act of that name: one written in Swift, or one of the procedure's own.
    public func act(_ slug: String) -> (any Act)? { Acts.named(slug) ?? acts[slug] }

    /// What a decision gives, by which rules of which table; no result is `null`.
    public func evaluate(_ decision: String, _ input: [String: Value]) throws -> DecisionAnswer {
        guard let model = decisions[decision] else { throw DecisionFault.unknown(decision) }
        let outcome = try model.evaluate(decision, input: input)
        return DecisionAnswer(value: outcome.value, rules: outcome.rules, table: model.digest)
    }
}
