// All accounts, and one of them with whatever can be done to it.

import Basics
import Casework
import Formats
import Hummingbird
import Records
import Storage

/// `/admin/accounts` and `/admin/accounts/{id}`: for administrators; to all others they do not exist.
struct AccountListPages: PageGroup {
    let environment: AccountEnvironment

    func add(to site: Site) {
        site.get(.adminAccounts, .roles([.admin])) { context in try await list(context) }
        site.get(.adminAccount, .roles([.admin])) { context in try await show(context) }
        site.post(.adminAccountSessions, .roles([.admin])) { form, context in try await endSession(form, context) }
    }

    private func list(_ context: PageContext) async throws -> Response {
        let t = context.t
        let now = environment.clock()
        let typed = String((context.query("q") ?? "").prefix(Limits.fieldCharactersMax))
        let state = context.query("state").flatMap(AccountSearch.State.init(rawValue:))
        let place = try context.place(in: .id)
        let search = AccountSearch(words: typed, state: state)
        let (shown, count) = ListPage.page(
            of: try await environment.store.read { db in try db.accountLines(now: now) },
            where: search.matches, at: place, size: Limits.pageRows
        ) { Cursor([$0.account.id.sqlValue]) }
        let states =
            [OptionView("", t("accounts.state.all"), isChosen: state == nil)]
            + AccountSearch.State.allCases.map {
                OptionView($0.rawValue, t("accounts.state.\($0.rawValue)"), isChosen: state == $0)
            }
        let path = SitePath(.adminAccounts).with(["q": typed, "state": state?.rawValue ?? ""])
        let page = Page(
            .adminAccounts, title: t("accounts.admin.title"),
            [
                "search": FieldView.text("q", label: t("layout.search.label"), value: typed).with(width: .medium)
                    .pageValue,
                "states": FieldView.select("state", label: t("accounts.state.title"), options: states).pageValue,
                "found": .text(t("accounts.admin.found", ["count": String(count)])),
                "accounts": table(shown.lines, t).pageValue,
                "pages": PageTurns(shown).view(at: path),
                "newPath": SitePath(.adminNewAccount).pageValue,
            ])
        return try environment.pages.render(page, context)
    }

    private func table(_ lines: [AccountLine], _ t: Strings) -> TableView {
        TableView(
            caption: t("accounts.admin.title"),
            columns: [
                .init(t("accounts.field.username")), .init(t("accounts.field.name")), .init(t("accounts.field.unit")),
                .init(t("accounts.field.role")), .init(t("accounts.state.title")),
                .init(t("accounts.field.active")), .init(t("accounts.field.sessions"), isNumeric: true),
            ],
            rows: lines.map { line in
                [
                    .link(line.account.username, .account(line.account.id)), .text(line.account.name),
                    .vietnamese(line.unitName.isEmpty ? "–" : line.unitName, t),
                    .text(t.names(of: line.account.roles)), .tag(AccountStanding(line.account).tag(t)),
                    .text(line.account.usedAt?.dayFirst ?? "–"), .text(String(line.sessions)),
                ]
            }, empty: t("accounts.admin.none")
        ).hidingCaption()
    }

    private func show(_ context: PageContext) async throws -> Response {
        let t = context.t
        let id: AccountID = try context.identifier("account")
        let now = environment.clock()
        let found = try await environment.store.read { db in
            try db.accountLine(id, now: now).map {
                ($0, try db.sessions(of: id, asking: context.sessionToken, now: now))
            }
        }
        guard let (line, sessions) = found else { throw PageError.notFound }
        let account = line.account
        let isOwn = try context.signedIn().actor.account == id
        let steps = AccountStep.allCases.filter { $0.applies(to: line, isOwn: isOwn) }
        let page = Page(
            .adminAccount, title: "\(account.username) – \(t("accounts.admin.title"))",
            [
                "heading": .text(account.username), "back": back(t).pageValue,
                "done": context.done(t),
                "summary": SummaryListView(rows(line, t)).pageValue,
                "changePath": SitePath.account(id, .adminAccountChange).pageValue,
                "isOwn": .flag(isOwn), "ownPath": SitePath.account.pageValue,
                "steps": .list(
                    steps.map { step in
                        [
                            "stepPath": SitePath.step(step.rawValue, of: id).pageValue,
                            "stepLabel": .text(t("accounts.step.\(step.rawValue).title")),
                        ]
                    }),
                "sessions": SessionListView(
                    lines: sessions, action: .account(id, .adminAccountSessions), t: t
                ).pageValue,
            ])
        return try environment.pages.render(page, context)
    }

    private func rows(_ line: AccountLine, _ t: Strings) -> [SummaryListView.Row] {
        let account = line.account
        var rows = [
            SummaryListView.Row(t("accounts.field.name"), account.name),
            SummaryListView.Row(t("accounts.field.role"), t.names(of: account.roles)),
        ]
        if !line.unitName.isEmpty {
            rows.append(SummaryListView.Row(t("accounts.field.unit"), line.unitName).inVietnamese(t))
        }
        if let position = account.position {
            rows.append(SummaryListView.Row(t("accounts.field.position"), lines: position.lines).inVietnamese(t))
        }
        return rows + [
            .init(t("accounts.state.title"), AccountStanding(account).tag(t).text),
            .init(
                t("accounts.factor.title"),
                t(line.hasSecondFactor ? "accounts.factor.in-use" : "accounts.factor.is-not-set")),
            .init(t("accounts.field.created"), account.createdAt.dayFirst),
            .init(t("accounts.field.active"), account.usedAt?.dayFirst ?? "–"),
        ]
    }

    private func endSession(_ form: FormData, _ context: PageContext) async throws -> Response {
        let id: AccountID = try context.identifier("account")
        guard let handle = form.first("session") else { throw PageError.unprocessable }
        let isEnded = try await environment.accounts.endSession(
            handle, of: id, by: try context.signedIn().actor, now: environment.clock())
        return .redirect(to: isEnded ? .account(id).with(["done": "sessions"]) : .account(id))
    }

    private func back(_ t: Strings) -> BackLinkView {
        BackLinkView(SitePath(.adminAccounts), t("accounts.admin.title"))
    }
}

/// How an account stands.
enum AccountStanding: String {
    case inUse = "in-use"
    case temporary
    case disabled

    init(_ account: Account) { self = account.isDisabled ? .disabled : account.isTemporary ? .temporary : .inUse }

    func tag(_ t: Strings) -> TagView {
        let colour: TagView.Colour =
            switch self {
            case .inUse: .green
            case .temporary: .yellow
            case .disabled: .grey
            }
        return TagView(t("accounts.state.\(rawValue)"), colour)
    }
}
