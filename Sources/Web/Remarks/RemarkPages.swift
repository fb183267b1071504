// What people say to each other about a case.

import Basics
import Casework
import Formats
import Forms
import Hummingbird
import Records
import Storage

/// `/cases/{id}/remarks`, and the acts on remarks: an office speaks, the requester answers, the office settles.
struct RemarkPages: PageGroup {
    let environment: CaseEnvironment

    func add(to site: Site) {
        let again: Site.Show = { context in try await show([], context) }
        site.get(.caseRemarks) { context in try await show([], context) }
        for (act, route) in [RemarkAct.remark: SiteRoute.caseRemark, .answer: .caseAnswerRemark] {
            site.get(route) { context in try await show([], context) }
            site.post(route, again: again) { form, context in try await take(act, form, context) }
        }
        site.post(.caseSettleRemarks) { form, context in try await take(.settle, form, context) }
        site.get(.remarks, .roles(Self.answering)) { context in try await waiting(context) }
    }

    private static let answering: Set<Role> = [.filer, .official, .citizen, .clerk, .officer, .approver]

    // MARK: One case

    private func take(_ act: RemarkAct, _ form: FormData, _ context: PageContext) async throws -> Response {
        let id = try context.caseID()
        do {
            try await environment.desk.remark(
                act, on: id, by: try context.signedIn().actor, input: form.fieldValues,
                answering: form.first("answers").flatMap { Int($0) }, at: environment.clock())
        } catch Rejection.invalid(let problems) {
            var context = context
            context.kept = form
            return try await show(problems, context)
        } catch let rejection as Rejection {
            throw rejection.pageError(id)
        }
        return .redirect(to: SitePath.of(id, .caseRemarks).with(["done": act.rawValue]))
    }

    private func show(_ problems: [Problem], _ context: PageContext) async throws -> Response {
        let dossier = try await environment.dossier(context)
        let actor = try context.signedIn().actor
        let (t, state) = (dossier.t, dossier.state)
        guard Remarking.mayRead(actor, state) else { throw PageError.notFound }
        let thread = try await environment.store.read { db in try db.remarks(on: state.id) }
        let acts = Remarking.acts(actor, state, thread)
        let wording = RemarkWording(dossier: dossier, thread: thread, offices: environment.procedures.offices)
        let remarks = Remarking.shown(thread, to: actor, state)
        let form = try form(acts, thread, problems, dossier, context)
        let title = t("cases.remarks.title")
        let page = Page(
            .remarks, title: dossier.title(title),
            [
                "heading": .text(title), "back": BackLinkView(.of(state.id), dossier.heading).pageValue,
                "lead": .text(t(dossier.isInside ? "cases.remarks.lead" : "cases.remarks.lead-requester")),
                "done": done(context), "form": form.view?.pageValue ?? .none,
                "formHeading": .text(form.heading), "quoted": .optional(form.quoted),
                "settlePath": acts.contains(.settle)
                    ? SitePath.of(state.id, .caseSettleRemarks).pageValue : .none,
                "remarks": .list(
                    remarks.reversed().map { wording.view($0, mayAnswer: acts.contains(.answer)) }),
                "hasRemarks": .flag(!remarks.isEmpty),
            ])
        return try environment.pages.render(
            page.with(state: state.stage.rawValue, caseCode: state.code)
                .with(status: problems.isEmpty ? .ok : .unprocessableContent), context)
    }

    private func done(_ context: PageContext) -> PageValue {
        context.done(context.t, title: "cases.done") { "cases.remarks.done.\($0)" }
    }

    /// The form that is open to them, with what it is about.
    private struct Asked {
        var view: FormView?
        var heading = ""
        var quoted: String?
    }

    private func form(
        _ acts: [RemarkAct], _ thread: RemarkThread, _ problems: [Problem], _ dossier: Dossier, _ context: PageContext
    ) throws -> Asked {
        let (t, id) = (dossier.t, dossier.state.id)
        guard let act = acts.first(where: { $0 != .settle }) else { return Asked() }
        let fields = FormFields(
            t: t, area: "cases.remarks", form: Remarking.form(act), values: context.typed(or: FieldValues()),
            problems: problems)
        if act == .remark {
            let view = FormView(
                action: SitePath.of(id, .caseRemark), fields: fields.views, problems: fields.problemViews,
                submit: t("cases.remarks.\(act.rawValue).submit"))
            return Asked(view: view, heading: t("cases.remarks.new"))
        }
        guard let answered = try answered(in: thread, context), let content = answered.content else { return Asked() }
        let view = FormView(
            action: SitePath.of(id, .caseAnswerRemark), fields: fields.views, problems: fields.problemViews,
            submit: t("cases.remarks.\(act.rawValue).submit")
        ).with(hidden: [("answers", String(answered.number))])
        return Asked(
            view: view, heading: t("cases.remarks.answer", ["number": String(answered.number)]), quoted: content.text)
    }

    /// The remark that is answered: the one that was chosen, or the last that waits for an answer, or the last one.
    private func answered(in thread: RemarkThread, _ context: PageContext) throws -> Remark? {
        if let chosen = context.kept?.first("answers") ?? context.query("answer") {
            guard let number = Int(chosen), let remark = thread.toRequester(number) else { throw PageError.notFound }
            return remark
        }
        let waiting = thread.questions.keys.max().flatMap(thread.toRequester)
        return waiting ?? thread.remarks.last { thread.toRequester($0.number) != nil }
    }

    // MARK: All cases

    private func waiting(_ context: PageContext) async throws -> Response {
        let (t, actor) = (context.t, try context.signedIn().actor)
        let place = try context.place(in: .remarkWaits)
        let shown = try await environment.store.read { db in try db.remarkWaits(for: actor, at: place) }
        let isRequester = actor.requester != nil
        let title = t(isRequester ? "inbox.remarks.to-answer" : "inbox.remarks.to-read")
        let table = TableView(
            caption: title,
            columns: [
                .init(t("inbox.remarks.case")), .init(t("inbox.remarks.service")),
                .init(t("inbox.remarks.requester")), .init(t("inbox.remarks.since")),
            ],
            rows: shown.lines.map { line in
                [
                    .link(line.code, SitePath.of(line.id, .caseRemarks)),
                    .text(environment.procedures.catalogue[line.service].map { t($0.name) } ?? line.service),
                    .vietnamese(line.requesterName, t), .text(line.since.dayFirst),
                ]
            }, empty: t("inbox.remarks.none")
        ).hidingCaption()
        let page = Page(
            .remarkWaits, title: title,
            [
                "heading": .text(title), "waits": table.pageValue,
                "pages": PageTurns(shown).view(at: SitePath(.remarks)),
            ])
        return try environment.pages.render(page, context)
    }
}
