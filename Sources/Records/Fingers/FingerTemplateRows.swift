// The templates of fingers that the registry holds, one row an impression.

import Basics
import Registry
import Storage

/// Whose finger, which one (0 where that is not known), and the how-manieth impression of it.
struct FingerPlace: SealedPlace, Hashable, Sendable {
    static let fingers = 0...10
    static let impressions = 1...3

    let person: PersonalID
    let finger: Int
    let impression: Int

    /// What its template is sealed for.
    var about: String { "finger_template \(person) \(finger) \(impression)" }
}

extension Connection {
    /// The impressions held of these people, by person, finger and number.
    func fingerTemplates(of people: [PersonalID]) throws -> [(place: FingerPlace, template: SealedTemplate)] {
        try rows(
            """
            SELECT personal_id, finger, impression, key_id, sealed FROM finger_template
            WHERE personal_id IN (\(list: people.map(\.value))) ORDER BY personal_id, finger, impression
            """
        ).map(fingerTemplate)
    }

    /// Impressions that are sealed with that key, by place, behind so many others.
    func fingerTemplates(
        sealedWith key: String, behind passed: Int, limit: Int
    ) throws -> [(place: FingerPlace, template: SealedTemplate)] {
        try rows(
            """
            SELECT personal_id, finger, impression, key_id, sealed FROM finger_template WHERE key_id = \(key)
            ORDER BY personal_id, finger, impression LIMIT \(limit) OFFSET \(passed)
            """
        ).map(fingerTemplate)
    }

    private func fingerTemplate(_ row: Row) throws -> (place: FingerPlace, template: SealedTemplate) {
        guard let person = PersonalID(value: try row.int64(at: 0)) else {
            throw StorageError.corrupt("the number of a person with a finger cannot be read")
        }
        return (
            FingerPlace(person: person, finger: try row.int(at: 1), impression: try row.int(at: 2)),
            SealedTemplate(key: try row.text(at: 3), bytes: try row.blob(at: 4))
        )
    }

    /// Puts an impression in its place, which another may have had.
    func keep(_ template: SealedTemplate, at place: FingerPlace, on moment: Timestamp) throws {
        try send(
            """
            INSERT INTO finger_template (personal_id, finger, impression, key_id, sealed, enrolled_ms)
            VALUES (\(place.person.value), \(place.finger), \(place.impression), \(template.key), \(template.bytes),
                \(moment))
            ON CONFLICT (personal_id, finger, impression) DO UPDATE SET key_id = excluded.key_id,
                sealed = excluded.sealed, enrolled_ms = excluded.enrolled_ms
            """)
    }

    /// Gives the template of a place another seal, unless somebody else has changed it meanwhile.
    func reseal(_ place: FingerPlace, from old: SealedTemplate, to new: SealedTemplate) throws {
        try send(
            """
            UPDATE finger_template SET key_id = \(new.key), sealed = \(new.bytes)
            WHERE personal_id = \(place.person.value) AND finger = \(place.finger)
                AND impression = \(place.impression) AND sealed = \(old.bytes)
            """)
    }
}
