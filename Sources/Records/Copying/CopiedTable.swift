// The tables of the server in the order in which their rows can be written: what a row refers to comes before it.

/// A table as it is copied into another database.
struct CopiedTable: Sendable {
    var name: String
    /// The columns of the primary key, by which it is read in pieces.
    var key: [String]
    /// The column that refers to another row of the same table.
    var parent: String?

    init(_ name: String, by key: String..., parent: String? = nil) {
        self.name = name
        self.key = key
        self.parent = parent
    }

    /// All but `schema_migration`, which says how that very database was made, the words that cases are found by, which
    /// are made anew, and `ledger_head`, which comes last of all: a log without a head is no whole one
    /// (`Connection.isCopyBrokenOff`). A test holds the list against the schema.
    static let all: [CopiedTable] = [
        CopiedTable("text", by: "digest"),
        CopiedTable("office", by: "code"),
        CopiedTable("organization", by: "id", parent: "superior_id"),
        CopiedTable("client_key", by: "id"),
        CopiedTable("account", by: "id"),
        CopiedTable("signing_authority", by: "id"),
        CopiedTable("second_factor", by: "account_id"),
        CopiedTable("second_factor_offer", by: "account_id"),
        CopiedTable("recovery_code", by: "account_id", "digest"),
        CopiedTable("session", by: "token_digest"),
        CopiedTable("sign_in_step", by: "token_digest"),
        CopiedTable("kept_form", by: "token_digest"),
        CopiedTable("sign_in_throttle", by: "key"),
        CopiedTable("familiar_place", by: "account_id", "place"),
        CopiedTable("quota_use", by: "requester", "kind", "day"),
        CopiedTable("counter", by: "name"),
        CopiedTable("calendar_mark", by: "id"),
        CopiedTable("registry_change", by: "id"),
        CopiedTable("registry_word", by: "id"),
        CopiedTable("registry_address", by: "id"),
        CopiedTable("household", by: "id"),
        CopiedTable("commune", by: "code", "listed_ms"),
        CopiedTable("person", by: "personal_id"),
        CopiedTable("person_version", by: "personal_id", "version"),
        CopiedTable("finger_template", by: "personal_id", "finger", "impression"),
        CopiedTable("case_row", by: "id"),
        CopiedTable("case_office", by: "case_id", "office"),
        CopiedTable("case_snapshot", by: "case_id"),
        CopiedTable("act_receipt", by: "case_id", "version"),
        CopiedTable("task", by: "case_id", "task_id"),
        CopiedTable("timer", by: "item_key"),
        CopiedTable("outbox", by: "item_key"),
        CopiedTable("attachment", by: "id"),
        CopiedTable("subject", by: "list_id", "row_number"),
        CopiedTable("finger_probe", by: "case_id", "digest", "file_name"),
        CopiedTable("incoming_document", by: "office", "year", "number"),
        CopiedTable("outgoing_document", by: "office", "year", "number"),
        CopiedTable("paper", by: "case_id", "n"),
        CopiedTable("paper_version", by: "case_id", "n", "form"),
        CopiedTable("data_grant", by: "id"),
        CopiedTable("data_release", by: "id"),
        CopiedTable("begun_release", by: "id"),
        CopiedTable("release_block", by: "release_id", "number"),
        CopiedTable("release_row", by: "release_id", "row_number"),
        CopiedTable("disclosure", by: "release_id", "row_number"),
        CopiedTable("result_file", by: "release_id", "format", "digest"),
        CopiedTable("filed_request", by: "case_id"),
        CopiedTable("asked_person", by: "personal_id", "filed_ms", "case_id"),
        CopiedTable("used_assertion", by: "client", "digest"),
        CopiedTable("assertion_call", by: "release_id"),
        CopiedTable("failed_claim", by: "recipient", "personal_id", "field", "digest"),
        CopiedTable("counted_day", by: "day_on"),
        CopiedTable("population_block", by: "day_on", "commune"),
        CopiedTable("charged_marginal", by: "grant_id", "marginal"),
        CopiedTable("case_fee", by: "case_id"),
        CopiedTable("remark_wait", by: "case_id", "holder"),
        CopiedTable("saved_list", by: "account_id", "list", "name"),
        CopiedTable("held_payment", by: "transaction_id"),
        CopiedTable("event", by: "position"),
    ]

    static let head = CopiedTable("ledger_head", by: "id")
}
