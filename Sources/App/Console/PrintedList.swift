// A list of the database on standard output.

import Storage

extension Store {
    /// Prints every line of a list, page by page: none is read whole, and no transaction waits for a pipe.
    func printLines<Line: Sendable>(
        _ page: @escaping @Sendable (any Connection, PagePlace) throws -> ListPage<Line>, as text: (Line) -> String
    ) async throws {
        var place: PagePlace? = .first
        while let from = place {
            let page = try await read { db in try page(db, from) }
            for line in page.lines { Output.line(text(line)) }
            place = page.next.map { .after($0) }
        }
    }
}
