// Everything that a letter may print of a case, by name.

public import Casework

/// One fact, as a letter prints it.
public enum LetterFact: Hashable, Sendable {
    case text(String)
    case flag(Bool)
    case texts([String])
    case rows([[String: LetterFact]])

    /// Whether a list, which has a flag beside it, holds anything; `nil` for what is no list.
    var isFilled: Bool? {
        switch self {
        case .texts(let texts): !texts.isEmpty
        case .rows(let rows): !rows.isEmpty
        case .text, .flag: nil
        }
    }
}

/// Where the facts of one group come from: a value that knows what the group tells.
public protocol FactSource: Sendable {
    var group: FactGroup { get }
    /// Writes facts that the group declares (`FactGroup.facts`), and no others. What is unknown is left out: printing
    /// it is an error, asking for it is not.
    func write(_ pen: inout FactPen)
}

/// The facts of one letter, put together from groups. Texts are normalised when they come in.
public struct LetterFacts: Hashable, Sendable {
    private(set) var values: [String: LetterFact] = [:]
    /// The groups that were told.
    private(set) var groups: Set<FactGroup> = []
    /// Characters in the facts that cannot stand in a letter.
    private(set) var forbidden: [Unicode.Scalar] = []

    public init() {}

    public subscript(name: String) -> LetterFact? { values[name] }

    /// The article on which the competence rests, where the letter may print it.
    var competenceArticle: String? {
        if case .text(let article)? = values["competenceArticle"] { article } else { nil }
    }

    /// Puts the facts of one more group in; the same group again takes the place of what it told before.
    public mutating func add(_ source: some FactSource) {
        var pen = FactPen()
        source.write(&pen)
        let declared = source.group.facts
        precondition(
            source.group == .said || pen.values.keys.allSatisfy { declared[$0] != nil },
            "a group of facts writes only what it declares")
        for name in declared.keys { values[name] = nil }
        for (name, fact) in pen.values {
            values[name] = fact
            if let isFilled = fact.isFilled { values[FactGroup.flag(of: name)] = .flag(isFilled) }
        }
        groups.insert(source.group)
        forbidden += pen.forbidden.filter { !forbidden.contains($0) }
    }
}
