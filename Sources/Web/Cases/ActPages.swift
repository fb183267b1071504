// One page an act: what it means, what to fill in, and what it acts on.

import Basics
import Casework
import Formats
import Forms
import HTTPTypes
import Hummingbird
import Records
import Workflow

/// `/cases/{id}/acts/{act}`, for every act alike.
struct ActPages: PageGroup {
    let environment: CaseEnvironment

    func add(to site: Site) {
        site.get(.caseAct) { context in try await show(context) }
        site.post(.caseAct, again: { context in try await show(context) }) { form, context in
            try await perform(form, context)
        }
        site.post(.caseActPreview) { form, context in try await preview(form, context) }
    }

    private func show(_ context: PageContext) async throws -> Response {
        let (caseContext, act) = try await loaded(context)
        let task = context.query("task") ?? context.kept?.first("task")
        var shown = ActForm(
            act: act, task: task, values: context.typed(or: FieldValues(act.preset(caseContext))))
        guard let offered = offered(shown, caseContext) else {
            let version = try context.kept?.version
            if context.kept == nil { shown.values = FieldValues() }
            return try await overtaken(shown, after: version, caseContext, context)
        }
        shown.task = offered.task.id
        if context.fault != nil {
            shown.problems = Decide.form(of: act, caseContext).read(shown.values, today: caseContext.today).1
        }
        return try await render(shown, caseContext, context)
    }

    func offered(_ shown: ActForm, _ caseContext: CaseContext) -> OfferedAct? {
        Permissions.permitted(caseContext.actor, caseContext.state).first {
            shown.act.slug == $0.slug && (shown.task ?? $0.task.id) == $0.task.id
        }
    }

    /// The act is not open any more: what happened, and what was typed. Forbidden for whom it never was open.
    func overtaken(
        _ shown: ActForm, after version: Int?, _ caseContext: CaseContext, _ context: PageContext
    ) async throws -> Response {
        let actor = caseContext.actor
        if let rule = Permissions.passing(actor, shown.act.slug, caseContext.state) {
            // Theirs once that is gone: what was typed is kept.
            var waiting = shown
            waiting.rule = rule
            return try await render(waiting, caseContext, context)
        }
        // Never theirs, or not in this case: what bars them does not pass by.
        let isEver = Permissions.isEver(shown.act.slug, allowedTo: actor, in: caseContext.procedure.process)
        guard isEver, shown.act.bar(actor, caseContext.state) == nil else { throw PageError.forbidden }
        let dossier = Dossier(caseContext, context)
        let fields = FormFields(
            t: dossier.t, area: shown.act.area, form: Decide.form(of: shown.act, caseContext), values: shown.values,
            problems: [])
        return try await Overtaken(environment: environment, dossier: dossier).page(
            of: shown.act, after: version, typed: fields.rows(of: shown.values), context)
    }

    private func perform(_ form: FormData, _ context: PageContext) async throws -> Response {
        let id = try context.caseID()
        let slug = context.parameters.get("act") ?? ""
        let (before, act) = try await loaded(context)
        var shown = ActForm(act: act, task: form.first("task"), values: form.fieldValues)
        if form.first(OptionSearch.button) != nil {
            // A search on the page: what was typed is kept, nothing is done.
            guard let offered = offered(shown, before) else {
                return try await overtaken(shown, after: try form.version, before, context)
            }
            shown.task = offered.task.id
            return try await render(shown, before, context)
        }
        do {
            // Others do not look at it.
            let isReauthenticated =
                act.page.asksForPassword ? try await environment.isProven(form, context) : false
            let state = try await environment.desk.perform(
                slug, task: shown.task, on: id, by: before.actor, input: shown.values, expected: try form.version,
                isReauthenticated: isReauthenticated, at: environment.clock())
            // What the server can do at once is done before the answer, so that the next page shows it, papers too.
            let isFollowed = !state.marking.services.isEmpty || state.papers.count > before.state.papers.count
            if isFollowed { await environment.settle() }
            return .redirect(to: SitePath.of(state.id).with(["done": slug]))
        } catch let rejection as Rejection {
            return try await refused(rejection, shown, before.state, version: try form.version, context)
        }
    }

    /// The form again with why the act, or a look at its paper, was refused; what no form can show is thrown.
    /// - Parameter version: that of the case which the person had before them, where the form said so.
    func refused(
        _ rejection: Rejection, _ typed: ActForm, _ before: CaseState, version: Int?, _ context: PageContext
    ) async throws -> Response {
        var shown = typed
        switch rejection {
        case .invalid(let problems): shown.problems = problems
        case .rule(let rule) where context.t.has("acts.rule.\(rule)"): shown.rule = rule
        case .conflict: break
        default: throw rejection.pageError(before.id)
        }
        let now = try await loaded(context).0
        if case .conflict = rejection {
            guard let offered = offered(shown, now) else {
                return try await overtaken(shown, after: version, now, context)
            }
            shown.task = offered.task.id
            shown.overtakenSince = min(version ?? before.version, now.state.version)
        }
        return try await render(shown, now, context)
    }

    /// The case, the act of the address and what it may look at, all for reading.
    func loaded(_ context: PageContext) async throws -> (CaseContext, any Act) {
        let id = try context.caseID()
        let actor = try context.signedIn().actor
        guard var loaded = try await environment.desk.look(id, actor, at: environment.clock()),
            let act = context.parameters.get("act").flatMap({ loaded.procedure.act($0) })
        else { throw PageError.notFound }
        loaded.actor = actor.doing(act.slug, on: loaded.state, in: loaded.procedure.process)
        return (loaded, act)
    }

    /// An act as its page shows it: where it is done, what was typed, what is wrong with that.
    struct ActForm {
        var act: any Act
        var task: String?
        var values: FieldValues
        var problems: [Problem] = []
        var rule: String?
        /// The version that the person had before them, when somebody was faster.
        var overtakenSince: Int?
    }

    func render(
        _ shown: ActForm, _ caseContext: CaseContext, _ context: PageContext
    ) async throws -> Response {
        let (act, state) = (shown.act, caseContext.state)
        let dossier = Dossier(caseContext, context)
        let t = dossier.t
        let standing = try await environment.desk.standingValue(state, for: caseContext.actor)
        let summary = RequestSummary(dossier, standing: standing)
        let letter = try await letterText(shown, caseContext)
        let page = Page(
            .act,
            title: dossier.title(t("\(act.words).title")),
            [
                "heading": .text(t("\(act.words).title")), "opensRequest": .flag(act.page.opensRequest),
                "changes": act.page.showsChanges && state.code != nil
                    ? RequestChanges(summary: summary, changed: state.changesSinceFiling).table.pageValue : .none,
                "subjectsTable": act.page.showsPersons ? try await environment.subjectsTable(dossier) : .none,
                "form": formView(shown, caseContext, version: context.version(of: state), t).pageValue,
                "explanation": .text(dossier.words(of: act, "explanation")),
                "notices": .list(notices(act, caseContext, t).map { PageValue.object(["line": .text($0)]) }),
                "rule": .optional(shown.rule.map { t("acts.rule.\($0)") }),
                "back": BackLinkView(.of(state.id), dossier.heading).pageValue,
                "summary": SummaryListView(summary.rows()).pageValue,
                "watchGroup": act.page.showsWatch
                    ? try await environment.watchGroup(dossier, caseContext.actor) : .none,
                "proposal": CaseView(environment: environment, dossier: dossier).proposal
                    .map { SummaryListView($0).pageValue } ?? .none,
                "granted": try await environment.grantedTable(dossier),
                "letter": letter.map { LetterText(document: $0).pageValue } ?? .none,
                "happened": try await happened(shown, dossier),
                "isLong": .flag(Decide.form(of: act, caseContext).hasLongText),
            ])
        let isFine = shown.problems.isEmpty && shown.rule == nil
        let status: HTTPResponse.Status =
            shown.overtakenSince != nil ? .conflict : isFine ? .ok : .unprocessableContent
        return try environment.pages.render(
            page.with(state: state.stage.rawValue, caseCode: state.code).with(status: status), context)
    }

    /// What the person should see before they answer for the request.
    private func notices(_ act: any Act, _ caseContext: CaseContext, _ t: Strings) -> [String] {
        guard act.page.opensRequest else { return [] }
        let consent = caseContext.state.lacksNamedConsent ? t("cases.evidence.named-consent") : nil
        return [signatoryNotice(act, caseContext, t), consent].compactMap(\.self)
    }

    /// That the request names another signatory, or another post, than who is about to answer for it.
    private func signatoryNotice(_ act: any Act, _ caseContext: CaseContext, _ t: Strings) -> String? {
        let (printed, account) = (caseContext.state.printedSignatory, caseContext.signatory)
        guard act.papers.contains(.request), !printed.name.isEmpty, !printed.isAlike(account) else { return nil }
        func words(_ signatory: Signatory) -> String {
            [signatory.name, CaseView.title(of: signatory)].filter { !$0.isEmpty }.joined(separator: ", ")
        }
        return t("cases.vouch-differs", ["printed": words(printed), "account": words(account)])
    }

    /// What others did since the person opened the form.
    private func happened(_ shown: ActForm, _ dossier: Dossier) async throws -> PageValue {
        guard let version = shown.overtakenSince else { return .none }
        let items = try await Overtaken(environment: environment, dossier: dossier)
            .happened(in: version..<max(version, dossier.state.version))
        return TimelineView(items).pageValue
    }

    private func formView(
        _ shown: ActForm, _ caseContext: CaseContext, version: Int, _ t: Strings
    ) -> FormView {
        let (act, state) = (shown.act, caseContext.state)
        let fields = FormFields(
            t: t, area: act.area, form: Decide.form(of: act, caseContext), values: shown.values,
            problems: shown.problems)
        var hidden = [("version", String(version))]
        if let task = shown.task { hidden.append(("task", task)) }
        let form = FormView(
            action: .act(act.slug, of: state.id), fields: fields.views, problems: fields.problemViews,
            submit: t(shown.overtakenSince == nil ? "\(act.words).button" : "cases.overtaken.perform")
        ).with(hidden: hidden).with(cancel: .of(state.id), t("cases.cancel"))
        let view =
            makesPaper(shown, caseContext)
            ? form.with(preview: .preview(act.slug, of: state.id), t("cases.preview")) : form
        return act.page.endsCase ? view.withWarning() : view
    }
}

extension FormData {
    /// The version of the case that the page showed; none where the post does not say.
    /// - Throws: `unprocessable` for text that is no version: it must not switch the check off.
    var version: Int? {
        get throws {
            guard let text = first("version") else { return nil }
            guard let version = Int(text) else { throw PageError.unprocessable }
            return version
        }
    }
}
