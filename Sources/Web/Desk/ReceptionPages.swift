// What a clerk enters for a person who came to the desk with a signed paper.

import Basics
import Casework
import Formats
import Forms
import Hummingbird
import Records
import Registry
import Storage
import Workflow

/// `/desk/record`: the sheet of the own record, printed for its person. `/desk/correction`: a request for a value of it
/// to be put right, filed at this desk.
struct ReceptionPages: PageGroup {
    let environment: CaseEnvironment

    func add(to site: Site) {
        for route in [SiteRoute.deskRecord, .deskCorrection] {
            let show: Site.Show = { context in
                try await self.show(
                    Entry(route, environment), context.kept?.fieldValues ?? FieldValues([:]), [], context)
            }
            site.get(route, .roles([.clerk]), show)
            site.post(route, .roles([.clerk]), again: show) { form, context in
                try await take(Entry(route, environment), form, context)
            }
        }
    }

    /// What is filled in on one of the two pages.
    private struct Entry {
        let route: SiteRoute
        /// The procedure of the request that is entered; `nil` where the record itself is asked for.
        let texts: CaseTexts?

        init(_ route: SiteRoute, _ environment: CaseEnvironment) throws {
            self.route = route
            guard route == .deskCorrection else {
                texts = nil
                return
            }
            let procedures = environment.procedures
            guard let texts = procedures.correctionService.flatMap({ procedures.offered($0.code) }) else {
                throw PageError.notFound
            }
            self.texts = texts
        }

        var words: String { route == .deskRecord ? "record" : "correction" }

        /// Who stands at the desk.
        static let visitor = Form(
            id: "visitor",
            fields: [
                Field("personal_id", .text(max: 20)), Field("full_name", .text(max: Limits.personNameCharactersMax)),
                Field("birth_date", .date(DateLimits(notAfter: .today()))),
                Field("shown", .text(max: Limits.fieldCharactersMax), hintKey: "hint.shown"),
                Field("signed", .declaration),
            ])
        static let proof = Form(id: "proof", fields: [Field("password", .password)])

        /// The pages of the request that can be typed: files are handed in by the person.
        var pages: [ApplicantForm.Page] {
            (texts?.form.pages ?? []).filter { page in page.form.fields.allSatisfy { $0.documentsMax == nil } }
        }
    }

    private func show(
        _ entry: Entry, _ values: FieldValues, _ problems: [Problem], _ context: PageContext
    ) async throws -> Response {
        let t = entry.texts.map { context.t.with($0.procedure.words) } ?? context.t
        let parts =
            [(Entry.visitor, "desk")] + entry.pages.map { ($0.form, "procedure") } + [(Entry.proof, "desk")]
        let fields = parts.map { form, area in
            let keys = Set(form.fields.map(\.key))
            return FormFields(
                t: t, area: area, form: form, values: values, problems: problems.filter { keys.contains($0.field) })
        }
        let form = FormView(
            action: SitePath(entry.route), fields: fields.flatMap(\.views), problems: fields.flatMap(\.problemViews),
            submit: t("desk.\(entry.words).button")
        ).with(
            hidden: entry.texts == nil ? [] : [("case", values.values("case").first ?? environment.newCaseID().text)])
        let other = entry.route == .deskRecord ? SiteRoute.deskCorrection : .deskRecord
        let page = Page(
            .desk, title: t("desk.\(entry.words).title"),
            [
                "heading": .text(t("desk.\(entry.words).title")), "lead": .text(t("desk.\(entry.words).lead")),
                "form": form.pageValue, "otherPath": SitePath(other).pageValue,
                "otherLabel": .text(t("desk.\(entry.route == .deskRecord ? "correction" : "record").title")),
            ])
        return try environment.pages.render(
            page.with(status: problems.isEmpty ? .ok : .unprocessableContent), context)
    }

    private func take(_ entry: Entry, _ form: FormData, _ context: PageContext) async throws -> Response {
        let (values, now) = (form.fieldValues, environment.clock())
        let (answers, found) = Entry.visitor.read(values, today: now.date)
        var problems = found
        let number = answers.text("personal_id").flatMap { PersonalID($0.filter { $0 != " " }) }
        if answers.text("personal_id") != nil, number == nil {
            problems.append(Problem("personal_id", code: "problem.personal-id-digits"))
        }
        var pages: [(key: String, answers: Answers)] = []
        for page in entry.pages {
            let (read, found) = try environment.read(page, values, today: now.date)
            pages.append((page.key, read))
            problems += found
        }
        if !(try await environment.isProven(form, context)) {
            let isEmpty = form.first("password")?.isEmpty ?? true
            problems.append(
                Problem("password", code: isEmpty ? "problem.password-missing" : "problem.wrong-password"))
        }
        guard problems.isEmpty, let number,
            let birth = answers.date("birth_date").flatMap({ PartialDate($0.description) })
        else { return try await show(entry, values, problems, context) }
        let visitor = Visitor(
            personalID: number, fullName: answers.text("full_name") ?? "", birthDate: birth,
            shown: answers.text("shown") ?? "")
        do {
            let reception = ReceptionDesk(store: environment.store, accounts: environment.accounts)
            let actor = try await reception.receive(visitor, by: try context.signedIn().actor, at: now)
            if let texts = entry.texts {
                // The page carries the id of the case it makes, so that a form sent twice makes one.
                let id = form.first("case").flatMap { CaseID($0) } ?? environment.newCaseID()
                return try await file(id, pages, texts, by: actor, at: now)
            }
            return try await sheet(of: number, by: actor, at: now, context)
        } catch let refusal as ReceptionRefusal {
            let problem = Problem("personal_id", code: "problem.desk.\(refusal.rawValue)")
            return try await show(entry, values, [problem], context)
        } catch Rejection.invalid(let problems) {
            return try await show(entry, values, problems, context)
        } catch let refusal as OwnRecordRefusal {
            return try await show(
                entry, values, [Problem("personal_id", code: "problem.desk.\(refusal.rawValue)")], context)
        } catch let rejection as Rejection {
            throw rejection.pageError(environment.newCaseID())
        }
    }

    /// The sheet of the person's record (DC03), as they would get it themselves.
    private func sheet(
        of person: PersonalID, by actor: Actor, at now: Timestamp, _ context: PageContext
    ) async throws -> Response {
        let record = try await environment.ownRecords.open(person, as: .pdf, by: actor, at: now)
        return try await ResultFiles(environment: environment).sheet(of: record, context)
    }

    /// Files the request; what is wrong with it is known before there is one.
    private func file(
        _ id: CaseID, _ pages: [(key: String, answers: Answers)], _ texts: CaseTexts, by actor: Actor, at now: Timestamp
    ) async throws -> Response {
        let all = pages.reduce(Answers()) { $0.merging($1.answers) }
        let record = try await environment.store.read { db in try db.ownRecord(of: actor) }
        if let problem = CorrectionRequest(all)?.problem(of: record) { throw Rejection.invalid([problem]) }
        let desk = environment.desk
        let begun = try await desk.create(id: id, service: texts.service.code, by: actor, at: now)
        guard begun.stage == .draft else { return .redirect(to: .of(id)) }
        for page in pages { try await desk.save(page: page.key, page.answers, of: id, by: actor, at: now) }
        let sending = texts.procedure.process.acts.first { texts.procedure.act($0)?.page.sendsRequest ?? false } ?? ""
        try await desk.perform(
            sending, on: id, by: actor, input: FieldValues([:]), expected: nil, isReauthenticated: true, at: now)
        await environment.settle()
        return .redirect(to: .of(id))
    }
}
