// Giving many steps to one person: whoever signs for an office shares out its work.

import Basics
import Casework
import Formats
import Forms
import Hummingbird
import Records
import Storage

/// `/tasks/assigning/{role}`: what waits for the clerks or officers of an office, to choose from.
struct ManyAssigningPages: PageGroup {
    let environment: CaseEnvironment

    func add(to site: Site) {
        let again: Site.Show = { context in
            try await choose(try role(context), CaseChoice(context), context.kept?.fieldValues, [], context)
        }
        site.get(.manyAssigning, .roles([.approver]), again)
        site.post(.manyAssigning, .roles([.approver]), again: again) { form, context in
            try await give(try role(context), CaseChoice(form), form.fieldValues, context)
        }
    }

    /// The roles whose work somebody shares out: of their office, while they sign for it in every service or in some.
    static func roles(of actor: Actor) -> [Role] {
        let signs = actor.authorities.contains { $0.office == actor.office }
        return signs ? Assigning.roles.sorted { $0.rawValue < $1.rawValue } : []
    }

    private func role(_ context: PageContext) throws -> Role {
        let role = context.parameters.get("role").flatMap(Role.init(rawValue:))
        guard let role, Self.roles(of: try context.signedIn().actor).contains(role) else { throw PageError.notFound }
        return role
    }

    static func title(_ role: Role, _ t: Strings) -> String {
        t("cases.assigning.many", ["role": t("accounts.role.\(role.rawValue)")])
    }

    // MARK: Choosing

    private func choose(
        _ role: Role, _ choice: CaseChoice, _ values: FieldValues?, _ problems: [Problem], _ context: PageContext
    ) async throws -> Response {
        let (t, actor) = (context.t, try context.signedIn().actor)
        let isHeld = context.query("held") != nil
        let (shown, states) = try await environment.desk.assignable(
            role, isHeld: isHeld, at: try context.place(in: .inbox), for: actor)
        let path = SitePath(.manyAssigning, role.rawValue)
        let here = isHeld ? path.with(["held": "1"]) : path
        let form = try await form(role, actor)
        let fields = FormFields(
            t: t, area: "cases.assigning", form: form, values: values ?? FieldValues(), problems: problems)
        let view = FormView(
            action: here, fields: fields.views, problems: fields.problemViews, submit: t("cases.assigning.give.title")
        ).with(cancel: SitePath(.tasks), t("cases.cancel"))
        let page = page(
            role, t(isHeld ? "cases.assigning.held" : "cases.assigning.free"),
            [
                "waiting": table(shown.lines, states, choice, t).pageValue, "outcomes": .none, "isDone": .flag(false),
                "allPath": shown.lines.isEmpty ? .none : here.with(["all": "1"]).pageValue, "form": view.pageValue,
                "otherPath": (isHeld ? path : path.with(["held": "1"])).pageValue,
                "otherLabel": .text(t(isHeld ? "cases.assigning.show-free" : "cases.assigning.show-held")),
                "pages": PageTurns(shown).view(at: here),
            ], t)
        return try environment.pages.render(
            page.with(status: problems.isEmpty ? .ok : .unprocessableContent), context)
    }

    private func form(_ role: Role, _ actor: Actor) async throws -> Form {
        let people = try await environment.store.read { db in try db.people(holding: role, at: actor.office) }
        return Assigning.givingForm(
            among: people.map { Assignee(account: $0.id, name: $0.name) }, needsReason: false)
    }

    private func table(
        _ lines: [CaseLine], _ states: [CaseID: CaseState], _ choice: CaseChoice, _ t: Strings
    ) -> TableView {
        let chosen = Set(choice.cases.map(\.id))
        return TableView(
            caption: t("inbox.title"),
            columns: [
                .init(t("cases.many.choose")), .init(t("inbox.code")), .init(t("inbox.organization")),
                .init(t("inbox.service")), .init(t("cases.assigning.holder")), .init(t("inbox.due")),
            ],
            rows: lines.compactMap { line in
                guard let state = states[line.id] else { return nil }
                let code = line.code ?? t("cases.unfiled")
                return [
                    .choice(
                        CaseChoice.field, value: CaseChoice.value(state),
                        isChosen: choice.takesAll || chosen.contains(line.id),
                        label: t("cases.many.choose-case", ["code": code])),
                    .link(code, .of(line.id)), .text(line.organization),
                    .text(environment.procedures.catalogue[line.service].map { t($0.name) } ?? line.service),
                    .text(line.assignee?.name ?? "–"), .text(line.dueOn?.dayFirst ?? "–"),
                ]
            }, empty: t("cases.assigning.none")
        ).hidingCaption()
    }

    private func page(_ role: Role, _ explanation: String, _ values: [String: PageValue], _ t: Strings) -> Page {
        let title = Self.title(role, t)
        let frame: [String: PageValue] = [
            "heading": .text(title), "explanation": .text(explanation),
            "back": BackLinkView(SitePath(.tasks), t("layout.tasks")).pageValue,
        ]
        return Page(.manyCases, title: title, .object(frame.merging(values) { $1 }))
    }

    // MARK: Doing

    private func give(
        _ role: Role, _ choice: CaseChoice, _ values: FieldValues, _ context: PageContext
    ) async throws -> Response {
        let (t, actor) = (context.t, try context.signedIn().actor)
        let form = try await form(role, actor)
        let problems = choice.problems + form.read(values, today: environment.clock().date).1
        guard problems.isEmpty else { return try await choose(role, choice, values, problems, context) }
        let dealt = await environment.desk.give(
            role, inEach: choice.cases, by: actor, input: values, at: environment.clock)
        DealtCases.logFailures(among: dealt, of: AssigningStep.give.rawValue, context)
        let outcomes = DealtCases(dealt: dealt, t: t)
        let page = page(
            role, t("cases.many.done", outcomes.counts),
            [
                "waiting": .none, "outcomes": outcomes.table.pageValue, "isDone": .flag(true), "allPath": .none,
                "form": .none, "otherPath": .none, "otherLabel": .none, "pages": .none,
            ], t)
        return try environment.pages.render(page, context)
    }
}
