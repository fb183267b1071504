// The facts of a letter as mustache sees them.

import Casework
import Mustache

/// The bottom of the letter's context. A name with nothing behind it is a `MissingFact`: sections skip it, and printing
/// it is an error.
struct LetterRoot: MustacheParent {
    let entry: PaperEntry
    /// The official form that the letter follows.
    let form: PaperForm?
    let facts: LetterFacts
    let legalBases: [String]
    let missing: MissingFacts

    func child(named name: String) -> Any? {
        switch name {
        case "kind": entry.kind.rawValue
        case "bodySize": String(entry.bodySize)
        case "sheet": (form?.sheet ?? .a4).rawValue
        case "formSymbol" where form != nil: form?.symbol
        case "formTitle" where form != nil: form?.title
        case "formIssuedBy" where form != nil: form?.issuedBy
        case "legalBases":
            legalBases.enumerated().map { index, basis in
                LetterRow(
                    facts: ["text": .text(basis), "mark": .text(index == legalBases.count - 1 ? "." : ";")])
            }
        case "hasLegalBases": !legalBases.isEmpty
        default: facts[name]?.printed ?? MissingFact(name: name, missing: missing)
        }
    }
}

/// One row of a list; what it has not is looked for further out.
private struct LetterRow: MustacheParent {
    let facts: [String: LetterFact]

    func child(named name: String) -> Any? { facts[name]?.printed }
}

extension LetterFact {
    fileprivate var printed: Any {
        switch self {
        case .text(let text): text
        case .flag(let flag): flag
        case .texts(let texts): texts
        case .rows(let rows): rows.map(LetterRow.init)
        }
    }
}

/// The names of facts that a letter asked for in vain.
final class MissingFacts {
    private(set) var names: [String] = []

    func note(_ name: String) {
        if !names.contains(name) { names.append(name) }
    }
}

/// A fact that this letter lacks: false in sections, an error when printed.
private struct MissingFact: MustacheCustomRenderable {
    let name: String
    let missing: MissingFacts

    var isNull: Bool { true }

    var renderText: String {
        missing.note(name)
        return ""
    }
}
