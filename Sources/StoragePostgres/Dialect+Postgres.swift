// The words of PostgreSQL.

import Storage

extension Dialect {
    /// One function says no for every table, which the trigger names.
    private static let refusal = """
        CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
        'BEGIN RAISE EXCEPTION ''% is append-only'', TG_TABLE_NAME; END'
        """

    private static let losesNone = """
        CREATE TRIGGER {table}_loses_none BEFORE DELETE ON {table}
        FOR EACH ROW EXECUTE FUNCTION refuse_change()
        """

    /// TRUNCATE asks no trigger of rows.
    private static let isNotEmptied = """
        CREATE TRIGGER {table}_is_not_emptied BEFORE TRUNCATE ON {table}
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
        """

    /// The number under which the program's steps on the schema take turns: "trinhky" as eight bytes.
    private static let turnNumber: Int64 = 0x00_74_72_69_6e_68_6b_79

    static let postgres = Dialect(
        name: "postgresql", placeholders: .numbered, int64: "BIGINT", bytes: "BYTEA", real: "DOUBLE PRECISION",
        strictSuffix: "", claim: " FOR UPDATE SKIP LOCKED", lock: " FOR UPDATE",
        // Steps on the schema of a large database take longer than any statement of a page.
        turn: "SELECT pg_advisory_xact_lock(\(turnNumber)) IS NULL, set_config('statement_timeout', '0', true)",
        appendOnlyTemplates: [
            refusal,
            """
            CREATE TRIGGER {table}_keeps_rows BEFORE UPDATE ON {table}
            FOR EACH ROW EXECUTE FUNCTION refuse_change()
            """,
            losesNone, isNotEmptied,
        ],
        erasableTemplates: [
            refusal,
            """
            CREATE TRIGGER {table}_keeps_rows BEFORE UPDATE OF {others} ON {table}
            FOR EACH ROW EXECUTE FUNCTION refuse_change()
            """,
            """
            CREATE TRIGGER {table}_keeps_content BEFORE UPDATE OF {erasable} ON {table}
            FOR EACH ROW WHEN ({kept}) EXECUTE FUNCTION refuse_change()
            """,
            losesNone, isNotEmptied,
        ], words: .postgres)
}
