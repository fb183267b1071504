// The paper of an act, looked at before the act.

import Basics
import Casework
import Formats
import Forms
import Hummingbird
import Letters
import Records
import Workflow

extension ActPages {
    /// `POST /cases/{id}/acts/{act}/preview`: the paper as it will be with what was just typed, as PDF. What cannot be
    /// taken shows the form again with its problems, as the act itself would.
    func preview(_ form: FormData, _ context: PageContext) async throws -> Response {
        let id = try context.caseID()
        let slug = context.parameters.get("act") ?? ""
        let (before, act) = try await loaded(context)
        let shown = ActForm(act: act, task: form.first("task"), values: form.fieldValues)
        do {
            let letter = try await environment.desk.preview(
                slug, task: shown.task, on: id, by: before.actor, input: shown.values, expected: try form.version,
                at: environment.clock())
            if let letter {
                let name = "\(before.state.code ?? id.text)-\(slug).pdf"
                return .file(try await environment.papers.draw(letter), type: "application/pdf", name: name)
            }
            throw Rejection.rule("no-paper")
        } catch let rejection as Rejection {
            return try await refused(rejection, shown, before.state, version: try form.version, context)
        }
    }

    /// Whether the form has a button for it.
    func makesPaper(_ shown: ActForm, _ context: CaseContext) -> Bool {
        offered(shown, context).map { context.procedure.makesPaper(shown.act, in: $0.task) } ?? false
    }

    /// The letter that is read on the page itself; none once somebody was faster or a rule stands against the act.
    func letterText(_ shown: ActForm, _ context: CaseContext) async throws -> LetterDocument? {
        guard shown.act.page.showsLetter else { return nil }
        do {
            return try await environment.desk.preview(
                shown.act.slug, task: shown.task, on: context.state.id, by: context.actor, input: FieldValues([:]),
                expected: nil, at: environment.clock())
        } catch is Rejection {
            return nil
        }
    }
}
