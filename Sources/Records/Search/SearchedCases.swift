// Lists of cases, searched by words.

public import Basics
public import Casework
public import Storage

/// A page of what a search found.
public struct SearchedPage: Sendable {
    public var lines: ListPage<CaseLine>
    /// How many cases it found in all, counted up to `Limits.foundRowsCountedMax`.
    public var count: BoundedCount
    /// No case has the last word as it is: these have one that begins so.
    public var isByBeginning = false
}

extension SortKey {
    /// What a search finds is in the order in which it was filed, the newest first where nothing else is said.
    public static func searched(_ order: CaseFilter.Order) -> SortKey {
        SortKey(.integer("x.number"), descending: order != .oldest)
    }
}

extension Connection {
    /// What waits on this person or their office, as `inbox`, and has these words: each case once.
    public func searchInbox(
        of actor: Actor, _ search: CaseSearch, _ filter: CaseFilter = CaseFilter(), at place: PagePlace = .first,
        size: Int = Limits.pageRows
    ) throws -> SearchedPage {
        let colleagues = try colleagues(of: actor, filter)
        return try find(
            search, in: .inbox(of: actor, filter, colleagues: colleagues), .inbox(of: actor, filter, colleagues),
            filter.order, at: place, size)
    }

    /// The cases that the person may see, as `cases`, which were filed and have these words.
    public func searchCases(
        visibleTo actor: Actor, _ search: CaseSearch, _ filter: CaseFilter = CaseFilter(),
        at place: PagePlace = .first, size: Int = Limits.pageRows
    ) throws -> SearchedPage {
        try find(
            search, in: .cases(visibleTo: actor, filter), .cases(visibleTo: actor, filter), filter.order, at: place,
            size)
    }

    /// A short list is gone through line by line; of a long one the index of words gives the cases, newest first, of
    /// which the list keeps its own.
    private func find(
        _ search: CaseSearch, in list: SortedList, _ scope: SearchScope?, _ order: CaseFilter.Order,
        at place: PagePlace, _ size: Int
    ) throws -> SearchedPage {
        guard let scope else {
            return SearchedPage(lines: ListPage(lines: []), count: try count(list, upTo: 0))
        }
        let isLong = try count(list, upTo: search.walkedLinesMax).isMore
        func found(_ words: SearchedWords) throws -> SearchedPage {
            let list = isLong ? indexed(words, scope, order) : scope.walked(words, order)
            return SearchedPage(
                lines: try lines(list, at: place, size), count: try count(list, upTo: Limits.foundRowsCountedMax))
        }
        let whole = try found(SearchedWords(whole: search.words))
        guard whole.count.number == 0, let words = SearchedWords(beginningOf: search.words) else { return whole }
        var near = try found(words)
        near.isByBeginning = near.count.number > 0
        return near
    }

    private func indexed(_ words: SearchedWords, _ scope: SearchScope, _ order: CaseFilter.Order) -> SortedList {
        let marks = scope.marks.isEmpty ? [] : [scope.marks.map(\.word)]
        let found = dialect.words.rows(
            of: "case_text", having: marks + words.whole.map { [$0] }, beginningWith: words.beginning)
        return SortedList(
            scope.columns, from: found.source, joined: "JOIN case_row c ON c.id = x.case_id",
            where: [found.condition], narrowedBy: " AND \(scope.holds)",
            by: SortKey(found.key, descending: order != .oldest), glance: found.glance)
    }
}

/// What one look at the index asks for.
private struct SearchedWords {
    var whole: [String]
    var beginning: String?

    init(whole words: [String]) { whole = words }

    /// The last of them as the beginning of a word; `nil` where that is too short.
    init?(beginningOf words: [String]) {
        guard let last = words.last, last.unicodeScalars.count >= Limits.beginningCharactersMin else { return nil }
        (whole, beginning) = (words.dropLast(), last)
    }
}

/// The cases that a search is among, as a list has them.
private struct SearchScope {
    /// The table with the rows of the list, which ids of cases these have, and what they fulfil.
    var table: Query
    var id: Query
    var condition: Query
    /// What all of them have in the index of words, one of these.
    var marks: [CaseMark]
    var dueOn: Query = "c.due_on"
    /// Whose the task is: an account, and a name.
    var assignee: Query = "NULL, NULL"

    var columns: Query { "\(SortedList.line), \(dueOn), c.updated_ms, \(assignee)" }

    /// Of the case `c`: whether it is in the list.
    var holds: Query { "EXISTS (SELECT 1 FROM \(table) WHERE \(id) = c.id AND \(condition))" }

    /// The words of the list's own cases are looked at, of each. The sum keeps a database from walking along the
    /// numbers of all cases instead.
    func walked(_ asked: SearchedWords, _ order: CaseFilter.Order) -> SortedList {
        let patterns = asked.whole.map { "% \($0) %" } + (asked.beginning.map { ["% \($0)%"] } ?? [])
        let words = patterns.reduce("" as Query) { "\($0) AND x.words LIKE \($1)" }
        return SortedList(
            columns, from: "case_text x", joined: "JOIN case_row c ON c.id = x.case_id",
            where: ["x.case_id IN (SELECT \(id) FROM \(table) WHERE \(condition))\(words)"], narrowedBy: "",
            by: SortKey(.integer("x.number + 0"), descending: order != .oldest))
    }

    static func inbox(of actor: Actor, _ filter: CaseFilter, _ colleagues: [AccountID]) -> SearchScope? {
        let holders = [actor.office?.text, actor.requester?.description].compactMap { $0 }
        let tasks = SortedList.tasks(of: actor, filter, colleagues)
        guard let first = tasks.first else { return nil }
        let condition: Query = "(\(tasks.dropFirst().reduce(first) { "\($0) OR \($1)" }))"
        func whose(_ column: Query) -> Query {
            """
            (SELECT \(column) FROM task t JOIN account a ON a.id = t.assignee WHERE t.case_id = c.id AND \(condition)
                ORDER BY t.task_id LIMIT 1)
            """
        }
        return SearchScope(
            table: "task t", id: "t.case_id", condition: condition, marks: holders.map(CaseMark.waitsFor),
            dueOn: "(SELECT min(t.due_on) FROM task t WHERE t.case_id = c.id AND \(condition))",
            assignee: "\(whose("a.id")), \(whose("a.name"))")
    }

    static func cases(visibleTo actor: Actor, _ filter: CaseFilter) -> SearchScope? {
        let narrowing = filter.at(stage: "l.stage", service: "l.service", filed: "l.filed_ms")
        if let requester = actor.requester?.description {
            return SearchScope(
                table: "case_row l", id: "l.id",
                condition: "l.requester = \(requester)\(narrowing)\(filter.onCase("l"))",
                marks: [.requester(requester)])
        }
        if actor.roles.contains(.inspector) {
            return SearchScope(
                table: "case_row l", id: "l.id",
                condition: "l.code IS NOT NULL\(narrowing)\(filter.onCase("l"))", marks: [])
        }
        guard let office = actor.office, !actor.roles.isDisjoint(with: [.clerk, .officer, .approver]) else {
            return nil
        }
        return SearchScope(
            table: "case_office l JOIN case_row k ON k.id = l.case_id", id: "l.case_id",
            condition: "l.office = \(office.text)\(narrowing)\(filter.onCase("k"))", marks: [.office(office)])
    }
}
