// Which page of a list of persons is shown, and the ways to the others.

/// The pages of a list of `count` things that keep their row numbers: a page is the same rows whenever it is asked for.
/// Lists that change while they are read are paged by place (`PageTurns`).
struct PageNumbers {
    let count: Int
    let size: Int

    var last: Int { max(1, (count + size - 1) / size) }

    /// The page asked for, or the last one when the list has become shorter.
    func number(_ asked: Int) -> Int { min(asked, last) }

    /// The page of a list that an address or a form names, counted from 1. What is no number is not found.
    static func asked(_ text: String?) throws -> Int {
        guard let text else { return 1 }
        guard let number = Int(text), number >= 1 else { throw PageError.notFound }
        return number
    }

    /// `partials/pagination`; nothing when there is one page alone.
    func view(at path: SitePath, shown: Int) -> PageValue {
        guard last > 1 else { return .none }
        func link(_ number: Int) -> PageValue { path.with(["page": String(number)]).pageValue }
        return [
            "firstPath": shown > 1 ? link(1) : .none, "previousPath": shown > 1 ? link(shown - 1) : .none,
            "pageNumber": .number(shown), "lastPage": .number(last),
            "nextPath": shown < last ? link(shown + 1) : .none, "lastPath": shown < last ? link(last) : .none,
        ]
    }
}
