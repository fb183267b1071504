// Which calls a server made under an approval.

import Basics
import Casework
import Hummingbird
import Records
import Registry
import Storage

/// `/cases/{id}/calls`: when a server of the requester asked, for what, by which key, and whether the person was found;
/// never who it was about. For the requester's people, the offices of the case and the inspector.
struct CallPages: PageGroup {
    let environment: CaseEnvironment

    func add(to site: Site) {
        site.get(.caseCalls) { context in try await list(context) }
    }

    private func list(_ context: PageContext) async throws -> Response {
        let dossier = try await environment.dossier(context)
        let (t, id) = (dossier.t, dossier.state.id)
        guard dossier.service.scope == .named else { throw PageError.notFound }
        let place = try context.place(in: .calls)
        let shown = try await environment.store.read { db in
            try db.grant(of: id).map { try db.calls(under: $0.grant.id, at: place) }
        }
        guard let shown else { throw PageError.notFound }
        let table = TableView(
            caption: t("cases.calls.title"),
            columns: [
                .init(t("cases.calls.moment")), .init(t("cases.calls.purpose")), .init(t("cases.calls.key")),
                .init(t("cases.calls.outcome")),
            ],
            rows: shown.lines.map { line in
                [
                    .text(line.at.dayFirst), .text(line.purpose), .text(line.key),
                    .tag(
                        line.isIdentified
                            ? TagView(t("cases.calls.identified"), .green)
                            : TagView(t("cases.calls.unidentified"), .yellow)),
                ]
            }, empty: t("cases.calls.none")
        ).hidingCaption()
        let path = SitePath.of(id, .caseCalls)
        let page = Page(
            .calls, title: dossier.title(t("cases.calls.title")),
            [
                "back": BackLinkView(.of(id), dossier.heading).pageValue, "calls": table.pageValue,
                "pages": PageTurns(shown).view(at: path),
            ])
        return try environment.pages.render(page, context)
    }
}
