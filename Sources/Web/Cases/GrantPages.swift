// What a recipient may still have, and the way to ask for it again.

import Basics
import Casework
import Hummingbird
import Records
import Registry
import Storage

/// `/grants`, for the people of an organisation.
struct GrantPages: PageGroup {
    let environment: CaseEnvironment

    func add(to site: Site) {
        site.get(.grants, .roles([.filer, .official])) { context in try await list(context) }
    }

    private func list(_ context: PageContext) async throws -> Response {
        let (t, actor) = (context.t, try context.signedIn().actor)
        // A citizen has no approvals to look after.
        guard actor.organization != nil, let recipient = actor.requester else { throw PageError.notFound }
        let place = try context.place(in: .grants)
        let shown = try await environment.store.read { db in try db.grants(of: recipient, at: place) }
        let today = environment.clock().date
        let table = TableView(
            caption: t("cases.grants.title"),
            columns: [
                .init(t("cases.grants.decision")), .init(t("cases.grants.service")),
                .init(t("cases.grants.fields")), .init(t("cases.grants.persons"), isNumeric: true),
                .init(t("cases.grants.left"), isNumeric: true), .init(t("cases.proposal.until")),
                .init(t("cases.grant.standing")), .init(t("cases.grants.renewal")),
            ],
            rows: shown.lines.map { line in
                [
                    line.grant.decision.map { .link($0.number, .of($0.caseID)) } ?? .text("–"),
                    .text(service(line, t)),
                    .text(told(by: line.grant, t)),
                    .text(line.persons.map { String($0) } ?? "–"), .text(String(line.usesLeft)),
                    .text(line.grant.validUntil.dayFirst), .tag(TagView(line, on: today, t)),
                    renewal(of: line, for: actor, t),
                ]
            }, empty: t("cases.grants.none")
        ).hidingCaption()
        let page = Page(
            .grants, title: t("cases.grants.title"),
            ["grants": table.pageValue, "pages": PageTurns(shown).view(at: SitePath(.grants))])
        return try environment.pages.render(page, context)
    }

    /// The fields, or what people are counted by.
    private func told(by grant: Grant, _ t: Strings) -> String {
        if case .tables(let tables) = grant.scope {
            return tables.dimensions.map { t(ServiceFields.label($0)) }.joined(separator: "; ")
        }
        return grant.fields.map { t($0.label) }.joined(separator: "; ")
    }

    private func service(_ line: GrantLine, _ t: Strings) -> String {
        environment.procedures.catalogue[line.grant.service.code].map { t($0.name) } ?? line.grant.service.code
    }

    /// Only filers begin requests; what was revoked is asked for from the start.
    private func renewal(of line: GrantLine, for actor: Actor, _ t: Strings) -> CellView {
        guard actor.roles.contains(.filer), line.standing != .revoked, let caseID = line.grant.caseID else {
            return .text("–")
        }
        let path = SitePath.newCase.with(["renews": caseID.text])
        return .link(t("cases.grants.renew", ["code": line.caseCode]), path)
    }
}

extension Strings {
    /// The standing of an approval in words.
    func callAsFunction(_ standing: GrantStanding) -> String { self("cases.grant.\(standing.rawValue)") }
}

extension TagView {
    /// The standing with what the day and the uses make of it; colours only repeat the word.
    fileprivate init(_ line: GrantLine, on today: LocalDate, _ t: Strings) {
        switch line.standing {
        case .suspended: self.init(t(line.standing), .yellow)
        case .revoked: self.init(t(line.standing), .red)
        case .open where line.grant.validUntil < today: self.init(t("cases.grant.expired"), .grey)
        case .open where line.usesLeft == 0: self.init(t("cases.grant.used"), .blue)
        case .open: self.init(t(line.standing), .green)
        }
    }
}
