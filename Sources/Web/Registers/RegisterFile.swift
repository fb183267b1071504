// A register of a year as a file, read and handed out piece by piece.

import Basics
import Records
import Storage

/// The lines of a year from its first to the one that was its last when this began, some at a time: a file has all of
/// them, and memory never.
struct RegisterPieces: AsyncSequence, Sendable {
    let register: Register
    let year: RegisterYear
    /// How many lines there are.
    let count: Int
    let store: any Store

    struct Iterator: AsyncIteratorProtocol {
        let pieces: RegisterPieces
        private var number = 0

        init(_ pieces: RegisterPieces) { self.pieces = pieces }

        mutating func next() async throws -> [RegisterLine]? {
            guard number < pieces.count else { return nil }
            let found = try await pieces.store.read { [pieces, number] db in
                try pieces.register.lines(pieces.year, after: number, db)
            }
            guard let last = found.last else { throw StorageError.corrupt("a register has a gap behind \(number)") }
            number = last.number
            return found.filter { $0.number <= pieces.count }
        }
    }

    func makeAsyncIterator() -> Iterator { Iterator(self) }
}

extension Register {
    /// A cell that a spreadsheet would take for a formula, marked as text: requesters choose some of these words, and
    /// clerks open the file by a click.
    static func plain(_ cell: String) -> String {
        guard let first = cell.utf8.first, "=+-@\t\r".utf8.contains(first) else { return cell }
        return "'" + cell
    }
}
