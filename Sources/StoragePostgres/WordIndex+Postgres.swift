// The index of words of PostgreSQL: a text search vector and its GIN index.

import Storage

extension WordIndex {
    /// The vector is made of the words as they are, by no dictionary. What was deleted leaves the index when the server
    /// cleans the table, which it does by itself.
    static let postgres = WordIndex(
        templates: [
            """
            ALTER TABLE {table} ADD COLUMN lexemes TSVECTOR NOT NULL
                GENERATED ALWAYS AS (array_to_tsvector(string_to_array(btrim(words), ' '))) STORED
            """,
            "CREATE INDEX {table}_index ON {table} USING gin (lexemes)",
        ],
        // What is behind OFFSET is found by the index, whatever the planner makes of words that it does not know.
        // The inner CAST says that text is bound.
        source: """
            (SELECT * FROM {table} WHERE lexemes @@ CAST(CAST({question} AS TEXT) AS tsquery) OFFSET 0) x
            """,
        condition: "TRUE", key: "x.number",
        glance: Glance(
            source: "SELECT * FROM {table} x",
            condition: "x.lexemes @@ CAST(CAST({question} AS TEXT) AS tsquery)"),
        language: (and: " & ", or: " | ", quote: "'", beginning: ":*"), purge: [])
}
