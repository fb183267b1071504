// Which page of a long list is shown, and the ways to the others.

/// The pages of a list of `count` things.
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
        return [
            "pageNumber": .number(shown), "lastPage": .number(last),
            "previousPath": shown > 1 ? path.with(["page": String(shown - 1)]).pageValue : .none,
            "nextPath": shown < last ? path.with(["page": String(shown + 1)]).pageValue : .none,
        ]
    }
}
