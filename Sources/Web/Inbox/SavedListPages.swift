// The filters that somebody keeps: above their lists, and on a page of their own.

import Basics
import Casework
import Formats
import Forms
import Hummingbird
import Records
import Storage

/// `/account/lists`: what one keeps, and taking it out. They are kept from the lists themselves.
struct SavedListPages: PageGroup {
    let environment: CaseEnvironment

    func add(to site: Site) {
        site.get(.accountLists) { context in try await show(context) }
        site.post(.accountLists) { form, context in
            guard let account = try context.signedIn().actor.account, let list = form.first("list"),
                let name = form.first("name")
            else { throw PageError.unprocessable }
            try await environment.store.write { db in try db.removeSavedList(name, of: list, account) }
            return .redirect(to: SitePath(.accountLists).with(["done": "removed"]))
        }
    }

    private func show(_ context: PageContext) async throws -> Response {
        let t = context.t
        let saved = SavedListViews(try await environment.savedLists(of: context), environment.procedures, t)
        let page = Page(
            .savedLists, title: t("inbox.saved.title"),
            [
                "heading": .text(t("inbox.saved.title")),
                "done": context.done(t, title: "cases.done") { "inbox.saved.done.\($0)" },
                "saved": .list(saved.all), "hasSaved": .flag(!saved.all.isEmpty),
                "removePath": SitePath(.accountLists).pageValue,
                "back": BackLinkView(.account, t("accounts.own.title")).pageValue,
            ])
        return try environment.pages.render(page, context)
    }
}

extension CaseEnvironment {
    func savedLists(of context: PageContext) async throws -> [SavedList] {
        guard let account = try context.signedIn().actor.account else { return [] }
        return try await store.read { db in try db.savedLists(of: account) }
    }

    /// Keeps what a list is asked for. What is wrong with the name comes back as a problem of that field.
    func keep(
        _ query: CaseListQuery, named text: String, of list: SiteRoute, _ context: PageContext
    ) async throws -> Problem? {
        guard let account = try context.signedIn().actor.account else { throw PageError.forbidden }
        let field = Field(SavedListViews.field, .text(max: Limits.savedListNameCharactersMax))
        let form = Form(id: SavedListViews.field, fields: [field])
        let (answers, problems) = form.read(
            FieldValues([SavedListViews.field: [text]]), today: clock().date)
        if let problem = problems.first { return problem }
        let saved = SavedList(
            list: list.pattern, name: answers.text(SavedListViews.field) ?? "", query: query.encoded)
        let isKept = try await store.write { db in try db.keep(saved, of: account) }
        return isKept ? nil : Problem(SavedListViews.field, code: "problem.saved-full")
    }
}

/// Kept filters as ways to their lists.
struct SavedListViews {
    /// The name of the field that a filter is named in.
    static let field = "saved_name"

    private let saved: [SavedList]
    private let procedures: Procedures
    private let t: Strings

    init(_ saved: [SavedList], _ procedures: Procedures, _ t: Strings) {
        self.saved = saved
        self.procedures = procedures
        self.t = t
    }

    var all: [PageValue] { saved.compactMap(view) }
    func of(_ list: SiteRoute) -> [PageValue] { saved.filter { $0.list == list.pattern }.compactMap(view) }

    private func view(_ saved: SavedList) -> PageValue? {
        let lists = [SiteRoute.tasks: "inbox.title", .cases: "inbox.cases"]
        guard let list = SiteRoute(rawValue: saved.list), let title = lists[list] else { return nil }
        // What cannot be read any more asks for nothing.
        let query = (try? URLEncodedReader.read(Array(saved.query.utf8))) ?? FormData()
        let service = query.first(CaseListQuery.Name.service.rawValue)
        let isGone = service.map { procedures.catalogue[$0] == nil } ?? false
        let path = query.fields.reduce(SitePath(list)) { $0.with([$1.name: $1.value]) }
        return [
            "savedPath": path.pageValue, "savedName": .text(saved.name), "savedList": .text(saved.list),
            "savedTitle": .text(t(title)),
            "tag": isGone ? TagView(t("inbox.saved.gone"), .yellow).pageValue : .none,
        ]
    }
}
