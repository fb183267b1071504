// An act that a procedure brings in its own files: a step of its own that needs no Swift.

import Basics
public import Forms

/// What `acts.xml` of a procedure says of one act. It keeps what was said and how it came out, and the process goes on
/// by that; stages, papers and effects are the process's.
public struct GenericAct: Act {
    public let slug: String
    /// What the person fills in, without the choice of the outcome.
    public let fields: [Field]
    public let outcomes: [String]
    public let page: ActPage
    /// Line of the file, for findings.
    public let line: Int

    /// Where generic acts may be offered at all: never by the system, and by nobody once a case is over.
    public static let allowed: [Role: Set<Stage>] = [
        .filer: [.draft, .supplementRequested, .paymentDue],
        .official: [.awaitingVouch],
        .clerk: [.filed, .paymentDue, .accepted, .signed, .issued, .suspended],
        .officer: [.accepted, .proposed, .suspended],
        .approver: [.accepted, .proposed, .suspended],
    ]

    /// Nobody decides what they prepared: who examined the request, or entered it at a desk, does not stand at its end.
    static func isBarred(_ actor: Actor, as role: Role, _ state: CaseState) -> Bool {
        role == .approver && state.stage == .proposed && state.wasPrepared(by: actor)
    }

    public func bar(_ actor: Actor, _ state: CaseState) -> String? {
        actor.roles.contains(.approver) && Self.isBarred(actor, as: .approver, state) ? "four-eyes" : nil
    }

    /// The name of the field in which the outcome is chosen.
    public static let outcomeField = "outcome"

    public var allowed: [Role: Set<Stage>] { Self.allowed }
    public var area: String { "procedure" }
    public var words: String { "procedure.act.\(slug)" }

    public func form(_ context: CaseContext) -> Form { Form(id: slug, fields: allFields) }

    /// What the person fills in, the choice of the outcome last.
    public var allFields: [Field] { fields + choice }

    private var choice: [Field] {
        guard outcomes.count > 1 else { return [] }
        let options = outcomes.map { Option($0, .key("act.\(slug).outcome.\($0)")) }
        return [Field(Self.outcomeField, .choice(Options(options)), labelKey: "act.\(slug).outcome")]
    }

    public func outcome(_ answers: Answers, _ context: CaseContext) -> String {
        answers.text(Self.outcomeField) ?? outcomes.first ?? slug
    }

    public func decide(_ answers: Answers, _ context: CaseContext) throws -> [CaseEvent] {
        [
            .acted(
                act: slug, outcome: outcome(answers, context), answers: answers, by: context.signatory,
                office: context.actor.office)
        ]
    }

    /// Every key of the procedure's words that its page needs.
    public var wordKeys: [String] {
        let own = ["title", "explanation", "button", "done"].map { "act.\(slug).\($0)" }
        let choice = outcomes.count > 1 ? ["act.\(slug).outcome"] : []
        let outcomes = outcomes.count > 1 ? outcomes.map { "act.\(slug).outcome.\($0)" } : []
        return own + choice + outcomes + fields.flatMap { [$0.labelKey] + [$0.hintKey].compactMap { $0 } }
    }
}
