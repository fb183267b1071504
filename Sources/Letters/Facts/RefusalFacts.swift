// Why something was refused or stopped.

public import Casework

/// The reason and article of a refusal: of the dossier at the desk, or of the request by who decides; or of what was
/// done about an approval later.
public struct RefusalFacts: FactSource {
    public let group: FactGroup
    /// Line ends start a paragraph.
    public var reason: String
    public var article: String

    /// Of the dossier, when it was not taken in.
    public static func intake(reason: String, article: String) -> RefusalFacts {
        RefusalFacts(group: .intakeRefusal, reason: reason, article: article)
    }

    /// Of the request.
    public static func request(reason: String, article: String) -> RefusalFacts {
        RefusalFacts(group: .refusal, reason: reason, article: article)
    }

    /// Of a suspension, resumption or revocation.
    public static func measure(reason: String, article: String) -> RefusalFacts {
        RefusalFacts(group: .measure, reason: reason, article: article)
    }

    public func write(_ pen: inout FactPen) {
        pen.paragraphs("reasons", reason)
        pen.text("article", article)
    }
}
