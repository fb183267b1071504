// Whose a step of a case is: taken on, given to somebody, given back.

import Basics
import Casework
import Formats
import Forms
import Hummingbird
import Records
import Workflow

/// `/cases/{id}/assigning/{step}`.
struct AssigningPages: PageGroup {
    let environment: CaseEnvironment

    private static let roles = Assigning.roles.union([.approver])

    /// What somebody is about to say, and of which task.
    private struct Asked {
        var step: AssigningStep
        var task: OpenTask
        var context: CaseContext
        var people: [AssignablePerson]
        var values: FieldValues

        var form: Form { Assigning.form(step, task, among: people.map(\.assignee), context) }
    }

    func add(to site: Site) {
        let again: Site.Show = { context in
            try ask(try await asked(context.query("task") ?? context.kept?.first("task"), context), [], context)
        }
        site.get(.caseAssigning, .roles(Self.roles), again)
        site.post(.caseAssigning, .roles(Self.roles), again: again) { form, context in
            var asked = try await asked(form.first("task"), context)
            asked.values = form.fieldValues
            let (state, actor) = (asked.context.state, asked.context.actor)
            do {
                try await environment.desk.assign(
                    asked.step, task: asked.task.id, of: state.id, by: actor, input: asked.values,
                    expected: try form.version, at: environment.clock())
                return .redirect(to: SitePath.of(state.id).with(["done": asked.step.rawValue]))
            } catch Rejection.invalid(let problems) {
                return try ask(asked, problems, context)
            } catch let rejection as Rejection {
                throw rejection.pageError(state.id)
            }
        }
    }

    /// What the address asks for, where it is open to them; without a task the only one it could mean.
    private func asked(_ task: String?, _ context: PageContext) async throws -> Asked {
        let actor = try context.signedIn().actor
        guard let step = context.parameters.get("step").flatMap(AssigningStep.init(rawValue:)),
            let loaded = try await environment.desk.look(try context.caseID(), actor, at: environment.clock())
        else { throw PageError.notFound }
        let state = loaded.state
        let open = state.marking.tasks.filter {
            (task == nil || $0.id == task) && Assigning.steps(actor, $0, state).contains(step)
        }
        // It was open to them until somebody was faster.
        guard let found = open.first else { throw PageError.conflict(location: SitePath.of(state.id).description) }
        return Asked(
            step: step, task: found, context: loaded,
            people: step == .give ? try await environment.desk.people(for: found, of: state) : [],
            values: context.typed(or: FieldValues()))
    }

    private func ask(_ asked: Asked, _ problems: [Problem], _ context: PageContext) throws -> Response {
        let (state, step) = (asked.context.state, asked.step)
        let dossier = Dossier(asked.context, context)
        let t = dossier.t
        let words = "cases.assigning.\(step.rawValue)"
        let fields = FormFields(
            t: t, area: "cases.assigning", form: asked.form, values: asked.values, problems: problems)
        let form = FormView(
            action: SitePath(.caseAssigning, state.id.text, step.rawValue), fields: fields.views,
            problems: fields.problemViews, submit: t("\(words).title")
        ).with(hidden: [("version", String(context.version(of: state))), ("task", asked.task.id)])
            .with(cancel: .of(state.id), t("cases.cancel"))
        let page = Page(
            .adminStep, title: dossier.title(t("\(words).title")),
            [
                "heading": .text(t("\(words).title")), "lead": .text(t("\(words).lead")),
                "summary": SummaryListView(rows(asked, dossier)).pageValue, "form": form.pageValue, "other": .none,
                "otherLabel": .none, "back": BackLinkView(.of(state.id), dossier.heading).pageValue,
            ])
        return try environment.pages.render(
            page.with(state: state.stage.rawValue, caseCode: state.code)
                .with(status: problems.isEmpty ? .ok : .unprocessableContent), context)
    }

    /// What is to be done, whose it is now, and how much the people have whom it could be given.
    private func rows(_ asked: Asked, _ dossier: Dossier) -> [SummaryListView.Row] {
        let t = dossier.t
        let acts = asked.task.acts.compactMap { dossier.procedure.act($0) }.map { t("\($0.words).title") }
        var rows = [SummaryListView.Row(t("cases.assigning.step"), lines: acts)]
        if let assignment = asked.context.state.assignment(of: asked.task) {
            rows.append(SummaryListView.Row(t("cases.assigning.holder"), assignment.to.name))
        }
        if !asked.people.isEmpty {
            let lines = asked.people.map { person in
                t("cases.assigning.load", ["name": person.assignee.name, "count": String(person.tasks)])
            }
            rows.append(SummaryListView.Row(t("cases.assigning.people"), lines: lines))
        }
        return rows
    }
}

/// Whose the steps of a case are, on its page.
struct AssigningView {
    let dossier: Dossier
    let actor: Actor

    /// What this person may do about it. Taking on what is nobody's is one button, without a page in between.
    var links: PageValue {
        let state = dossier.state
        return .list(
            state.marking.tasks.flatMap { task in
                Assigning.steps(actor, task, state).map { step in
                    let isFree = state.assignment(of: task) == nil
                    let path = SitePath(.caseAssigning, state.id.text, step.rawValue)
                    return [
                        "assigningPath": (step == .take && isFree ? path : path.with(["task": task.id])).pageValue,
                        "assigningLabel": .text(label(step, isFree: isFree)),
                        "isPosted": .flag(step == .take && isFree), "task": .text(task.id),
                        "version": .text(String(state.version)),
                    ]
                }
            })
    }

    private func label(_ step: AssigningStep, isFree: Bool) -> String {
        dossier.t(step == .take && !isFree ? "cases.assigning.take-over" : "cases.assigning.\(step.rawValue).title")
    }

    /// That it was done just now: only what is so. A link cannot claim more.
    func done(_ step: AssigningStep) -> PageValue {
        let (t, state) = (dossier.t, dossier.state)
        let isSo = state.marking.tasks.contains { task in
            let assignment = state.assignment(of: task)
            return switch step {
            case .take: assignment?.to.account == actor.account && actor.account != nil
            case .give: assignment?.by.account == actor.account && actor.account != nil
            case .release: assignment == nil
            }
        }
        guard isSo, dossier.isInside else { return .none }
        return BannerView(.success, title: t("cases.done"), text: t("cases.assigning.\(step.rawValue).done")).pageValue
    }

    /// Whose the step is that the case waits for, by whom and until when; only the office is told.
    var summary: PageValue { rows.isEmpty ? .none : SummaryListView(rows).pageValue }

    private var rows: [SummaryListView.Row] {
        guard dossier.isInside else { return [] }
        let t = dossier.t
        return dossier.state.marking.tasks.flatMap { task -> [SummaryListView.Row] in
            guard let assignment = dossier.state.assignment(of: task) else { return [] }
            var rows = [SummaryListView.Row(t("cases.assigning.holder"), assignment.to.name)]
            if assignment.by.account != assignment.to.account {
                rows.append(SummaryListView.Row(t("cases.assigning.by"), assignment.by.name))
            }
            if let due = assignment.due {
                rows.append(SummaryListView.Row(t("cases.assigning.field.assignee_due"), due.dayFirst))
            }
            if !assignment.reason.isEmpty {
                rows.append(SummaryListView.Row(t("cases.assigning.field.reason"), assignment.reason))
            }
            return rows
        }
    }
}
