// The registry: people, households, and what a record was before it changed.

import Storage

extension Migrations {
    /// The newest state stands in `person` only.
    static func people(_ words: Dialect) -> [String] {
        [
            // The number is unique but not the table's own key: families are stored side by side as they come, and a
            // million random numbers would scatter every load over the whole file.
            """
            CREATE TABLE person (
                personal_id \(words.int64) NOT NULL UNIQUE,
                full_name TEXT NOT NULL,
                birth_date TEXT NOT NULL,
                birth_year \(words.int64) NOT NULL,
                sex TEXT NOT NULL CHECK (sex IN ('male', 'female')),
                blood_type TEXT,
                permanent_residence TEXT,
                permanent_commune TEXT,
                permanent_province TEXT,
                permanent_former TEXT,
                temporary_residence TEXT,
                temporary_commune TEXT,
                temporary_province TEXT,
                temporary_former TEXT,
                current_residence TEXT,
                current_commune TEXT,
                current_province TEXT,
                current_former TEXT,
                household_id TEXT,
                relation_to_head TEXT,
                marital_status TEXT,
                spouse_id \(words.int64),
                spouse_name TEXT,
                spouse_nationality TEXT,
                father_id \(words.int64),
                father_name TEXT,
                father_nationality TEXT,
                mother_id \(words.int64),
                mother_name TEXT,
                mother_nationality TEXT,
                representative_id \(words.int64),
                representative_name TEXT,
                representative_nationality TEXT,
                other_name TEXT,
                birth_place TEXT,
                birth_registration_place TEXT,
                native_place TEXT,
                ethnicity TEXT,
                religion TEXT,
                nationality TEXT,
                old_id_number TEXT,
                card_issued_on TEXT,
                card_issued_by TEXT,
                card_expires_on TEXT,
                temporary_absence TEXT,
                residence_file_number TEXT,
                life_end_kind TEXT CHECK (life_end_kind IN ('died', 'missing')),
                life_end_date TEXT,
                phone TEXT,
                email TEXT,
                version \(words.int64) NOT NULL,
                valid_from TEXT NOT NULL,
                recorded_ms \(words.int64) NOT NULL
            )\(words.strictSuffix)
            """,
            "CREATE INDEX person_household ON person (household_id) WHERE household_id IS NOT NULL",
            "CREATE INDEX person_father ON person (father_id) WHERE father_id IS NOT NULL",
            "CREATE INDEX person_mother ON person (mother_id) WHERE mother_id IS NOT NULL",
            "CREATE INDEX person_representative ON person (representative_id) WHERE representative_id IS NOT NULL",
            """
            CREATE TABLE household (
                household_id TEXT PRIMARY KEY,
                head_id \(words.int64) NOT NULL
            )\(words.strictSuffix)
            """,
            """
            CREATE TABLE person_version (
                personal_id \(words.int64) NOT NULL,
                version \(words.int64) NOT NULL,
                valid_from TEXT NOT NULL,
                valid_to TEXT NOT NULL,
                recorded_ms \(words.int64) NOT NULL,
                superseded_ms \(words.int64) NOT NULL,
                reason TEXT NOT NULL,
                payload TEXT NOT NULL,
                PRIMARY KEY (personal_id, version)
            )\(words.strictSuffix)
            """,
        ] + words.appendOnly("person_version")
    }
}
