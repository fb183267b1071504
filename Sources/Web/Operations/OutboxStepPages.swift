// What an operator does with failed work, after one more question.

import Basics
import Casework
import Formats
import Hummingbird
import Records

enum OutboxStep: String, CaseIterable {
    case retry
    /// Back to those who decided what the server could not do.
    case giveBack = "give-back"
    case giveUp = "give-up"

    /// Whether it changes what becomes of the case: then it takes more than a browser that somebody left open.
    var isGrave: Bool { self != .retry }
}

/// `/admin/outbox/{case}/{work}/{step}`.
struct OutboxStepPages: PageGroup {
    let environment: OutboxEnvironment

    func add(to site: Site) {
        site.get(.adminWorkStep, .roles([.admin])) { context in
            let (work, step) = try await found(context)
            return try ask(step, work, [], context.kept?.line("reason") ?? "", context)
        }
        site.post(
            .adminWorkStep, .roles([.admin]),
            again: { context in
                let (work, step) = try await found(context)
                return try ask(step, work, [], context.kept?.line("reason") ?? "", context)
            },
            { form, context in
                let (work, step) = try await found(context)
                // What was decided was decided of the item as it stood on the page.
                guard form.first("shown") == work.shown else { throw Self.overtaken }
                var problems: [ProblemView] = []
                let reason = form.line("reason")
                if step.isGrave {
                    if reason.isEmpty {
                        problems.append(ProblemView(field: "reason", text: context.t("outbox.no-reason")))
                    }
                    if let wrong = try await environment.accounts.refusal(ofPassword: form, context) {
                        problems.append(wrong)
                    }
                }
                guard problems.isEmpty else { return try ask(step, work, problems, reason, context) }
                return try await take(step, work, reason, context)
            })
    }

    private static var overtaken: PageError { .conflict(location: SitePath(.adminOutbox).description) }

    private func found(_ context: PageContext) async throws -> (FailedWork, OutboxStep) {
        guard let step = context.parameters.get("step").flatMap(OutboxStep.init(rawValue:)) else {
            throw PageError.notFound
        }
        let work = try await environment.work(context)
        guard try await environment.obstacle(to: step, work) == nil else { throw PageError.notFound }
        return (work, step)
    }

    private func take(
        _ step: OutboxStep, _ work: FailedWork, _ reason: String, _ context: PageContext
    ) async throws -> Response {
        let (actor, now) = (try context.signedIn().actor, environment.accounts.clock())
        do {
            switch step {
            case .retry: try await environment.desk.retry(work, by: actor, at: now)
            case .giveBack: try await environment.cases.giveBack(work, reason: reason, by: actor, at: now)
            case .giveUp: try await environment.desk.giveUp(work, reason: reason, by: actor, at: now)
            }
        } catch is OperatorProblem {
            throw Self.overtaken
        }
        await environment.settle()
        return .redirect(to: SitePath(.adminOutbox).with(["queue": work.queue.rawValue, "done": step.rawValue]))
    }

    private func ask(
        _ step: OutboxStep, _ work: FailedWork, _ problems: [ProblemView], _ reason: String, _ context: PageContext
    ) throws -> Response {
        guard let id = work.caseID, let place = work.place else { throw PageError.notFound }
        let (t, wording) = (context.t, OutboxWording(t: context.t))
        let asked: [FieldView] = [
            .text("reason", label: t("outbox.reason"), hint: t("outbox.reason-hint"), value: reason),
            .password("password", label: t("acts.field.password"), autocomplete: "current-password"),
        ]
        let form = FormView(
            action: .work(place, of: id, step: step.rawValue), fields: step.isGrave ? asked : [], problems: problems,
            submit: t("outbox.step.\(step.rawValue).title")
        ).with(hidden: [("shown", work.shown)]).with(cancel: .work(place, of: id), t("cases.cancel"))
        let page = Page(
            .adminStep, title: "\(t("outbox.step.\(step.rawValue).title")) – \(t("outbox.title"))",
            [
                "heading": .text(t("outbox.step.\(step.rawValue).title")),
                "lead": .text(t("outbox.step.\(step.rawValue).lead")),
                "summary": SummaryListView(wording.rows(work)).pageValue,
                "form": (step == .giveUp ? form.withWarning() : form).pageValue, "other": .none, "otherLabel": .none,
                "back": BackLinkView(.work(place, of: id), wording.kind(work)).pageValue,
            ])
        return try environment.accounts.pages.render(
            page.with(status: problems.isEmpty ? .ok : .unprocessableContent), context)
    }
}

extension OutboxEnvironment {
    /// Why the step cannot be taken with that item; `nil` where it can.
    func obstacle(to step: OutboxStep, _ work: FailedWork) async throws -> WorkObstacle? {
        switch step {
        case .retry: nil
        case .giveBack: try await cases.givingBack(work)
        case .giveUp: work.isGivenUp ? nil : work.givingUp
        }
    }
}
