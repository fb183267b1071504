// Puts rows that were typed or uploaded into a list that is there already.

/// The list after a change, and what was wrong with it.
public struct SubjectMerge: Hashable, Sendable {
    public private(set) var rows: [SubjectRow]
    public private(set) var problems: [Problem] = []
    /// How many persons are on the list no more.
    public private(set) var removed = 0

    /// Typed rows: one that carries the number of a row of the list takes its place, or takes it away when it is left
    /// empty; all others are added. `numbers` are those of the typed rows, in order, without one where a row is new.
    ///
    /// A new row that is on the list as it stands is no change, so that a form sent twice adds nobody twice; the same
    /// person with other values is a problem of that row.
    public init(_ list: [SubjectRow], typed outcome: SubjectOutcome, numbers: [Int?], field: String) {
        var slots: [SubjectRow?] = list
        var read: [Int: SubjectRow] = [:]
        for subject in outcome.good { read[subject.line - 1] = subject.row }
        for (index, number) in numbers.enumerated() {
            guard let number, list.indices.contains(number - 1) else { continue }
            slots[number - 1] = read.removeValue(forKey: index)
        }
        removed = slots.count { $0 == nil }
        var places: [String: Int] = [:]
        for (index, slot) in slots.enumerated() {
            guard let slot else { continue }
            guard let first = places[slot.personalID] else {
                places[slot.personalID] = index
                continue
            }
            // Two rows cannot be one person. Told at the one that was typed, naming the other.
            if let line = numbers.firstIndex(of: index + 1) {
                problems.append(Self.listed(first, line + 1, field))
            } else if let line = numbers.firstIndex(of: first + 1) {
                problems.append(Self.listed(index, line + 1, field))
            }
        }
        rows = slots.compactMap(\.self)
        for (index, row) in read.sorted(by: { $0.key < $1.key }) {
            guard let place = places[row.personalID] else {
                rows.append(row)
                continue
            }
            if slots[place] != row { problems.append(Self.listed(place, index + 1, field)) }
        }
    }

    /// A file that is added: who is on the list already gets the values of the file, the others follow. An enclosure
    /// that the list names stays where the file names none.
    public init(_ list: [SubjectRow], adding more: [SubjectRow]) {
        rows = list
        var places: [String: Int] = [:]
        for (index, row) in list.enumerated() { places[row.personalID] = index }
        for row in more {
            if let place = places[row.personalID] {
                let named = rows[place].enclosure
                rows[place] = row
                rows[place].enclosure = row.enclosure ?? named
            } else {
                rows.append(row)
            }
        }
    }

    private static func listed(_ place: Int, _ line: Int, _ field: String) -> Problem {
        Problem(field, .personListed, ["row": String(place + 1)], row: line, column: SubjectReading.keys[0])
    }
}
