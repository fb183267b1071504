// The registry: people, what many of them share, and what a record was before it changed.

import Storage

extension Migrations {
    /// The newest state stands in `person` only. What many records share is held once and referred to by number, which
    /// halves the registry (docs/registry.md): words, addresses, households, and where the data came from.
    static func people(_ words: Dialect) -> [String] {
        sharedByPeople(words) + [person(words), personVersion(words)]
            + personIndexes.map(\.make) + words.appendOnly("person_version") + words.appendOnly("registry_change")
    }

    /// The number is unique but not the table's own key: families are stored side by side as they come, and a million
    /// random numbers would scatter every load over the whole file. A first load makes the indexes at its end.
    static let personIndexes = [
        PersonIndex("UNIQUE INDEX", "person_number", on: "person (personal_id)"),
        PersonIndex("INDEX", "person_name", on: "person (name_key, birth_date)"),
        PersonIndex("INDEX", "person_old_number", on: "person (old_id_number) WHERE old_id_number IS NOT NULL"),
        PersonIndex("INDEX", "person_household", on: "person (household) WHERE household IS NOT NULL"),
        PersonIndex("INDEX", "person_father", on: "person (father_id) WHERE father_id IS NOT NULL"),
        PersonIndex("INDEX", "person_mother", on: "person (mother_id) WHERE mother_id IS NOT NULL"),
        PersonIndex(
            "INDEX", "person_representative", on: "person (representative_id) WHERE representative_id IS NOT NULL"),
    ]

    private static func sharedByPeople(_ words: Dialect) -> [String] {
        [
            """
            CREATE TABLE registry_change (
                id \(words.int64) PRIMARY KEY,
                source TEXT NOT NULL,
                actor TEXT NOT NULL,
                recorded_ms \(words.int64) NOT NULL
            )\(words.strictSuffix)
            """,
            """
            CREATE TABLE registry_word (
                id \(words.int64) PRIMARY KEY,
                word TEXT NOT NULL UNIQUE
            )\(words.strictSuffix)
            """,
            """
            CREATE TABLE registry_address (
                id \(words.int64) PRIMARY KEY,
                key \(words.int64) NOT NULL,
                address TEXT NOT NULL,
                commune \(words.int64) REFERENCES registry_word (id),
                province TEXT,
                former TEXT
            )\(words.strictSuffix)
            """,
            "CREATE INDEX registry_address_key ON registry_address (key)",
            // One row a commune and state of it, as the lists had it: what is not in the newest one has an end.
            """
            CREATE TABLE commune (
                code TEXT NOT NULL,
                listed_ms \(words.int64) NOT NULL,
                unlisted_ms \(words.int64),
                name TEXT NOT NULL,
                kind TEXT NOT NULL,
                province TEXT NOT NULL,
                PRIMARY KEY (code, listed_ms)
            )\(words.strictSuffix)
            """,
            """
            CREATE TABLE household (
                id \(words.int64) PRIMARY KEY,
                code TEXT NOT NULL UNIQUE,
                head_id \(words.int64)
            )\(words.strictSuffix)
            """,
        ]
    }

    /// Columns without a type of their own hold numbers: of `registry_word`, `registry_address`, `household` or
    /// `registry_change`, of another person, of a code (`PersonCodes`), or a day as `PackedDate`.
    private static func person(_ words: Dialect) -> String {
        let numbers = [
            "sex", "birth_date", "name_key", "blood_type", "permanent_address", "temporary_address", "current_address",
            "household", "relation_to_head", "marital_status", "spouse_id", "spouse_nationality", "father_id",
            "father_nationality", "mother_id", "mother_nationality", "representative_id",
            "representative_nationality", "birth_place", "birth_registration_place", "native_place", "ethnicity",
            "religion", "nationality", "old_id_number", "card_issued_on", "card_issued_by", "card_expires_on",
            "temporary_absence", "life_end_kind", "life_end_date", "version", "valid_from", "change_id",
        ]
        let needed: Set = ["sex", "birth_date", "name_key", "version", "valid_from", "change_id"]
        let texts = [
            "spouse_name", "father_name", "mother_name", "representative_name", "other_name", "residence_file_number",
            "phone", "email",
        ]
        let columns =
            ["personal_id \(words.int64) NOT NULL", "full_name TEXT NOT NULL"]
            + numbers.map { "\($0) \(words.int64)\(needed.contains($0) ? " NOT NULL" : "")" }
            + texts.map { "\($0) TEXT" }
        return "CREATE TABLE person (\n    \(columns.joined(separator: ",\n    "))\n)\(words.strictSuffix)"
    }

    private static func personVersion(_ words: Dialect) -> String {
        """
        CREATE TABLE person_version (
            personal_id \(words.int64) NOT NULL,
            version \(words.int64) NOT NULL,
            valid_from \(words.int64) NOT NULL,
            valid_to \(words.int64) NOT NULL,
            change_id \(words.int64) NOT NULL REFERENCES registry_change (id),
            ended_by \(words.int64) NOT NULL REFERENCES registry_change (id),
            payload TEXT NOT NULL,
            PRIMARY KEY (personal_id, version)
        )\(words.strictSuffix)
        """
    }
}

/// An index that can be taken away for a load and made again.
struct PersonIndex: Sendable {
    let make: String
    /// Makes it where it is missing.
    let complete: Query
    let drop: Query

    fileprivate init(_ kind: String, _ name: String, on columns: String) {
        make = "CREATE \(kind) \(name) ON \(columns)"
        complete = Query(raw: "CREATE \(kind) IF NOT EXISTS \(name) ON \(columns)")
        drop = Query(raw: "DROP INDEX IF EXISTS \(name)")
    }
}
