// Cases that somebody ticked in a list.

import Basics
import Casework
import Formats
import Forms
import Records

/// What was ticked, each case as it stood when the page was shown.
struct CaseChoice {
    static let field = "chosen"
    var cases: [ChosenCase] = []
    var takesAll = false

    init(_ context: PageContext) {
        cases = context.kept.map { CaseChoice($0).cases } ?? []
        takesAll = context.query("all") != nil
    }

    /// Each case once: `<id>:<version>`.
    init(_ form: FormData) {
        var seen: Set<CaseID> = []
        for value in form.fieldValues.values(Self.field) {
            let parts = value.split(separator: ":")
            guard parts.count == 2, let id = CaseID(String(parts[0])), let version = Int(parts[1]) else { continue }
            if seen.insert(id).inserted { cases.append(ChosenCase(id: id, version: version)) }
        }
    }

    static func value(_ state: CaseState) -> String { "\(state.id):\(state.version)" }

    /// That nothing was ticked.
    var problems: [Problem] { cases.isEmpty ? [Problem(Self.field, code: "problem.many.none-chosen")] : [] }
}
