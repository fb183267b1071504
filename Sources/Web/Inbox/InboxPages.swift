// What waits for me, and the cases I may see.

import Basics
import Casework
import Formats
import Forms
import Hummingbird
import Records
import Storage

/// `/`, `/tasks`, `/cases` and lists like them.
struct InboxPages: PageGroup {
    let environment: CaseEnvironment

    func add(to site: Site) {
        site.get(.home) { context in try await HomePage(environment: environment).show(context) }
        for (list, search) in [(SiteRoute.tasks, SiteRoute.taskSearch), (.cases, .caseSearch)] {
            let again: Site.Show = { context in try await show(list, try query(context), context) }
            site.get(list, .signedIn, again)
            // What was looked for stands in no such address: whoever comes by it finds the list.
            site.get(search, .signedIn) { _ in .redirect(to: SitePath(list)) }
            site.post(search, again: again) { form, context in
                try await take(CaseListQuery(form, for: try reader(context)), list, context)
            }
            site.post(list == .tasks ? .savedTasks : .savedCases, again: again) { form, context in
                try await keep(form, list, context)
            }
        }
        site.get(.ownRequests, .roles([.citizen])) { context in
            let words = Words(
                title: "me.requests.title", count: "inbox.cases-count", countMore: "inbox.cases-count-more",
                empty: "me.requests.none")
            return try await cases(.ownRequests, words, nil, context)
        }
        site.get(.deskCases, .roles([.clerk])) { context in try await deskCases(context) }
    }

    /// To the case of the code that was looked for, or to the list of what fits: what was typed is in no address as it
    /// is (docs/decisions/043-search.md).
    private func take(_ query: CaseListQuery, _ list: SiteRoute, _ context: PageContext) async throws -> Response {
        let person = try context.signedIn()
        if let code = query.typed[.q] {
            let found = try await environment.store.read { db in try db.visibleCase(coded: code, to: person.actor) }
            if let found { return .redirect(to: .of(found)) }
        }
        guard query.faults.isEmpty else { return try await show(list, query, context) }
        return .redirect(to: query.path(SitePath(list), in: person.secret))
    }

    /// Keeps what the list was asked for under the name that was typed.
    private func keep(_ form: FormData, _ list: SiteRoute, _ context: PageContext) async throws -> Response {
        let query = CaseListQuery(form, for: try reader(context))
        guard query.faults.isEmpty else { return try await show(list, query, context) }
        let name = form.first(SavedListViews.field) ?? ""
        if let problem = try await environment.keep(query, named: name, of: list, context) {
            return try await show(list, query, context, refused: (name, problem))
        }
        return .redirect(to: query.path(SitePath(list), in: try context.signedIn().secret).with(["done": "saved"]))
    }

    private func query(_ context: PageContext) throws -> CaseListQuery {
        try CaseListQuery(context, for: try reader(context))
    }

    private func reader(_ context: PageContext) throws -> CaseListQuery.Reader {
        CaseListQuery.Reader(
            isInside: Permissions.isInside(try context.signedIn().actor), today: environment.clock().date,
            calendar: environment.procedures.calendar)
    }

    /// What somebody would call a filter, and why it is not kept so.
    private typealias RefusedName = (name: String, problem: Problem)

    /// `/tasks` or `/cases`.
    private func show(
        _ route: SiteRoute, _ query: CaseListQuery, _ context: PageContext, refused: RefusedName? = nil
    ) async throws -> Response {
        let words =
            route == .tasks
            ? Words(title: "inbox.title", count: "inbox.count", countMore: "inbox.count-more", empty: "inbox.empty")
            : .cases
        let actor = try context.signedIn().actor
        let (filter, size) = (query.filter, query.size)
        if let search = query.search {
            let place = try context.place(in: .searched(filter.order))
            return try await list(route, words, query, context, refused) { db in
                let found =
                    route == .tasks
                    ? try db.searchInbox(of: actor, search, filter, at: place, size: size)
                    : try db.searchCases(visibleTo: actor, search, filter, at: place, size: size)
                return Found(lines: found.lines, count: found.count, isByBeginning: found.isByBeginning)
            }
        }
        guard route == .tasks else { return try await cases(route, words, query, context, refused) }
        let place = try context.place(in: filter.inboxKey)
        return try await list(route, words, query, context, refused) { db in
            Found(
                lines: try db.inbox(of: actor, filter, at: place, size: size),
                count: try db.inboxCount(of: actor, filter))
        }
    }

    /// What was handed in at the clerk's own desk, also where another office decides on it.
    private func deskCases(_ context: PageContext) async throws -> Response {
        guard let desk = try context.signedIn().actor.office else { throw PageError.notFound }
        let place = try context.place(in: .cases)
        let words = Words(
            title: "desk.cases.title", count: "inbox.cases-count", countMore: "inbox.cases-count-more",
            empty: "desk.cases.none")
        return try await list(.deskCases, words, nil, context) { db in
            Found(lines: try db.cases(enteredAt: desk, at: place), count: try db.caseCount(enteredAt: desk))
        }
    }

    private func cases(
        _ route: SiteRoute, _ words: Words, _ query: CaseListQuery?, _ context: PageContext,
        _ refused: RefusedName? = nil
    ) async throws -> Response {
        let actor = try context.signedIn().actor
        let filter = query?.filter ?? CaseFilter()
        let place = try context.place(in: filter.casesKey)
        return try await list(route, words, query, context, refused) { db in
            Found(
                lines: try db.cases(visibleTo: actor, filter, at: place, size: query?.size ?? Limits.pageRows),
                count: try db.caseCount(visibleTo: actor, filter))
        }
    }

    /// The keys of what a list says. `countMore` is for one that is too long to be counted.
    private struct Words {
        var title: String
        var count: String
        var countMore: String
        var empty: String

        static let cases = Words(
            title: "inbox.cases", count: "inbox.cases-count", countMore: "inbox.cases-count-more",
            empty: "inbox.no-cases")
    }

    /// A page of a list, and how long the list is.
    private struct Found {
        var lines: ListPage<CaseLine>
        var count: BoundedCount
        var isByBeginning = false
    }

    /// - Parameter query: what the list is narrowed and sorted by, where it can be. With a fault in it nothing is read.
    private func list(
        _ route: SiteRoute, _ words: Words, _ query: CaseListQuery?, _ context: PageContext,
        _ refused: RefusedName? = nil, _ read: @escaping @Sendable (any Connection) throws -> Found
    ) async throws -> Response {
        let t = context.t
        let isFaulty = query?.faults.isEmpty == false
        let found = isFaulty ? nil : try await environment.store.read(read)
        let shown = found?.lines ?? ListPage(lines: [])
        let session = try context.signedIn().secret
        let path = query?.path(SitePath(route), in: session) ?? SitePath(route)
        let pages = PageTurns(shown).view(at: path)
        let isNarrowed = query.map { !$0.isEmpty } ?? false
        let isSearched = query?.search != nil
        let counted = found.map { self.counted($0, isSearched: isSearched, words, t) }
        // A list of one page can be counted by looking at it; of what was looked for it says how it was found.
        let isCounted = isSearched ? !shown.lines.isEmpty : pages != .none || isNarrowed
        let empty =
            isFaulty
            ? "inbox.filter.mend"
            : isSearched ? "inbox.found-nothing" : isNarrowed ? "inbox.filter.nothing" : words.empty
        let table = CaseTable(environment: environment, isInbox: route == .tasks)
        let saved = SavedListViews(
            query == nil ? [] : try await environment.savedLists(of: context), environment.procedures, t
        ).of(route)
        let page = Page(
            .caseList, title: t(words.title),
            [
                "heading": .text(t(words.title)),
                "counted": isCounted ? .optional(counted) : .none,
                "cases": try table.view(shown, caption: t(words.title), empty: t(empty), context).pageValue,
                "pages": pages, "together": route == .tasks ? try together(context) : .list([]),
                "filter": try query.map { try form($0, SitePath(route), context) } ?? .none,
                "saved": .list(saved), "hasSaved": .flag(!saved.isEmpty),
                "savedPath": SitePath(.accountLists).pageValue,
                "saving": query.map { saving($0, route, refused, t) } ?? .none, "isRefused": .flag(refused != nil),
                "done": context.done(t, title: "cases.done") { "inbox.saved.done.\($0)" },
                "isNarrowed": .flag(isNarrowed || isFaulty), "allPath": SitePath(route).pageValue,
            ])
        let status: HTTPResponse.Status = isFaulty ? .unprocessableContent : .ok
        return try environment.pages.render(page.with(status: refused == nil ? status : .unprocessableContent), context)
    }

    /// Keeping what the list is asked for, where it is asked for something that can be kept.
    private func saving(
        _ query: CaseListQuery, _ route: SiteRoute, _ refused: RefusedName?, _ t: Strings
    ) -> PageValue {
        guard !query.kept.isEmpty, query.faults.isEmpty else { return .none }
        let problems = refused.map { ProblemWording(t: t).view($0.problem, of: t("inbox.saved.name")) }
        let name = FieldView.text(
            SavedListViews.field, label: t("inbox.saved.name"), hint: t("inbox.saved.hint"), value: refused?.name ?? "")
        return FormView(
            action: SitePath(route == .tasks ? .savedTasks : .savedCases), fields: [name],
            problems: problems.map { [$0] } ?? [], submit: t("inbox.saved.submit")
        ).with(hidden: query.kept.map { ($0.name.rawValue, $0.text) }).pageValue
    }

    private func counted(_ found: Found, isSearched: Bool, _ words: Words, _ t: Strings) -> String {
        let keys = isSearched ? ("inbox.found", "inbox.found-more") : (words.count, words.countMore)
        let count = t(found.count.isMore ? keys.1 : keys.0, ["count": String(found.count.number)])
        return found.isByBeginning ? "\(count) \(t("inbox.found-beginning"))" : count
    }

    private func form(_ query: CaseListQuery, _ path: SitePath, _ context: PageContext) throws -> PageValue {
        let form = CaseListForm(
            query: query, procedures: environment.procedures, actor: try context.signedIn().actor,
            isInbox: path == .tasks, t: context.t)
        return FormView(
            action: SitePath(path == .tasks ? .taskSearch : .caseSearch), fields: form.fields, problems: form.problems,
            submit: context.t("inbox.filter.show")
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
