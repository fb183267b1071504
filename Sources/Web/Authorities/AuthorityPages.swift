// Who may sign for offices: the list, and one of them.

import Basics
import Casework
import Formats
import Hummingbird
import Records
import Storage

/// `/authorities` and `/authorities/{id}`.
struct AuthorityPages: PageGroup {
    let environment: AuthorityEnvironment

    func add(to site: Site) {
        site.get(.authorities, .roles(AuthorityEnvironment.readers)) { context in try await list(context) }
        site.get(.authority, .roles(AuthorityEnvironment.readers)) { context in try await show(context) }
    }

    private func list(_ context: PageContext) async throws -> Response {
        let (t, actor) = (context.t, try context.signedIn().actor)
        let today = environment.accounts.clock().date
        let filter = context.query("show").flatMap(AuthorityFilter.init(rawValue:)) ?? .current
        let seesAll = AuthorityEnvironment.seesAll(actor)
        let office = seesAll ? context.query("office").map { OfficeCode($0) } : actor.office
        let place = try context.place(in: .authorities)
        let services = Set(environment.procedures.catalogue.services.map(\.code))
        let isPending = filter == .proposed || filter == .past
        let holder = isPending && !AuthorityEnvironment.seesPending(actor) ? actor.account : nil
        let (shown, unsigned) = try await environment.accounts.store.read { db in
            (
                try db.authorities(of: office, filter, holder: holder, today: today, at: place),
                try db.officesWithoutSigner(today: today, for: services, among: office)
            )
        }
        let path = SitePath(.authorities).with(["office": seesAll ? office?.text ?? "" : ""])
        let page = Page(
            .authorities, title: t("authorities.title"),
            [
                "done": done(context),
                "warning": .optional(warning(unsigned, for: office, t)),
                "newPath": AuthorityEnvironment.mayPropose(actor) ? SitePath(.newAuthority).pageValue : .none,
                "filters": .list(
                    AuthorityFilter.allCases.map { one in
                        [
                            "filterPath": path.with(["show": one.rawValue]).pageValue,
                            "filterLabel": .text(t("authorities.show.\(one.rawValue)")),
                            "isShown": .flag(one == filter),
                        ]
                    }),
                "authorities": table(shown.lines, today, t).pageValue,
                "pages": PageTurns(shown).view(at: path.with(["show": filter.rawValue])),
            ])
        return try environment.accounts.pages.render(page, context)
    }

    private func done(_ context: PageContext) -> PageValue {
        context.done(context.t, title: "authorities.done.title") { "authorities.done.\($0)" }
    }

    /// That nobody signs for an office today: its letters would wait.
    private func warning(_ unsigned: [OfficeCode], for office: OfficeCode?, _ t: Strings) -> String? {
        guard !unsigned.isEmpty else { return nil }
        guard office == nil else { return t("authorities.nobody-signs") }
        let names = unsigned.prefix(10).map { environment.procedures.offices[$0].map { t($0.names) } ?? $0.text }
        return t("authorities.unsigned", ["count": String(unsigned.count), "names": names.joined(separator: "; ")])
    }

    private func table(_ lines: [AuthorityLine], _ today: LocalDate, _ t: Strings) -> TableView {
        let wording = AuthorityWording(t: t, procedures: environment.procedures)
        return TableView(
            caption: t("authorities.title"),
            columns: [
                .init(t("authorities.holder")), .init(t("authorities.block")), .init(t("authorities.office")),
                .init(t("authorities.services")), .init(t("authorities.period")), .init(t("authorities.state")),
            ],
            rows: lines.map { line in
                let authority = line.record.authority
                return [
                    .link(line.record.holder, SitePath(.authority, authority.id.text)),
                    .vietnamese(AuthorityWording.block(authority).joined(separator: " – "), t),
                    .vietnamese(line.office, t), .text(wording.services(authority).joined(separator: "; ")),
                    .text(wording.days(authority)), .tag(wording.tag(line.record, today: today)),
                ]
            }, empty: t("authorities.none")
        ).hidingCaption()
    }

    private func show(_ context: PageContext) async throws -> Response {
        let (t, actor) = (context.t, try context.signedIn().actor)
        let today = environment.accounts.clock().date
        let (line, names) = try await environment.found(context)
        let wording = AuthorityWording(t: t, procedures: environment.procedures)
        let id = line.record.authority.id
        let steps = AuthorityStep.allCases.filter { $0.isOpen(on: line.record, to: actor) }
        let isOwnHand =
            line.record.standing == .proposed
            && AuthorityDesk.objection(to: actor, deciding: line.record, .confirmed) == .sameHand
        let page = Page(
            .authority, title: "\(line.record.holder) – \(t("authorities.title"))",
            [
                "heading": .text(line.record.holder), "done": done(context),
                "notice": isOwnHand ? .text(t("authorities.waits-for-second")) : .none,
                "summary": SummaryListView(
                    wording.terms(line) + wording.history(line.record, names: names, today: today)
                ).pageValue,
                "steps": .list(
                    steps.map { step in
                        [
                            "stepPath": SitePath(.authorityStep, id.text, step.rawValue).pageValue,
                            "stepLabel": .text(t("authorities.step.\(step.rawValue).title")),
                        ]
                    }),
                "back": BackLinkView(SitePath(.authorities), t("authorities.title")).pageValue,
            ])
        return try environment.accounts.pages.render(page, context)
    }
}

extension AuthorityEnvironment {
    /// The authority of the address, with the names of those who had a hand in it.
    func found(_ context: PageContext) async throws -> (line: AuthorityLine, names: [AccountID: String]) {
        let id: AuthorityID = try context.identifier("authority")
        let actor = try context.signedIn().actor
        let found = try await accounts.store.read { db -> (AuthorityLine, [AccountID: String])? in
            guard let line = try db.authority(id) else { return nil }
            let record = line.record
            let hands = [record.proposedBy, record.reopenedBy, record.decidedBy, record.endedBy].compactMap(\.self)
            return (line, try db.names(of: Set(hands.map { ActorEnvelope($0, by: .web) })))
        }
        guard let found, Self.isShown(found.0.record, to: actor) else { throw PageError.notFound }
        return found
    }
}
