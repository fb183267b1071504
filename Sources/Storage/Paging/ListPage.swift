// One page of a list, and the ways to those beside it.

/// Which page of a list is asked for.
public enum PagePlace: Sendable, Hashable {
    case first
    /// What comes behind that place; the last page when nothing does.
    case after(Cursor)
    /// What comes right before it; the first page when that is less than a page.
    case before(Cursor)
    case last
}

/// The lines of one page.
public struct ListPage<Line: Sendable>: Sendable {
    public var lines: [Line]
    /// The page before ends before this place; `nil` on the first page.
    public var previous: Cursor?
    /// The next page begins behind this place; `nil` on the last page.
    public var next: Cursor?

    public init(lines: [Line], previous: Cursor? = nil, next: Cursor? = nil) {
        self.lines = lines
        self.previous = previous
        self.next = next
    }

    /// The same page of other lines.
    public func map<Other: Sendable>(_ line: (Line) throws -> Other) rethrows -> ListPage<Other> {
        ListPage<Other>(lines: try lines.map(line), previous: previous, next: next)
    }

    /// One page of a list that is read as a whole, since its lines are looked for by what no index knows.
    /// - Parameters:
    ///   - all: every line, in order.
    ///   - matches: whether a line is looked for.
    ///   - id: the place of a line, its id alone. A place that `all` does not have is that of the first page.
    /// - Returns: the page, and how many lines match in all.
    public static func page(
        of all: [Line], where matches: (Line) -> Bool, at place: PagePlace, size: Int, id: (Line) -> Cursor
    ) -> (page: ListPage, count: Int) {
        let found = all.indices.filter { matches(all[$0]) }
        let lastStart = max(0, found.count - size)
        func start(from cursor: Cursor, _ start: (Int) -> Int) -> Int {
            all.firstIndex { id($0) == cursor }.map(start) ?? 0
        }
        let first =
            switch place {
            case .first: 0
            case .after(let cursor): start(from: cursor) { line in found.firstIndex { $0 > line } ?? lastStart }
            case .before(let cursor):
                start(from: cursor) { line in max(0, (found.firstIndex { $0 >= line } ?? found.count) - size) }
            case .last: lastStart
            }
        let shown = found.dropFirst(first).prefix(size).map { all[$0] }
        let page = ListPage(
            lines: shown, previous: first > 0 ? shown.first.map(id) : nil,
            next: first + size < found.count ? shown.last.map(id) : nil)
        return (page, found.count)
    }
}
