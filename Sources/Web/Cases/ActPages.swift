// One page an act: what it means, what to fill in, and what it acts on.

import Basics
import Casework
import Formats
import Forms
import Hummingbird
import Records

/// `/cases/{id}/acts/{act}`, for every act alike.
struct ActPages: PageGroup {
    let environment: CaseEnvironment

    func add(to site: Site) {
        site.get(.caseAct) { context in try await show(context) }
        site.post(.caseAct) { form, context in try await perform(form, context) }
    }

    private func show(_ context: PageContext) async throws -> Response {
        let (caseContext, act) = try await loaded(context)
        let offered = Permissions.permitted(caseContext.actor, caseContext.state).contains { $0.slug == act.slug }
        guard offered else {
            guard Permissions.isEver(act.slug, allowedTo: caseContext.actor) else { throw PageError.forbidden }
            if act.slug == Sign.slug, Permissions.hasPrepared(caseContext.actor, caseContext.state) {
                throw PageError.forbidden
            }
            throw PageError.conflict(location: SitePath.of(caseContext.state.id).description)
        }
        return try await render(act, FieldValues(Self.preset(act, caseContext)), [], caseContext, context)
    }

    private func perform(_ form: FormData, _ context: PageContext) async throws -> Response {
        let id = try context.caseID()
        let actor = try context.signedIn().actor
        let slug = context.parameters.get("act") ?? ""
        let values = form.fieldValues
        do {
            let isReauthenticated = try await reauthenticates(slug, form, actor, context)
            let performed = try await environment.desk.perform(
                slug, on: id, by: actor, input: values, expected: form.first("version").flatMap { Int($0) },
                isReauthenticated: isReauthenticated, at: environment.clock())
            if slug == Issue.slug { await environment.settle() }
            return .redirect(to: SitePath.of(performed.state.id).with(["done": slug]))
        } catch Rejection.invalid(let problems) {
            let (caseContext, act) = try await loaded(context)
            return try await render(act, values, problems, caseContext, context)
        } catch Rejection.rule(let rule) where context.t.has("acts.rule.\(rule)") {
            let (caseContext, act) = try await loaded(context)
            return try await render(act, values, [], rule: rule, caseContext, context)
        } catch let rejection as Rejection {
            throw rejection.pageError(id)
        }
    }

    /// Signing asks for the password again; other acts do not look at it.
    private func reauthenticates(
        _ slug: String, _ form: FormData, _ actor: Actor, _ context: PageContext
    ) async throws -> Bool {
        guard slug == Sign.slug, let account = actor.account, let password = form.first("password"),
            !password.isEmpty, password.count <= Limits.passwordCharactersMax
        else { return false }
        let result = try await environment.accounts.confirm(
            password: password.nfc, of: account,
            addressDigest: Accounts.digest(ofAddress: context.remoteAddress), now: environment.clock())
        switch result {
        case .confirmed: return true
        case .refused: return false
        case .throttled(let seconds): throw PageError.throttled(seconds: seconds)
        }
    }

    /// The case, the act of the address and what it may look at, all for reading.
    private func loaded(_ context: PageContext) async throws -> (CaseContext, any Act.Type) {
        let id = try context.caseID()
        let actor = try context.signedIn().actor
        let now = environment.clock()
        guard let act = context.parameters.get("act").flatMap({ Acts.named($0) }) else { throw PageError.notFound }
        guard let loaded = try await environment.desk.look(id, actor, at: now) else { throw PageError.notFound }
        return (loaded, act)
    }

    /// What stands in the fields at first: everything asked for is ticked, so that narrowing is taking away.
    private static func preset(_ act: any Act.Type, _ context: CaseContext) -> [String: [String]] {
        switch act.slug {
        case ProposeNarrower.slug:
            ["fields": context.state.requestedFields(of: context.service)]
        case ProposeApproval.slug, ProposeRefusal.slug:
            ["article": [context.state.competence?.article ?? ""]]
        default: [:]
        }
    }

    private func render(
        _ act: any Act.Type, _ values: FieldValues, _ problems: [Problem], rule: String? = nil,
        _ caseContext: CaseContext, _ context: PageContext
    ) async throws -> Response {
        let t = context.t
        let state = caseContext.state
        let fields = FormFields(
            t: t, area: "acts", form: act.form(caseContext), values: values, problems: problems)
        var form = FormView(
            action: .act(act.slug, of: state.id), fields: fields.views, problems: fields.problemViews,
            submit: t("acts.\(act.slug).button")
        ).with(hidden: [("version", String(state.version))]).with(cancel: .of(state.id), t("cases.cancel"))
        if Self.isFinal(act.slug) { form = form.withWarning() }
        let summary = RequestSummary(
            t: t, procedures: environment.procedures, service: caseContext.service, state: state)
        let view = CaseView(t: t, environment: environment, service: caseContext.service, state: state)
        let preview =
            Self.previews(act.slug)
            ? SitePath.of(state.id, .caseLetterPreview).with(["act": act.slug]) : nil
        let letter =
            act.slug == Sign.slug
            ? try await environment.papers.previewText(of: act.slug, caseContext) : nil
        let page = Page(
            "pages/cases/act",
            title: [t("acts.\(act.slug).title"), state.code].compactMap { $0 }.joined(separator: " – "),
            [
                "heading": .text(t("acts.\(act.slug).title")),
                "opensRequest": .flag(Self.stands(by: act.slug)),
                "changes": act.slug == Resubmit.slug
                    ? RequestChanges(summary: summary, changed: state.changesSinceFiling).table.pageValue : .none,
                "subjectsTable": Self.judges(act.slug)
                    ? try await environment.subjectsTable(state, caseContext.service, t) : .none,
                "form": form.pageValue, "explanation": .text(t("acts.\(act.slug).explanation")),
                "rule": .optional(rule.map { t("acts.rule.\($0)") }),
                "back": BackLinkView(.of(state.id), state.code ?? t("cases.draft.heading")).pageValue,
                "summary": SummaryListView(summary.rows(linking: false)).pageValue,
                "proposal": view.proposal.map { SummaryListView($0).pageValue } ?? .none,
                "previewPath": .optional(preview?.description),
                "letter": letter.map { LetterText(document: $0).pageValue } ?? .none,
            ])
        return try environment.pages.render(
            page.with(state: state.stage.rawValue, caseCode: state.code)
                .with(status: problems.isEmpty && rule == nil ? .ok : .unprocessableContent), context)
    }

    /// Acts whose letter can be looked at before.
    private static func previews(_ slug: String) -> Bool {
        [
            ProposeApproval.slug, ProposeRefusal.slug, Sign.slug, Issue.slug, Accept.slug,
        ].contains(slug)
    }

    /// Acts by which somebody answers for the whole request: it lies open above the button.
    private static func stands(by slug: String) -> Bool {
        [Vouch.slug, Accept.slug, ProposeApproval.slug, Sign.slug].contains(slug)
    }

    /// Acts that judge the request person by person.
    private static func judges(_ slug: String) -> Bool {
        [ProposeApproval.slug, ProposeNarrower.slug, ProposeRefusal.slug, Sign.slug].contains(slug)
    }

    /// Acts that end the case for the requester.
    private static func isFinal(_ slug: String) -> Bool { [Withdraw.slug, RejectAtIntake.slug].contains(slug) }
}
