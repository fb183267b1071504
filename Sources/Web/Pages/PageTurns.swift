// The ways from one page of a list to the others, for lists that are paged by place.

import Storage

extension PageContext {
    /// The page of a list that the address asks for: `after` or `before` a place, or at its `end`. What is no place in
    /// such a list is not found.
    func place(in key: SortKey) throws -> PagePlace {
        if let text = query("after") { return .after(try Self.cursor(text, key)) }
        guard let text = query("before") else { return .first }
        return text == PageTurns.end ? .last : .before(try Self.cursor(text, key))
    }

    private static func cursor(_ text: String, _ key: SortKey) throws -> Cursor {
        guard let cursor = Cursor(text, in: key) else { throw PageError.notFound }
        return cursor
    }
}

/// `partials/pagination` of such a list: to its first page, the one before, the next, its last.
struct PageTurns {
    /// Stands for the end of a list in `before`. No place is written like this: it has no separator.
    static let end = "end"

    private let previous: Cursor?
    private let next: Cursor?

    init(_ page: ListPage<some Sendable>) { (previous, next) = (page.previous, page.next) }

    /// Nothing when there is one page alone.
    /// - Parameter path: the list, with what it was asked for besides.
    func view(at path: SitePath) -> PageValue {
        guard previous != nil || next != nil else { return .none }
        return [
            "firstPath": previous == nil ? .none : path.pageValue,
            "previousPath": previous.map { path.with(["before": $0.text]).pageValue } ?? .none,
            "pageNumber": .none, "lastPage": .none,
            "nextPath": next.map { path.with(["after": $0.text]).pageValue } ?? .none,
            "lastPath": next == nil ? .none : path.with(["before": Self.end]).pageValue,
        ]
    }
}
