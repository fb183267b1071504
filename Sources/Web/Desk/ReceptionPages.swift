// What a clerk enters for a person who came to the desk with a signed paper.

import Basics
import Casework
import Formats
import Forms
import Hummingbird
import Records
import Registry
import Storage

/// `/desk/record`: the sheet of the own record, printed for its person. `/desk/request`: a request of theirs is begun,
/// and filled in on the pages on which they could do it themselves.
struct ReceptionPages: PageGroup {
    let environment: CaseEnvironment

    func add(to site: Site) {
        for entry in Entry.allCases {
            let show: Site.Show = { context in
                try await self.show(entry, context.kept?.fieldValues ?? FieldValues([:]), [], context)
            }
            site.get(entry.route, .roles([.clerk]), show)
            site.post(entry.route, .roles([.clerk]), again: show) { form, context in
                try await take(entry, form, context)
            }
        }
    }

    /// The two pages.
    private enum Entry: String, CaseIterable {
        case record, request

        var route: SiteRoute { self == .record ? .deskRecord : .deskRequest }
    }

    /// Who stands at the desk, and for a request which of the services that persons may ask for they want.
    private func form(_ entry: Entry) -> Form {
        let visitor = [
            Field("personal_id", .text(max: 20)), Field("full_name", .text(max: Limits.personNameCharactersMax)),
            Field("birth_date", .date(DateLimits(notAfter: .today()))),
            Field("shown", .text(max: Limits.fieldCharactersMax), hintKey: "hint.shown"), Field("signed", .declaration),
            Field("password", .password),
        ]
        let offered = environment.procedures.catalogue.services(for: .individual).filter { $0.procedure != nil }
        let service = Field(
            "service", .choice(Options(name: nil, offered.map { Option($0.code, .text($0.name)) })))
        return Form(id: "reception", fields: entry == .record ? visitor : [service] + visitor)
    }

    private func show(
        _ entry: Entry, _ values: FieldValues, _ problems: [Problem], _ context: PageContext
    ) async throws -> Response {
        let t = context.t
        let fields = FormFields(t: t, area: "desk", form: form(entry), values: values, problems: problems)
        let view = FormView(
            action: SitePath(entry.route), fields: fields.views, problems: fields.problemViews,
            submit: t("desk.\(entry.rawValue).button")
        ).with(
            // The page carries the id of the case it makes, so that a form sent twice makes one.
            hidden: entry == .request
                ? [("case", values.values("case").first ?? environment.newCaseID().text)] : [])
        let others = Entry.allCases.filter { $0 != entry }.map { ($0.route, "desk.\($0.rawValue).title") }
        let page = Page(
            .desk, title: t("desk.\(entry.rawValue).title"),
            [
                "heading": .text(t("desk.\(entry.rawValue).title")), "lead": .text(t("desk.\(entry.rawValue).lead")),
                "form": view.pageValue,
                "others": .list(
                    (others + [(.deskCases, "desk.cases.title")]).map { route, label in
                        ["otherPath": SitePath(route).pageValue, "otherLabel": .text(t(label))]
                    }),
            ])
        return try environment.pages.render(
            page.with(status: problems.isEmpty ? .ok : .unprocessableContent), context)
    }

    private func take(_ entry: Entry, _ posted: FormData, _ context: PageContext) async throws -> Response {
        let (values, now) = (posted.fieldValues, environment.clock())
        let (answers, found) = form(entry).read(values, today: now.date)
        var problems = found
        let number = answers.text("personal_id").flatMap { PersonalID($0.filter { $0 != " " }) }
        if answers.text("personal_id") != nil, number == nil {
            problems.append(Problem("personal_id", code: "problem.personal-id-digits"))
        }
        if let unproven = try await environment.passwordProblem(posted, context) {
            problems.removeAll { $0.field == "password" }
            problems.append(unproven)
        }
        guard problems.isEmpty, let number,
            let birth = answers.date("birth_date").flatMap({ PartialDate($0.description) })
        else { return try await show(entry, values, problems, context) }
        let visitor = Visitor(
            personalID: number, fullName: answers.text("full_name") ?? "", birthDate: birth,
            shown: answers.text("shown") ?? "")
        do {
            let reception = ReceptionDesk(desk: environment.desk, accounts: environment.accounts)
            let actor = try await reception.receive(visitor, by: try context.signedIn().actor, at: now)
            guard let service = answers.text("service") else { return try await sheet(of: number, by: actor, context) }
            let id = posted.first("case").flatMap { CaseID($0) } ?? environment.newCaseID()
            try await environment.desk.create(id: id, service: service, by: actor, at: now)
            return .redirect(to: .of(id))
        } catch let refusal as ReceptionRefusal {
            let problem = Problem("personal_id", code: "problem.desk.\(refusal.rawValue)")
            return try await show(entry, values, [problem], context)
        } catch let refusal as OwnRecordRefusal {
            let problem = Problem("personal_id", code: "problem.desk.\(refusal.rawValue)")
            return try await show(entry, values, [problem], context)
        } catch let rejection as Rejection {
            throw rejection.pageError(environment.newCaseID())
        }
    }

    /// The sheet of the person's record (DC03), as they would get it themselves.
    private func sheet(of person: PersonalID, by actor: Actor, _ context: PageContext) async throws -> Response {
        let record = try await environment.ownRecords.open(person, as: .pdf, by: actor, at: environment.clock())
        return try await ResultFiles(environment: environment).sheet(of: record, context)
    }
}
