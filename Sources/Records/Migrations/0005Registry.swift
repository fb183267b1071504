// Migration 5: the registry (people, their history, households) and what leaves it (grants, releases, disclosures).

import Storage

extension Migrations {
    static let registry = Migration(5, "Registry") { words in
        person(words) + history(words) + releases(words)
    }

    private static func person(_ words: Dialect) -> [String] {
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
        ]
    }

    /// What a record was before it changed. The newest state stands in `person` only.
    private static func history(_ words: Dialect) -> [String] {
        [
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
            """
        ] + words.appendOnly("person_version")
    }

    private static func releases(_ words: Dialect) -> [String] {
        [
            """
            CREATE TABLE data_grant (
                id TEXT PRIMARY KEY,
                case_id TEXT NOT NULL,
                recipient TEXT NOT NULL,
                payload TEXT NOT NULL,
                uses_allowed \(words.int64) NOT NULL CHECK (uses_allowed > 0),
                uses_made \(words.int64) NOT NULL CHECK (uses_made BETWEEN 0 AND uses_allowed)
            )\(words.strictSuffix)
            """,
            """
            CREATE TABLE data_release (
                id TEXT PRIMARY KEY,
                grant_id TEXT NOT NULL REFERENCES data_grant (id),
                case_id TEXT NOT NULL,
                recipient TEXT NOT NULL,
                service TEXT NOT NULL,
                released_ms \(words.int64) NOT NULL,
                row_count \(words.int64) NOT NULL,
                identified_count \(words.int64) NOT NULL
            )\(words.strictSuffix)
            """,
            // A release whose list takes more than one transaction, from its beginning on.
            """
            CREATE TABLE begun_release (
                id TEXT PRIMARY KEY,
                grant_id TEXT NOT NULL REFERENCES data_grant (id),
                case_id TEXT NOT NULL,
                begun_ms \(words.int64) NOT NULL
            )\(words.strictSuffix)
            """,
            "CREATE INDEX begun_release_case ON begun_release (case_id)",
            "CREATE INDEX begun_release_grant ON begun_release (grant_id)",
            // Blocks and rows come before the release that counts them, and the log proves them: they refer to nothing.
            """
            CREATE TABLE release_block (
                release_id TEXT NOT NULL,
                number \(words.int64) NOT NULL,
                first_row \(words.int64) NOT NULL,
                last_row \(words.int64) NOT NULL,
                row_count \(words.int64) NOT NULL,
                identified_count \(words.int64) NOT NULL,
                answered_ms \(words.int64) NOT NULL,
                answers \(words.bytes) NOT NULL,
                disclosures \(words.bytes) NOT NULL,
                PRIMARY KEY (release_id, number)
            )\(words.strictSuffix)
            """,
            // The values themselves, kept as long as the recipient may fetch them.
            """
            CREATE TABLE release_row (
                release_id TEXT NOT NULL,
                row_number \(words.int64) NOT NULL,
                personal_id \(words.int64) NOT NULL,
                answer TEXT NOT NULL,
                PRIMARY KEY (release_id, row_number)
            )\(words.strictSuffix)
            """,
            // Who was told what of whom, by which clause; never the values, and for ever.
            """
            CREATE TABLE disclosure (
                release_id TEXT NOT NULL,
                row_number \(words.int64) NOT NULL,
                personal_id \(words.int64) NOT NULL,
                fields TEXT NOT NULL,
                PRIMARY KEY (release_id, row_number)
            )\(words.strictSuffix)
            """,
        ] + ["data_release", "begun_release", "release_block", "disclosure"].flatMap(words.appendOnly)
    }
}
