// What answers cost, and the money that came in for it.

import Storage

extension Migrations {
    static func fees(_ words: Dialect) -> [String] {
        [
            // One row a case whose answer has a fee, folded from its events. `reference` is the receipt or transaction.
            """
            CREATE TABLE case_fee (
                case_id TEXT PRIMARY KEY REFERENCES case_row (id),
                office TEXT NOT NULL,
                assessed_on TEXT NOT NULL,
                tariff TEXT NOT NULL,
                fields \(words.int64) NOT NULL,
                persons \(words.int64) NOT NULL,
                amount \(words.int64) NOT NULL,
                is_exempt \(words.int64) NOT NULL CHECK (is_exempt IN (0, 1)),
                asked_on TEXT,
                paid_on TEXT,
                means TEXT,
                reference TEXT
            )\(words.strictSuffix)
            """,
            "CREATE INDEX case_fee_assessed ON case_fee (office, assessed_on, case_id)",
            "CREATE INDEX case_fee_paid ON case_fee (office, paid_on, case_id) WHERE paid_on IS NOT NULL",
            "CREATE UNIQUE INDEX case_fee_reference ON case_fee (reference) WHERE reference IS NOT NULL",
            // What a payment platform said that paid no fee: somebody has to look after the money.
            """
            CREATE TABLE held_payment (
                transaction_id TEXT PRIMARY KEY,
                office TEXT NOT NULL,
                case_code TEXT NOT NULL,
                amount \(words.int64) NOT NULL,
                paid_on TEXT NOT NULL,
                received_ms \(words.int64) NOT NULL,
                reason TEXT NOT NULL
            )\(words.strictSuffix)
            """,
            "CREATE INDEX held_payment_office ON held_payment (office, paid_on, transaction_id)",
        ] + words.appendOnly("held_payment")
    }
}
