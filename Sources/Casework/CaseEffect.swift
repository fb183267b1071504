// What a process can do to its case, beside its stage: the closed list of effects that nodes may name.

import Basics
import FEEL
public import Workflow

/// The effects of nodes. All that follows from a step of a process by itself can be read here.
public enum CaseEffect: String, CaseIterable, Codable, CodingKeyRepresentable, Sendable {
    /// The decision of the node says who is competent.
    case competence
    /// The decision of the node says how long the agency has.
    case term
    /// The request is filed at the competent office.
    case file
    /// Nobody answered the request for supplements in time.
    case lapse
    /// The period of use ended.
    case close

    /// What the effect needs where it stands in a process.
    public var need: EffectNeed {
        switch self {
        case .competence:
            .result(["authority": .string, "position": .string, "rule": .string, "article": .string])
        case .term: .result(["workingDays": .number, "article": .string])
        case .file: .after([CaseEffect.competence.rawValue, CaseEffect.term.rawValue])
        case .lapse, .close: .nothing
        }
    }

    /// The events it brings about.
    func events(_ context: CaseContext) throws -> [CaseEvent] {
        switch self {
        case .competence, .term: []
        case .file: try Filing.events(context)
        case .lapse: [.supplementLapsed]
        case .close: [.closed]
        }
    }
}
