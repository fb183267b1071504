// What the acts of a made-up case have settled so far: what the rehearsal knows of a case in place of its events.

import Forms

/// What the rules of acts, effects and service tasks ask after. In earnest the events of the case say it
/// (`CaseEvent.apply`).
public struct Settled: Hashable, Sendable {
    /// Whether the answers were found complete.
    var isComplete = false
    var isFiled = false
    /// Whether a rule or a clerk named the competent office.
    var hasOffice = false
    var wasAskedForSupplement = false
    var owesSupplement = false
    var proposal: DecisionKind?
    var isSigned = false
    var isIssued = false
    /// The standing of an approval that was issued; missing before, and for a refusal.
    var grant: GrantStanding?
    /// Whether the registry answered.
    var isAnswered = false
    /// What papers ask after that the process orders.
    var happened: Set<Happening> = []

    /// A new proposal: whoever signed an earlier one has not signed this.
    mutating func propose(_ kind: DecisionKind) { (proposal, isSigned) = (kind, false) }

    /// A decision that grants something says who may be told what until when.
    mutating func grant(_ kind: DecisionKind, by act: String, _ form: ApplicantForm) -> RehearsedAct {
        if let missing = form.missingScope {
            return .impossible("\(act) says who may be told what until when: \(missing)")
        }
        propose(kind)
        return .done
    }
}

/// How it goes when a made-up case comes to an act.
public enum RehearsedAct: Hashable, Sendable {
    case done
    /// A rule stands against it now, as it would against a person.
    case barred
    /// The act could be done and would fail: a fault of the procedure.
    case impossible(String)
}

extension ApplicantForm {
    /// What the form does not ask for of that which a decision grants.
    var missingScope: String? {
        let scopes = ["subjects", CallScope.page, TableScope.page]
        if scopes.allSatisfy({ page($0) == nil }) { return "the form needs the page subjects, calls or tables" }
        return alwaysAsks("use_until") ? nil : "the form must always ask for the date use_until"
    }
}
