// The form in which an authority is entered.

import Basics
import Casework
import Formats
import Forms
import Hummingbird
import Records
import Storage

/// `/authorities/new`: for administrators, and for who leads an office.
struct AuthorityFormPages: PageGroup {
    let environment: AuthorityEnvironment

    private static let roles: Set<Role> = [.admin, .approver]

    func add(to site: Site) {
        let show: Site.Show = { context in
            let form = try await form(context)
            return try render(form, context.kept?.fieldValues ?? FieldValues(), [], context)
        }
        site.get(.newAuthority, .roles(Self.roles), show)
        site.post(.newAuthority, .roles(Self.roles), again: show) { typed, context in
            let form = try await form(context)
            let values = typed.fieldValues
            if typed.first(OptionSearch.button) != nil { return try render(form, values, [], context) }
            let now = environment.accounts.clock()
            let (answers, found) = form.read(values, today: now.date)
            var problems = FormFields(t: context.t, area: "authorities", form: form, values: values, problems: found)
                .problemViews
            if let wrong = try await environment.accounts.refusal(ofPassword: typed, context) {
                problems.append(wrong)
            }
            guard problems.isEmpty, let draft = AuthorityDraft(answers) else {
                return try render(form, values, problems, context)
            }
            do {
                let known = Set(environment.procedures.catalogue.services.map(\.code))
                let id = try await environment.desk.propose(
                    draft, among: known, by: try context.signedIn().actor, at: now)
                return .redirect(to: SitePath(.authority, id.text).with(["done": "proposed"]))
            } catch let found as AuthorityProblems {
                return try render(form, values, found.all.map { $0.view(context.t) }, context)
            }
        }
    }

    /// What is asked: an administrator of everybody who could sign, the head of an office of its own people.
    private func form(_ context: PageContext) async throws -> Form {
        let actor = try context.signedIn().actor
        guard AuthorityEnvironment.mayPropose(actor) else { throw PageError.forbidden }
        let isAdmin = actor.roles.contains(.admin)
        let approvers = try await environment.accounts.store.read { db in
            try db.people(holding: .approver, at: isAdmin ? nil : actor.office)
        }
        let kinds = SigningAuthority.Kind.allCases.filter { isAdmin || !$0.isLeading }
        let people = approvers.filter { $0.id != actor.account }.map(option)
        let services = environment.procedures.catalogue.services.map { Option($0.code, .text($0.name)) }
        let line = FieldKind.text(max: Limits.positionCharactersMax)
        return Form(
            id: "authority",
            fields: [
                Field("account", .choice(Options(people, isSearched: true)), hintKey: "hint.account"),
                Field("kind", .choice(Options(kinds.map { Option($0.rawValue, .key("kind.\($0.rawValue)")) }))),
                Field("title", line, isRequired: false, hintKey: "hint.title"),
                Field("principal", line, isRequired: false, hintKey: "hint.principal"),
                Field("services", .choices(Options(services)), isRequired: false, hintKey: "hint.services"),
                Field("from", .date(DateLimits())),
                Field("until", .date(DateLimits()), isRequired: false, hintKey: "hint.until"),
                Field("paper", line, hintKey: "hint.paper"), Field("paper_date", .date(DateLimits())),
            ])
    }

    private func option(_ account: Account) -> Option {
        let office = account.office.flatMap { environment.procedures.offices[$0] }
        let title = account.position?.title ?? ""
        func words(_ office: String) -> String {
            [account.name, title, office].filter { !$0.isEmpty }.joined(separator: ", ")
        }
        return Option(
            account.id.text,
            .text(BilingualText(vi: words(office?.name ?? ""), en: words(office?.englishName ?? ""))))
    }

    private func render(
        _ form: Form, _ values: FieldValues, _ problems: [ProblemView], _ context: PageContext
    ) throws -> Response {
        let t = context.t
        let fields = FormFields(t: t, area: "authorities", form: form, values: values, problems: [])
        let view = FormView(
            action: SitePath(.newAuthority),
            fields: fields.views + [
                .password("password", label: t("acts.field.password"), autocomplete: "current-password")
            ],
            problems: problems, submit: t("authorities.new.submit")
        ).with(cancel: SitePath(.authorities), t("cases.cancel"))
        let page = Page(
            .adminForm, title: t("authorities.new.title"),
            [
                "heading": .text(t("authorities.new.title")), "form": view.pageValue,
                "back": BackLinkView(SitePath(.authorities), t("authorities.title")).pageValue,
            ])
        return try environment.accounts.pages.render(
            page.with(status: problems.isEmpty ? .ok : .unprocessableContent), context)
    }
}

extension AuthorityDraft {
    /// What was filled in; `nil` where something is missing that the form has said already.
    fileprivate init?(_ answers: Answers) {
        guard let account = answers.text("account").flatMap({ AccountID($0) }),
            let kind = answers.text("kind").flatMap(SigningAuthority.Kind.init(rawValue:)),
            let from = answers.date("from"), let paper = answers.text("paper"),
            let paperDate = answers.date("paper_date")
        else { return nil }
        self.init(
            account: account, kind: kind, title: answers.text("title") ?? "",
            principal: answers.text("principal") ?? "", services: answers.texts("services"), from: from,
            until: answers.date("until"), paper: paper, paperDate: paperDate)
    }
}
