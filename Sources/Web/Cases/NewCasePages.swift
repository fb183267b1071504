// Beginning a request: choosing the service.

import Basics
import Casework
import Formats
import Forms
import Hummingbird
import Records
import Storage

/// `/cases/new`: the catalogue with what each service answers, the least revealing first.
struct NewCasePages: PageGroup {
    let environment: CaseEnvironment

    func add(to site: Site) {
        let again: Site.Show = { context in
            let kept = context.kept
            let draft = kept?.first("draft").flatMap { CaseID($0) }
            let renewed = try await renewed(kept?.first("renews") ?? context.query("renews"), context)
            let chosen = kept?.first("service") ?? context.query("service")
            return try await show([], chosen: chosen, draft: draft, renewed, context)
        }
        site.get(.newCase, .roles([.filer])) { context in try await again(context) }
        for route in [SiteRoute.newCase, .cases] {
            site.post(route, .roles([.filer]), again: again) { form, context in try await create(form, context) }
        }
    }

    private func create(_ form: FormData, _ context: PageContext) async throws -> Response {
        // The page carries the id of the draft it will make, so that a form sent twice makes one draft.
        let id = form.first("draft").flatMap { CaseID($0) } ?? environment.newCaseID()
        let actor = try context.signedIn().actor
        let code = form.first("service")?.trimmed ?? ""
        if code == environment.procedures.catalogue.ownRecord?.code, actor.roles.contains(.citizen) {
            return .redirect(to: SitePath(.ownRecord))
        }
        let renewed = try await renewed(form.first("renews"), context)
        do {
            let created = try await environment.desk.create(
                id: id, service: code, renewing: renewed?.id, by: actor, at: environment.clock())
            return .redirect(to: .of(created.id))
        } catch Rejection.conflict {
            // The same page was sent with another service before: a draft of its own for this one.
            return try await show(
                [Problem("service", code: "problem.other-service")], chosen: code, draft: nil, renewed, context)
        } catch Rejection.invalid(let problems) {
            let shown = code.isEmpty ? [Problem("service", code: "problem.choose-one")] : problems
            return try await show(shown, chosen: code, draft: id, renewed, context)
        } catch Rejection.rule(let rule) {
            return try await show(
                [Problem("service", code: "problem.\(rule)")], chosen: code, draft: id, renewed, context)
        } catch let rejection as Rejection {
            throw rejection.pageError(id)
        }
    }

    /// The case whose approval is to be asked for again; only its own organisation's people find it.
    private func renewed(_ text: String?, _ context: PageContext) async throws -> CaseState? {
        guard let text, !text.isEmpty else { return nil }
        guard let id = CaseID(text), let (state, _) = try await environment.desk.find(id, context.signedIn().actor)
        else {
            throw PageError.notFound
        }
        return state
    }

    private func show(
        _ problems: [Problem], chosen: String?, draft: CaseID?, _ renewed: CaseState?, _ context: PageContext
    ) async throws -> Response {
        let t = context.t
        let actor = try context.signedIn().actor
        guard let requester = try await environment.store.read({ db in try db.requester(of: actor) }) else {
            // Whose record is not found is told there what to do.
            if actor.roles.contains(.citizen) { return .redirect(to: SitePath(.ownRecord)) }
            throw PageError.forbidden
        }
        let services = environment.procedures.catalogue.services(for: requester.requesterClass)
        let options = services.filter { $0.procedure != nil && (renewed == nil || $0.code == renewed?.service) }.map {
            OptionView(
                $0.code, t($0.name), hint: t($0.description), isChosen: $0.code == chosen ?? renewed?.service)
        }
        let lead = renewed.map { t("cases.new.renewal", ["code": $0.code ?? ""]) } ?? t("cases.new.lead")
        let hidden =
            [("draft", (draft ?? environment.newCaseID()).text)] + (renewed.map { [("renews", $0.id.text)] } ?? [])
        let wording = ProblemWording(t: t)
        let form = FormView(
            action: .newCase,
            fields: [
                .radios("service", label: t("cases.new.service"), hint: t("cases.new.service-hint"), options: options)
            ],
            problems: problems.map { wording.view($0) }, submit: t("cases.new.submit")
        ).with(hidden: hidden).with(cancel: .home, t("cases.cancel"))
        let page = Page(.newCase, title: t("cases.new.title"), ["form": form.pageValue, "lead": .text(lead)])
        return try environment.pages.render(
            page.with(address: .newCase).with(status: problems.isEmpty ? .ok : .unprocessableContent), context)
    }
}
