// What people's records were before: valid time and record time.

public import Basics
import Foundation
public import Registry
public import Storage

/// A state of a record that has been replaced.
public struct PersonVersion: Hashable, Sendable {
    public let person: PersonRecord
    public let version: Int
    /// First day on which it was so, and the first on which it was no longer.
    public let validFrom: LocalDate
    public let validTo: LocalDate
    /// When the registry learned of it, and when it learned of the change.
    public let recordedAt: Timestamp
    public let supersededAt: Timestamp
    /// Why it changed: `case:<id>`, `import:<digest>`.
    public let reason: String
}

extension Connection {
    func supersede(_ old: PersonVersion) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let payload = String(decoding: try encoder.encode(old.person), as: UTF8.self)
        try run(
            """
            INSERT INTO person_version
                (personal_id, version, valid_from, valid_to, recorded_ms, superseded_ms, reason, payload)
            VALUES (\(old.person.personalID.value), \(old.version), \(old.validFrom), \(old.validTo),
                \(old.recordedAt), \(old.supersededAt), \(old.reason), \(payload))
            """)
    }

    /// All replaced states of a record, oldest first.
    public func history(of id: PersonalID) throws -> [PersonVersion] {
        let decoder = JSONDecoder()
        return try rows(
            """
            SELECT version, valid_from, valid_to, recorded_ms, superseded_ms, reason, payload FROM person_version
            WHERE personal_id = \(id.value) ORDER BY version
            """
        ).map { row in
            PersonVersion(
                person: try decoder.decode(PersonRecord.self, from: Data(try row.text(at: 6).utf8)),
                version: try row.int(at: 0), validFrom: try row.date(at: 1), validTo: try row.date(at: 2),
                recordedAt: try row.timestamp(at: 3), supersededAt: try row.timestamp(at: 4),
                reason: try row.text(at: 5))
        }
    }

    /// What the registry knew at `moment` of how the person stood on `date`; `nil` when it did not know the person
    /// then.
    public func person(_ id: PersonalID, on date: LocalDate, asKnownAt moment: Timestamp) throws -> PersonRecord? {
        let present = try one(
            "SELECT valid_from, recorded_ms FROM person WHERE personal_id = \(id.value)")
        if let present, try present.timestamp(at: 1) <= moment, try present.date(at: 0) <= date {
            return try person(id)
        }
        // Of what was known then, the newest word on that day counts. A later version may reach back further.
        return try history(of: id).last { $0.recordedAt <= moment && $0.validFrom <= date }?.person
    }
}
