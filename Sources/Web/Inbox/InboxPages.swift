// What waits for me, and the cases I may see.

import Basics
import Casework
import Hummingbird
import Records
import Storage

/// `/`, `/tasks` and `/cases`.
struct InboxPages: PageGroup {
    let environment: CaseEnvironment

    func add(to site: Site) {
        site.get(.home) { context in try await home(context) }
        site.get(.tasks) { context in
            let actor = try context.signedIn().actor
            return try await list(
                .tasks, title: "inbox.title", empty: "inbox.empty", context,
                count: { db in try db.inboxCount(of: actor) },
                { db, skipping in try db.inbox(of: actor, skipping: skipping) })
        }
        site.get(.cases) { context in
            let actor = try context.signedIn().actor
            return try await list(
                .cases, title: "inbox.cases", empty: "inbox.no-cases", context,
                count: { db in try db.caseCount(visibleTo: actor) },
                { db, skipping in try db.cases(visibleTo: actor, skipping: skipping) })
        }
    }

    /// The first things that wait, and the latest cases.
    private func home(_ context: PageContext) async throws -> Response {
        let t = context.t
        let actor = try context.signedIn().actor
        let (waiting, latest) = try await environment.store.read { db in
            (try db.inbox(of: actor, limit: 10), try db.cases(visibleTo: actor, limit: 10))
        }
        let page = Page(
            .home, title: t("inbox.home"),
            [
                "waiting": try table(waiting, caption: t("inbox.title"), empty: t("inbox.empty"), context).pageValue,
                "latest": try table(latest, caption: t("inbox.latest"), empty: t("inbox.no-cases"), context)
                    .pageValue,
                "newCasePath": actor.roles.contains(.filer) ? SitePath.newCase.pageValue : .none,
                "moreWaiting": waiting.hasMore ? SitePath.tasks.pageValue : .none,
                "moreLatest": latest.hasMore ? SitePath.cases.pageValue : .none,
                "showsCases": .flag(!actor.roles.isDisjoint(with: Self.readers)),
                // Nothing ever waits on an inspector.
                "showsWaiting": .flag(!actor.roles.isDisjoint(with: Self.readers.subtracting([.inspector]))),
                "explanation": .text(explanation(actor, t)),
            ])
        return try environment.pages.render(page, context)
    }

    private static let readers: Set<Role> = [.filer, .official, .clerk, .officer, .approver, .inspector]

    /// One sentence on what this person does here.
    private func explanation(_ actor: Actor, _ t: Strings) -> String {
        let order: [Role] = [.approver, .officer, .clerk, .official, .filer, .inspector, .admin, .citizen]
        return order.first(where: actor.roles.contains).map { t("inbox.explanation.\($0.rawValue)") } ?? ""
    }

    private func list(
        _ route: SiteRoute, title: String, empty: String, _ context: PageContext,
        count: @escaping @Sendable (any Connection) throws -> Int,
        _ read: @escaping @Sendable (any Connection, Int) throws -> CaseLines
    ) async throws -> Response {
        let t = context.t
        let asked = try PageNumbers.asked(context.query("page"))
        let (pages, number, lines) = try await environment.store.read { db in
            let pages = PageNumbers(count: try count(db), size: Limits.pageRows)
            let number = pages.number(asked)
            return (pages, number, try read(db, (number - 1) * Limits.pageRows))
        }
        let page = Page(
            .caseList, title: number > 1 ? "\(t(title)) – \(t("inbox.page")) \(number)" : t(title),
            [
                "heading": .text(t(title)),
                "cases": try table(lines, caption: t(title), empty: t(empty), context).pageValue,
                "pages": pages.view(at: SitePath(route), shown: number),
            ])
        return try environment.pages.render(page, context)
    }

    private func table(
        _ lines: CaseLines, caption: String, empty: String, _ context: PageContext
    ) throws -> TableView {
        let t = context.t
        let isInside = Permissions.isInside(try context.signedIn().actor)
        return TableView(
            caption: caption,
            columns: [
                .init(t("inbox.code")), .init(t("inbox.organization")), .init(t("inbox.service")),
                .init(t("inbox.stage")), .init(t("inbox.due")),
            ],
            rows: lines.lines.map { line in
                [
                    .link(line.code ?? t("inbox.draft-of", ["moment": line.at.dayFirst]), .of(line.id)),
                    .text(line.organization),
                    .text(environment.procedures.catalogue[line.service].map { t($0.name) } ?? line.service),
                    .tag(tag(line, isInside, t)),
                    .text(line.dueOn?.dayFirst ?? "–"),
                ]
            }, empty: empty
        ).hidingCaption()
    }

    /// The stage in the words that the procedure of the service has today: the texts a case keeps would have to be read
    /// for each line.
    private func tag(_ line: CaseLine, _ isInside: Bool, _ t: Strings) -> TagView {
        if line.isManual { return TagView(t("inbox.manual"), .yellow) }
        let words = environment.procedures.words(of: line.service).map(t.with) ?? t
        return CaseView.tag(line.stage, isInside: isInside, words)
    }
}
