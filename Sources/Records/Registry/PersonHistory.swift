// What people's records were before they changed: kept in valid time and record time, and read by nothing yet.

import Basics
import Registry
import Storage

/// A state of a record that has been replaced.
struct PersonVersion {
    let person: PersonRecord
    let version: Int
    /// First day on which it was so, and the first on which it was no longer.
    let validFrom: LocalDate
    let validTo: LocalDate
    /// When the registry learned of it, and when it learned of the change.
    let recordedAt: Timestamp
    let supersededAt: Timestamp
    /// Why it changed: `case:<id>`, `import:<digest>`.
    let reason: String
}

extension Connection {
    func supersede(_ old: PersonVersion) throws {
        try run(
            """
            INSERT INTO person_version
                (personal_id, version, valid_from, valid_to, recorded_ms, superseded_ms, reason, payload)
            VALUES (\(old.person.personalID.value), \(old.version), \(old.validFrom), \(old.validTo),
                \(old.recordedAt), \(old.supersededAt), \(old.reason), \(try StoredJSON.text(old.person)))
            """)
    }
}
