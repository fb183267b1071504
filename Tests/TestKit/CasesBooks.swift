// Running numbers in memory.

public import Basics
public import Casework

/// The books of the offices. A class, since acts take numbers through a constant; `GivenCase` hands every act a copy
/// and keeps it only when the act was done, as a transaction would.
public final class CountingBooks: Numbering {
    /// The last number given, by book.
    public private(set) var counts: [String: Int]

    public init(_ counts: [String: Int] = [:]) { self.counts = counts }

    public func nextDossierCode(office: OfficeCode, on date: LocalDate) throws -> String {
        "\(office)-\(date)-\(padded(next("dossier/\(office)/\(date)"), to: 4))"
    }

    public func nextIncoming(office: OfficeCode, on date: LocalDate) throws -> Int {
        next("incoming/\(office)/\(date.year)")
    }

    public func nextOutgoing(office: OfficeCode, on date: LocalDate) throws -> Int {
        next("outgoing/\(office)/\(date.year)")
    }

    private func next(_ book: String) -> Int {
        counts[book, default: 0] += 1
        return counts[book, default: 0]
    }
}
