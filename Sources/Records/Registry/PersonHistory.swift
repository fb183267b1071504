// What people's records were before they changed, in valid time and in record time.

public import Basics
public import Casework
public import Registry
public import Storage

/// Where a change of the registry comes from: a document, who brought it in, and when.
struct RegistryChange {
    let id: Int64
    let recordedAt: Timestamp
}

extension Connection {
    /// Begins a change: loads and corrections take turns, since they give numbers one after the other.
    /// - Parameter source: `case:<id>`, `import:<digest of the file>`, `generated:<seed>`.
    func beginChange(_ source: String, by actor: Actor, at moment: Timestamp) throws -> RegistryChange {
        try waitForTurn()
        let id = try last("SELECT max(id) FROM registry_change") + 1
        try run(
            """
            INSERT INTO registry_change (id, source, actor, recorded_ms)
            VALUES (\(id), \(source), \(actor.envelope.who.text), \(moment))
            """)
        return RegistryChange(id: id, recordedAt: moment)
    }

    /// Keeps what a record was until `change`.
    func supersede(_ old: StoredPerson, on date: LocalDate, by change: RegistryChange) throws {
        try run(
            """
            INSERT INTO person_version (personal_id, version, valid_from, valid_to, change_id, ended_by, payload)
            VALUES (\(old.person.personalID.value), \(old.version), \(PackedDate.pack(old.validFrom)),
                \(PackedDate.pack(date)), \(old.change), \(change.id), \(try StoredJSON.text(old.person)))
            """)
    }

    /// Everything that was ever known of a person, oldest first; empty where nobody has that number.
    func history(of id: PersonalID) throws -> [PersonState] {
        let selection = PersonSelection()
        let past = try rows(
            """
            SELECT v.payload, v.valid_from, v.valid_to, c.source, c.actor, c.recorded_ms, e.recorded_ms
            FROM person_version v JOIN registry_change c ON c.id = v.change_id
            JOIN registry_change e ON e.id = v.ended_by WHERE v.personal_id = \(id.value) ORDER BY v.version
            """
        ).map { row in
            PersonState(
                person: try StoredJSON.value(try row.text(at: 0), of: "a former state of a person"),
                validFrom: try row.packedDay(at: 1), source: try row.text(at: 3), actor: try row.text(at: 4),
                recordedAt: try row.timestamp(at: 5),
                end: PersonState.End(validTo: try row.packedDay(at: 2), recordedAt: try row.timestamp(at: 6)))
        }
        let present = try one(
            """
            SELECT \(selection.sql), p.valid_from, c.source, c.actor, c.recorded_ms
            FROM \(selection.tables) JOIN registry_change c ON c.id = p.change_id WHERE p.personal_id = \(id.value)
            """)
        guard let present else { return past }
        let next = selection.count
        return past + [
            PersonState(
                person: try selection.person(present), validFrom: try present.packedDay(at: next),
                source: try present.text(at: next + 1), actor: try present.text(at: next + 2),
                recordedAt: try present.timestamp(at: next + 3), end: nil)
        ]
    }
}

extension Store {
    /// Everything that was ever known of a person, for an operator; the log has it first.
    public func personHistory(_ id: PersonalID, by actor: Actor, at moment: Timestamp) async throws -> [PersonState] {
        try await write { db in
            let payload = HistoryRead(person: id)
            try db.append(
                [try LedgerEntry(type: "history-read", at: moment, actor: actor, payload: payload)], to: "registry")
            return try db.history(of: id)
        }
    }
}

private struct HistoryRead: Encodable {
    let person: PersonalID
}

extension Row {
    /// A whole day that is stored as a number.
    func packedDay(at index: Int) throws(StorageError) -> LocalDate {
        guard let day = PackedDate.day(try int64(at: index)) else { throw .corrupt("a day of the registry is none") }
        return day
    }
}
