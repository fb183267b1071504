// What waits for me, and the cases I may see.

import Basics
import Casework
import Hummingbird
import Records
import Storage

/// `/`, `/tasks`, `/cases` and lists like them.
struct InboxPages: PageGroup {
    let environment: CaseEnvironment

    func add(to site: Site) {
        site.get(.home) { context in try await HomePage(environment: environment).show(context) }
        site.get(.tasks) { context in
            let actor = try context.signedIn().actor
            let query = try query(context)
            if let found = try await coded(query, context) { return found }
            let place = try context.place(in: query.filter.inboxKey)
            let words = Words(
                title: "inbox.title", count: "inbox.count", countMore: "inbox.count-more", empty: "inbox.empty")
            return try await list(.tasks, words, query, context) { db in
                (
                    try db.inbox(of: actor, query.filter, at: place, size: query.size),
                    try db.inboxCount(of: actor, query.filter)
                )
            }
        }
        site.get(.cases) { context in
            let words = Words(
                title: "inbox.cases", count: "inbox.cases-count", countMore: "inbox.cases-count-more",
                empty: "inbox.no-cases")
            let query = try query(context)
            if let found = try await coded(query, context) { return found }
            return try await cases(.cases, words, query, context)
        }
        site.get(.ownRequests, .roles([.citizen])) { context in
            let words = Words(
                title: "me.requests.title", count: "inbox.cases-count", countMore: "inbox.cases-count-more",
                empty: "me.requests.none")
            return try await cases(.ownRequests, words, nil, context)
        }
        site.get(.deskCases, .roles([.clerk])) { context in try await deskCases(context) }
    }

    /// To the case of the code that is asked for; `nil` where there is none to be seen.
    private func coded(_ query: CaseListQuery, _ context: PageContext) async throws -> Response? {
        guard let code = query.code else { return nil }
        let actor = try context.signedIn().actor
        let found = try await environment.store.read { db in try db.visibleCase(coded: code, to: actor) }
        return found.map { .redirect(to: .of($0)) }
    }

    private func query(_ context: PageContext) throws -> CaseListQuery {
        CaseListQuery(
            context, isInside: Permissions.isInside(try context.signedIn().actor), on: environment.clock().date,
            environment.procedures.calendar)
    }

    /// What was handed in at the clerk's own desk, also where another office decides on it.
    private func deskCases(_ context: PageContext) async throws -> Response {
        guard let desk = try context.signedIn().actor.office else { throw PageError.notFound }
        let place = try context.place(in: .cases)
        let words = Words(
            title: "desk.cases.title", count: "inbox.cases-count", countMore: "inbox.cases-count-more",
            empty: "desk.cases.none")
        return try await list(.deskCases, words, nil, context) { db in
            (try db.cases(enteredAt: desk, at: place), try db.caseCount(enteredAt: desk))
        }
    }

    private func cases(
        _ route: SiteRoute, _ words: Words, _ query: CaseListQuery?, _ context: PageContext
    ) async throws -> Response {
        let actor = try context.signedIn().actor
        let filter = query?.filter ?? CaseFilter()
        let place = try context.place(in: filter.casesKey)
        return try await list(route, words, query, context) { db in
            (
                try db.cases(visibleTo: actor, filter, at: place, size: query?.size ?? Limits.pageRows),
                try db.caseCount(visibleTo: actor, filter)
            )
        }
    }

    /// The keys of what a list says. `countMore` is for one that is too long to be counted.
    private struct Words {
        var title: String
        var count: String
        var countMore: String
        var empty: String
    }

    /// - Parameter query: what the list is narrowed and sorted by, where it can be. With a fault in it nothing is read.
    private func list(
        _ route: SiteRoute, _ words: Words, _ query: CaseListQuery?, _ context: PageContext,
        _ read: @escaping @Sendable (any Connection) throws -> (ListPage<CaseLine>, BoundedCount)
    ) async throws -> Response {
        let t = context.t
        let isFaulty = query?.faults.isEmpty == false
        let found = isFaulty ? nil : try await environment.store.read(read)
        let shown = found?.0 ?? ListPage(lines: [])
        let path = query?.path(SitePath(route)) ?? SitePath(route)
        let pages = PageTurns(shown).view(at: path)
        let counted = found.map { t($0.1.isMore ? words.countMore : words.count, ["count": String($0.1.number)]) }
        let isNarrowed = query.map { !$0.filter.isEmpty } ?? false
        let empty = isFaulty ? "inbox.filter.mend" : isNarrowed ? "inbox.filter.nothing" : words.empty
        let table = CaseTable(environment: environment, isInbox: route == .tasks)
        let page = Page(
            .caseList, title: t(words.title),
            [
                "heading": .text(t(words.title)),
                // A list of one page can be counted by looking at it.
                "counted": pages == .none && !isNarrowed ? .none : .optional(counted),
                "cases": try table.view(shown, caption: t(words.title), empty: t(empty), context).pageValue,
                "pages": pages, "together": route == .tasks ? try together(context) : .list([]),
                "filter": try query.map { try form($0, SitePath(route), context) } ?? .none,
                "isNarrowed": .flag(isNarrowed || isFaulty), "allPath": SitePath(route).pageValue,
            ])
        let status: HTTPResponse.Status = isFaulty ? .unprocessableContent : .ok
        return try environment.pages.render(page.with(status: status), context)
    }

    private func form(_ query: CaseListQuery, _ path: SitePath, _ context: PageContext) throws -> PageValue {
        let form = CaseListForm(
            query: query, procedures: environment.procedures, actor: try context.signedIn().actor,
            isInbox: path == .tasks, t: context.t)
        return FormView(
            action: path, fields: form.fields, problems: form.problems, submit: context.t("inbox.filter.show")
        ).pageValue
    }

    /// The acts that can be done to many of these at once.
    private func together(_ context: PageContext) throws -> PageValue {
        let (t, actor) = (context.t, try context.signedIn().actor)
        let acts = ManyCasesPages.acts(for: actor.roles).map { act in
            (SitePath(.manyCases, act.slug), ManyCasesPages.title(act, t))
        }
        let assigning = ManyAssigningPages.roles(of: actor).map { role in
            (SitePath(.manyAssigning, role.rawValue), ManyAssigningPages.title(role, t))
        }
        return .list(
            (acts + assigning).map { path, label in
                ["togetherPath": path.pageValue, "togetherLabel": .text(label)]
            })
    }
}
