// The index of words of SQLite: FTS5.

import Storage

extension WordIndex {
    /// An index beside the table, kept by triggers: which rows have which word and nothing else, neither place nor
    /// number of it. It gives rows by their number in either direction, so that the newest of the commonest word are
    /// found at once. The letters of other scripts are part of words.
    static let sqlite = WordIndex(
        templates: [
            """
            CREATE VIRTUAL TABLE {table}_index USING fts5 (words, content = '{table}', content_rowid = 'number',
                detail = 'none', columnsize = 0, tokenize = "ascii tokenchars '_'")
            """,
            """
            CREATE TRIGGER {table}_comes AFTER INSERT ON {table}
            BEGIN INSERT INTO {table}_index (rowid, words) VALUES (new.number, new.words); END
            """,
            """
            CREATE TRIGGER {table}_goes AFTER DELETE ON {table}
            BEGIN
                INSERT INTO {table}_index ({table}_index, rowid, words) VALUES ('delete', old.number, old.words);
            END
            """,
            """
            CREATE TRIGGER {table}_changes AFTER UPDATE ON {table}
            BEGIN
                INSERT INTO {table}_index ({table}_index, rowid, words) VALUES ('delete', old.number, old.words);
                INSERT INTO {table}_index (rowid, words) VALUES (new.number, new.words);
            END
            """,
        ],
        source: "{table}_index w JOIN {table} x ON x.number = w.rowid", condition: "{table}_index MATCH {question}",
        key: "w.rowid", glance: nil, language: (and: " AND ", or: " OR ", quote: "\"", beginning: " *"),
        purge: ["INSERT INTO {table}_index ({table}_index) VALUES ('optimize')"])
}
