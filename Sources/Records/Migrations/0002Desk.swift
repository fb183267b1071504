// Cases that an office took in on paper.

import Storage

extension Migrations {
    static func desk(_ words: Dialect) -> [String] {
        [
            // The office at whose desk it was entered, which need not be the one that decides.
            "ALTER TABLE case_row ADD COLUMN desk TEXT",
            "CREATE INDEX case_row_desk ON case_row (desk, updated_ms, id) WHERE desk IS NOT NULL",
        ]
    }
}
