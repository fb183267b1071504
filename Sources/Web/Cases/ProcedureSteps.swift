// What was said in the acts that the procedure brings itself.

import Casework
import Forms
import Records

/// The latest answers of each such act, in the order they were given.
struct ProcedureSteps {
    let summary: RequestSummary
    /// Whether the reader sees how the office works on the case.
    let showsInside: Bool

    func list(_ events: [StoredCaseEvent]) -> [PageValue] {
        var said: [(act: GenericAct, rows: [SummaryListView.Row])] = []
        for stored in events {
            guard case .acted(let slug, let outcome, let answers, _, let office) = stored.event,
                showsInside || office == nil, let act = summary.dossier.procedure.acts[slug]
            else { continue }
            said.removeAll { $0.act.slug == slug }
            let rows = summary.rows(of: act, answers) + self.outcome(outcome, of: act)
            if !rows.isEmpty { said.append((act, rows)) }
        }
        return said.map { act, rows in
            [
                "stepTitle": .text(summary.t("\(act.words).title")), "stepSummary": SummaryListView(rows).pageValue,
            ]
        }
    }

    private func outcome(_ outcome: String, of act: GenericAct) -> [SummaryListView.Row] {
        guard act.outcomes.count > 1 else { return [] }
        return [SummaryListView.Row(summary.t("\(act.words).outcome"), summary.t("\(act.words).outcome.\(outcome)"))]
    }
}
