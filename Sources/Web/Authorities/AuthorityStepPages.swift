// What is done about an authority after one more question.

import Basics
import Casework
import Formats
import Hummingbird
import Records

enum AuthorityStep: String, CaseIterable {
    case confirm, refuse, end

    var needsReason: Bool { self != .confirm }
    /// What it is done about.
    var standing: AuthorityStanding { self == .end ? .confirmed : .proposed }

    func isOpen(on record: AuthorityRecord, to actor: Actor) -> Bool {
        guard record.standing == standing else { return false }
        return switch self {
        case .confirm: AuthorityDesk.objection(to: actor, deciding: record, .confirmed) == nil
        case .refuse: AuthorityDesk.objection(to: actor, deciding: record, .refused) == nil
        case .end: AuthorityDesk.mayEnd(record, actor)
        }
    }
}

/// `/authorities/{id}/{step}`.
struct AuthorityStepPages: PageGroup {
    let environment: AuthorityEnvironment

    private static let roles: Set<Role> = [.admin, .approver]

    func add(to site: Site) {
        let again: Site.Show = { context in
            let (line, step) = try await found(context)
            return try ask(step, line, [], context.kept?.line("reason") ?? "", context)
        }
        site.get(.authorityStep, .roles(Self.roles), again)
        site.post(.authorityStep, .roles(Self.roles), again: again) { form, context in
            let (line, step) = try await found(context)
            let reason = form.line("reason")
            var problems: [ProblemView] = []
            if step.needsReason, reason.isEmpty {
                problems.append(ProblemView(field: "reason", text: context.t("authorities.problem.no-reason")))
            }
            if let wrong = try await environment.accounts.refusal(ofPassword: form, context) { problems.append(wrong) }
            guard problems.isEmpty else { return try ask(step, line, problems, reason, context) }
            do {
                try await take(step, line.record.authority.id, reason, context)
            } catch let found as AuthorityProblems {
                if found.all.contains(.overtaken) { throw Self.overtaken(line) }
                return try ask(step, line, found.all.map { $0.view(context.t) }, reason, context)
            }
            return .redirect(
                to: SitePath(.authority, line.record.authority.id.text).with(["done": step.rawValue]))
        }
    }

    private static func overtaken(_ line: AuthorityLine) -> PageError {
        .conflict(location: SitePath(.authority, line.record.authority.id.text).description)
    }

    private func found(_ context: PageContext) async throws -> (AuthorityLine, AuthorityStep) {
        let line = try await environment.found(context).line
        guard let step = context.parameters.get("step").flatMap(AuthorityStep.init(rawValue:)) else {
            throw PageError.notFound
        }
        guard step.isOpen(on: line.record, to: try context.signedIn().actor) else {
            // It was open to them until somebody was faster, or never.
            throw line.record.standing == step.standing ? PageError.forbidden : Self.overtaken(line)
        }
        return (line, step)
    }

    private func take(
        _ step: AuthorityStep, _ id: AuthorityID, _ reason: String, _ context: PageContext
    ) async throws {
        let (actor, now) = (try context.signedIn().actor, environment.accounts.clock())
        switch step {
        case .confirm: try await environment.desk.confirm(id, by: actor, at: now)
        case .refuse: try await environment.desk.refuse(id, reason: reason, by: actor, at: now)
        case .end: try await environment.desk.end(id, reason: reason, by: actor, at: now)
        }
    }

    private func ask(
        _ step: AuthorityStep, _ line: AuthorityLine, _ problems: [ProblemView], _ reason: String,
        _ context: PageContext
    ) throws -> Response {
        let (t, id) = (context.t, line.record.authority.id)
        let asked: [FieldView] =
            step.needsReason ? [.text("reason", label: t("authorities.field.reason"), value: reason)] : []
        let form = FormView(
            action: SitePath(.authorityStep, id.text, step.rawValue),
            fields: asked + [.password("password", label: t("acts.field.password"), autocomplete: "current-password")],
            problems: problems, submit: t("authorities.step.\(step.rawValue).title")
        ).with(cancel: SitePath(.authority, id.text), t("cases.cancel"))
        let wording = AuthorityWording(t: t, procedures: environment.procedures)
        let page = Page(
            .adminStep, title: "\(t("authorities.step.\(step.rawValue).title")) – \(line.record.holder)",
            [
                "heading": .text(t("authorities.step.\(step.rawValue).title")),
                "lead": .text(t("authorities.step.\(step.rawValue).lead", ["name": line.record.holder])),
                // What is signed under it, not who entered it: that stands on the page before.
                "summary": SummaryListView(wording.terms(line)).pageValue,
                "form": (step == .end ? form.withWarning() : form).pageValue, "other": .none, "otherLabel": .none,
                "back": BackLinkView(SitePath(.authority, id.text), line.record.holder).pageValue,
            ])
        return try environment.accounts.pages.render(
            page.with(status: problems.isEmpty ? .ok : .unprocessableContent), context)
    }
}
