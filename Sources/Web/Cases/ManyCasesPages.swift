// One act on many cases: chosen from a list, read as one file, done with one password.

import Basics
import Casework
import Formats
import Forms
import Hummingbird
import Letters
import Records
import Registry
import Workflow

/// `/tasks/acts/{act}`: the cases that wait for the act, to choose from; with the letters it would make as one PDF.
struct ManyCasesPages: PageGroup {
    let environment: CaseEnvironment

    /// The acts of that kind which somebody with those roles may do.
    static func acts(for roles: Set<Role>) -> [any Act] {
        Acts.all.filter { $0.page.isForMany && !roles.isDisjoint(with: $0.allowed.keys) }
    }

    func add(to site: Site) {
        let again: Site.Show = { context in
            try await choose(try act(context), CaseChoice(context), [], context)
        }
        site.get(.manyCases, .signedIn, again)
        site.post(.manyCases, again: again) { form, context in
            try await perform(try act(context), CaseChoice(form), form, context)
        }
        site.post(.manyLetters, again: again) { form, context in
            try await letters(try act(context), CaseChoice(form), context)
        }
    }

    private func act(_ context: PageContext) throws -> any Act {
        let roles = try context.signedIn().actor.roles
        guard let act = Self.acts(for: roles).first(where: { $0.slug == context.parameters.get("act") }) else {
            throw PageError.notFound
        }
        return act
    }

    // MARK: Choosing

    private func choose(
        _ act: any Act, _ choice: CaseChoice, _ problems: [Problem], _ context: PageContext
    ) async throws -> Response {
        let (t, actor) = (context.t, try context.signedIn().actor)
        let waiting = try await environment.desk.waiting(for: act.slug, on: actor, at: environment.clock())
        let chosen = Set(choice.cases.map(\.id))
        let table = TableView(
            caption: t("inbox.title"),
            columns: [
                .init(t("cases.many.choose")), .init(t("inbox.code")), .init(t("inbox.organization")),
                .init(t("inbox.service")), .init(t("cases.many.about")), .init(t("inbox.due")),
            ],
            rows: waiting.map { one in
                let isChosen = choice.takesAll || chosen.contains(one.line.id)
                return [chooser(one, isChosen: isChosen, t)] + cells(one, act, t)
            }, empty: t("cases.many.none")
        ).hidingCaption()
        let isPossible = waiting.contains { $0.alone == nil }
        let path = SitePath(.manyCases, act.slug)
        let page = page(
            act, t("cases.many.explanation"),
            [
                "waiting": table.pageValue, "outcomes": .none, "isDone": .flag(false),
                "allPath": isPossible ? path.with(["all": "1"]).pageValue : .none,
                "form": form(act, problems, t).pageValue,
            ], t)
        return try environment.pages.render(
            page.with(status: problems.isEmpty ? .ok : .unprocessableContent), context)
    }

    /// What the page of the act is called, and the link to it.
    static func title(_ act: any Act, _ t: Strings) -> String {
        t("cases.many.title", ["act": t("\(act.words).title")])
    }

    private func page(_ act: any Act, _ explanation: String, _ values: [String: PageValue], _ t: Strings) -> Page {
        let title = Self.title(act, t)
        let frame: [String: PageValue] = [
            "heading": .text(title), "explanation": .text(explanation),
            "back": BackLinkView(SitePath(.tasks), t("layout.tasks")).pageValue,
            "otherPath": .none, "otherLabel": .none, "pages": .none,
        ]
        return Page(.manyCases, title: title, .object(frame.merging(values) { $1 }))
    }

    private func chooser(_ one: WaitingCase, isChosen: Bool, _ t: Strings) -> CellView {
        if let reason = one.alone { return .text(DealtCases.words(reason, t)) }
        let state = one.state
        return .choice(
            CaseChoice.field, value: CaseChoice.value(state), isChosen: isChosen,
            label: t("cases.many.choose-case", ["code": state.code ?? t("cases.unfiled")]))
    }

    private func cells(_ one: WaitingCase, _ act: any Act, _ t: Strings) -> [CellView] {
        let state = one.state
        let proposal = state.proposal.map { t("cases.proposal.\($0.kind.rawValue)") }
        let persons = state.subjects.map { t("cases.persons", ["count": String($0.count)]) }
        return [
            .link(state.code ?? t("cases.unfiled"), .act(act.slug, of: state.id)), .text(state.requester.name),
            .text(t(one.service.name)),
            .text([proposal, persons].compactMap { $0 }.joined(separator: "; ")),
            .text(one.line.dueOn?.dayFirst ?? "–"),
        ]
    }

    private func form(_ act: any Act, _ problems: [Problem], _ t: Strings) -> FormView {
        let password = act.page.asksForPassword ? [Field("password", .password)] : []
        let fields = FormFields(
            t: t, area: "acts", form: Form(id: "many", fields: password), values: FieldValues([:]), problems: problems)
        let form = FormView(
            action: SitePath(.manyCases, act.slug), fields: fields.views, problems: fields.problemViews,
            submit: t("\(act.words).button")
        ).with(cancel: SitePath(.tasks), t("cases.cancel"))
        return act.papers.isEmpty && !act.page.preparesDecision
            ? form : form.with(preview: SitePath(.manyLetters, act.slug), t("cases.many.letters"))
    }

    // MARK: Doing

    private func perform(
        _ act: any Act, _ choice: CaseChoice, _ form: FormData, _ context: PageContext
    ) async throws -> Response {
        var problems = choice.problems
        if act.page.asksForPassword, let unproven = try await environment.passwordProblem(form, context) {
            problems.append(unproven)
        }
        guard problems.isEmpty else { return try await choose(act, choice, problems, context) }
        let (t, actor) = (context.t, try context.signedIn().actor)
        let dealt = await environment.desk.perform(
            act.slug, onEach: choice.cases, by: actor, password: form.first("password"),
            isReauthenticated: act.page.asksForPassword, at: environment.clock)
        await environment.settle()
        DealtCases.logFailures(among: dealt, of: act.slug, context)
        let outcomes = DealtCases(dealt: dealt, t: t)
        let page = page(
            act, t("cases.many.done", outcomes.counts),
            [
                "waiting": .none, "outcomes": outcomes.table.pageValue, "isDone": .flag(true), "allPath": .none,
                "form": .none,
            ], t)
        return try environment.pages.render(page, context)
    }

    // MARK: Reading

    /// The letters of the chosen cases as the act would make them, one after another in one file.
    private func letters(_ act: any Act, _ choice: CaseChoice, _ context: PageContext) async throws -> Response {
        var problems = choice.problems
        let (t, actor) = (context.t, try context.signedIn().actor)
        var letters: [(name: String, document: LetterDocument)] = []
        let chosen = choice.cases.prefix(Limits.casesAtOnceMax)
        for one in chosen {
            let code = try await environment.desk.find(one.id, actor)?.state.code ?? t("cases.unfiled")
            do {
                let letter = try await environment.desk.preview(
                    act.slug, on: one.id, by: actor, input: FieldValues([:]), expected: one.version,
                    at: environment.clock())
                if let letter { letters.append((code, letter)) }
            } catch is Rejection {
                problems.append(Problem(CaseChoice.field, code: "problem.many.no-letter", ["code": code]))
            }
        }
        guard problems.isEmpty, !letters.isEmpty else {
            return try await choose(act, choice, problems, context)
        }
        for one in chosen { try await environment.recordLook(at: one.id, context) }
        let file = try await environment.papers.draw(letters, title: Self.title(act, t))
        return .file(file, type: "application/pdf", name: "\(act.slug).pdf")
    }
}
