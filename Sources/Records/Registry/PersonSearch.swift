// Finding people who are not asked for by their number.

public import Basics
public import Casework
public import Registry
public import Storage

extension Store {
    /// People by other things than their number, for an operator; the log has the look first. At most
    /// `Limits.candidatesMax`, and whether there are more.
    public func findPeople(
        _ search: PersonSearch, by actor: Actor, at moment: Timestamp
    ) async throws -> (people: [PersonRecord], isCut: Bool) {
        try await write { db in
            let payload = Searched(by: search.kind)
            try db.append(
                [try LedgerEntry(type: "searched", at: moment, actor: actor, payload: payload)], to: "registry")
            return try db.people(search)
        }
    }
}

/// What was asked by, and not what: the log keeps no second copy of a name.
private struct Searched: Encodable {
    let by: String
}

extension Connection {
    /// Those who fit, the spelling that was given first, then by number.
    func people(_ search: PersonSearch) throws -> (people: [PersonRecord], isCut: Bool) {
        let selection = PersonSelection()
        let condition: Query =
            switch search {
            case .number(let id): "p.personal_id = \(id.value)"
            case .oldNumber(let number): "p.old_id_number = \(number)"
            case .name(_, let key, let born):
                "p.name_key = \(key) AND p.birth_date BETWEEN \(born.year * 10_000) AND \(born.year * 10_000 + 9_999)"
            }
        var (exact, others): ([PersonRecord], [PersonRecord]) = ([], [])
        var isCut = false
        try visit(
            "SELECT \(selection.sql) FROM \(selection.tables) WHERE \(condition) ORDER BY p.personal_id"
        ) { row in
            let person = try selection.person(row)
            guard let likeness = search.likeness(of: person) else { return true }
            isCut = exact.count + others.count == Limits.candidatesMax
            guard !isCut else { return false }
            if likeness == .same { exact.append(person) } else { others.append(person) }
            return true
        }
        return (exact + others, isCut)
    }
}
