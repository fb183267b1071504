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
            let place = try context.place(in: .inbox)
            let words = Words(
                title: "inbox.title", count: "inbox.count", countMore: "inbox.count-more", empty: "inbox.empty")
            return try await list(.tasks, words, context) { db in
                (try db.inbox(of: actor, at: place), try db.inboxCount(of: actor))
            }
        }
        site.get(.cases) { context in
            let words = Words(
                title: "inbox.cases", count: "inbox.cases-count", countMore: "inbox.cases-count-more",
                empty: "inbox.no-cases")
            return try await cases(.cases, words, context)
        }
        site.get(.ownRequests, .roles([.citizen])) { context in
            let words = Words(
                title: "me.requests.title", count: "inbox.cases-count", countMore: "inbox.cases-count-more",
                empty: "me.requests.none")
            return try await cases(.ownRequests, words, context)
        }
        site.get(.deskCases, .roles([.clerk])) { context in try await deskCases(context) }
    }

    /// What was handed in at the clerk's own desk, also where another office decides on it.
    private func deskCases(_ context: PageContext) async throws -> Response {
        guard let desk = try context.signedIn().actor.office else { throw PageError.notFound }
        let place = try context.place(in: .cases)
        let words = Words(
            title: "desk.cases.title", count: "inbox.cases-count", countMore: "inbox.cases-count-more",
            empty: "desk.cases.none")
        return try await list(.deskCases, words, context) { db in
            (try db.cases(enteredAt: desk, at: place), try db.caseCount(enteredAt: desk))
        }
    }

    private func cases(_ route: SiteRoute, _ words: Words, _ context: PageContext) async throws -> Response {
        let actor = try context.signedIn().actor
        let place = try context.place(in: .cases)
        return try await list(route, words, context) { db in
            (try db.cases(visibleTo: actor, at: place), try db.caseCount(visibleTo: actor))
        }
    }

    /// The first things that wait, and the latest cases.
    private func home(_ context: PageContext) async throws -> Response {
        let t = context.t
        let actor = try context.signedIn().actor
        let (waiting, latest) = try await environment.store.read { db in
            (try db.inbox(of: actor, size: 10), try db.cases(visibleTo: actor, size: 10))
        }
        let page = Page(
            .home, title: t("inbox.home"),
            [
                "waiting": try table(waiting, caption: t("inbox.title"), empty: t("inbox.empty"), context).pageValue,
                "latest": try table(latest, caption: t("inbox.latest"), empty: t("inbox.no-cases"), context)
                    .pageValue,
                "newCasePath": actor.roles.contains(.filer) ? SitePath.newCase.pageValue : .none,
                "recordPath": actor.roles.contains(.citizen) ? SitePath(.ownRecord).pageValue : .none,
                "moreWaiting": waiting.next != nil ? SitePath.tasks.pageValue : .none,
                "moreLatest": latest.next != nil ? SitePath.cases.pageValue : .none,
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
        let order: [Role] = [.citizen, .approver, .officer, .clerk, .official, .filer, .inspector, .admin]
        return order.first(where: actor.roles.contains).map { t("inbox.explanation.\($0.rawValue)") } ?? ""
    }

    /// The keys of what a list says. `countMore` is for one that is too long to be counted.
    private struct Words {
        var title: String
        var count: String
        var countMore: String
        var empty: String
    }

    private func list(
        _ route: SiteRoute, _ words: Words, _ context: PageContext,
        _ read: @escaping @Sendable (any Connection) throws -> (ListPage<CaseLine>, BoundedCount)
    ) async throws -> Response {
        let t = context.t
        let (shown, count) = try await environment.store.read(read)
        let pages = PageTurns(shown).view(at: SitePath(route))
        let counted = t(count.isMore ? words.countMore : words.count, ["count": String(count.number)])
        let page = Page(
            .caseList, title: t(words.title),
            [
                "heading": .text(t(words.title)),
                // A list of one page can be counted by looking at it.
                "counted": pages == .none ? .none : .text(counted),
                "cases": try table(shown, caption: t(words.title), empty: t(words.empty), context).pageValue,
                "pages": pages, "together": route == .tasks ? try together(context) : .list([]),
            ])
        return try environment.pages.render(page, context)
    }

    /// The acts that can be done to many of these at once.
    private func together(_ context: PageContext) throws -> PageValue {
        let t = context.t
        return .list(
            ManyCasesPages.acts(for: try context.signedIn().actor.roles).map { act in
                [
                    "togetherPath": SitePath(.manyCases, act.slug).pageValue,
                    "togetherLabel": .text(ManyCasesPages.title(act, t)),
                ]
            })
    }

    private func table(
        _ page: ListPage<CaseLine>, caption: String, empty: String, _ context: PageContext
    ) throws -> TableView {
        let t = context.t
        let isInside = Permissions.isInside(try context.signedIn().actor)
        return TableView(
            caption: caption,
            columns: [
                .init(t("inbox.code")), .init(t("inbox.organization")), .init(t("inbox.service")),
                .init(t("inbox.stage")), .init(t("inbox.due")),
            ],
            rows: page.lines.map { line in
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
