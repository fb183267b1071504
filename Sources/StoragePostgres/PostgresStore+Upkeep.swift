// What PostgreSQL says of the state and the shape of its database.

import Storage

extension PostgresStore {
    /// Rows that refer to nothing, keys and indexes that are not in force, and triggers that are switched off. Pages of
    /// the files themselves are the server's to check: with checksums (`initdb --data-checksums`) it does whenever it
    /// reads one, and `audit verify` reads all rows; `pg_amcheck` holds indexes against their tables.
    public func integrityProblems() async throws -> [String] {
        try await read { db in
            let notInForce = try db.rows(
                """
                SELECT 'the index ' || relname || ' is not valid' FROM pg_index JOIN pg_class c ON c.oid = indexrelid
                WHERE relnamespace = current_schema()::regnamespace AND NOT indisvalid
                UNION ALL
                SELECT 'the key ' || conname || ' was never held against the rows' FROM pg_constraint
                WHERE connamespace = current_schema()::regnamespace AND NOT convalidated
                UNION ALL
                SELECT 'the trigger ' || tgname || ' of ' || relname || ' is switched off' FROM pg_trigger
                JOIN pg_class c ON c.oid = tgrelid
                WHERE relnamespace = current_schema()::regnamespace AND tgenabled <> 'O'
                """
            ).map { try $0.text(at: 0) }
            return try notInForce + db.strays()
        }
    }

    public func schema() async throws -> [String: String] { try await read { db in try db.schema() } }

    /// Made in a schema of its own, of which nobody else sees anything, since it is taken back.
    public func schema(madeBy statements: [String]) async throws -> [String: String] {
        struct Made: Error { var schema: [String: String] }
        do {
            try await write { db in
                try db.run("CREATE SCHEMA trinhky_blank")
                try db.run("SET LOCAL search_path = trinhky_blank")
                for statement in statements { try db.run(Query(raw: statement)) }
                throw Made(schema: try db.schema())
            }
        } catch let made as Made {
            return made.schema
        }
        throw StorageError.unavailable("PostgreSQL did not say what the schema is")
    }

    public func backup(to path: String, noting: @Sendable (_ copy: String) async throws -> Void) async throws {
        throw StorageError.unavailable(
            "a database of PostgreSQL is copied by the means of its server (pg_basebackup, pg_dump)")
    }
}

extension Connection {
    fileprivate func schema() throws -> [String: String] {
        var schema: [String: String] = [:]
        for row in try rows(Self.definitions) { schema[try row.text(at: 0), default: ""] += try row.text(at: 1) }
        return schema
    }

    /// Names and definitions, the latter in parts where they have several: columns come first, in their order, then
    /// keys by their names; that a column is NOT NULL, which later servers call a key, stands with it. None names the
    /// schema, so that databases are alike whatever theirs is called.
    private static var definitions: Query {
        """
        SELECT name, definition FROM (
            SELECT relname::text AS name, 0 AS part, '' AS place,
                attname || ' ' || format_type(atttypid, atttypmod)
                    || CASE WHEN attnotnull THEN ' NOT NULL' ELSE '' END
                    || coalesce(' DEFAULT ' || pg_get_expr(adbin, adrelid), '') || ';' AS definition, attnum
            FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped
                LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
            WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r'
            UNION ALL
            SELECT relname::text, 1, conname::text,
                conname || ' ' || pg_get_constraintdef(pg_constraint.oid, true) || ';', 0
            FROM pg_constraint JOIN pg_class ON conrelid = pg_class.oid
            WHERE relnamespace = current_schema()::regnamespace AND contype NOT IN ('t', 'n')
            UNION ALL
            SELECT relname::text, 0, '', pg_get_indexdef(indexrelid, 0, true), 0
            FROM pg_index JOIN pg_class ON indexrelid = pg_class.oid
            WHERE relnamespace = current_schema()::regnamespace
            UNION ALL
            SELECT tgname::text, 0, '', pg_get_triggerdef(pg_trigger.oid, true) || ' ' || tgenabled::text, 0
            FROM pg_trigger JOIN pg_class ON tgrelid = pg_class.oid
            WHERE relnamespace = current_schema()::regnamespace AND NOT tgisinternal
            UNION ALL
            SELECT proname::text, 0, '', prosrc, 0 FROM pg_proc WHERE pronamespace = current_schema()::regnamespace
        ) parts ORDER BY name, part, attnum, place
        """
    }
}

extension Connection {
    /// A table that no migration of ours made, where none has been at work.
    func tableOfAnotherProgram() throws -> String? {
        try one(
            """
            SELECT relname::text FROM pg_class
            WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p') AND NOT EXISTS (
                SELECT 1 FROM pg_attribute WHERE attrelid = to_regclass('schema_migration') AND attname = 'applied_ms')
            ORDER BY relname LIMIT 1
            """
        )?.text(at: 0)
    }

    /// The keys of which some row refers to nothing: only somebody who switched them off can have made one.
    fileprivate func strays() throws -> [String] {
        let keys = try rows(
            """
            SELECT format(
                'a row of %s refers to nothing in %s', conrelid::regclass, confrelid::regclass),
                format('SELECT 1 FROM %s c WHERE (%s) IS NOT NULL AND NOT EXISTS (SELECT 1 FROM %s p WHERE %s) LIMIT 1',
                    conrelid::regclass, string_agg(format('c.%I', a.attname), ') IS NOT NULL AND ('),
                    confrelid::regclass, string_agg(format('p.%I = c.%I', b.attname, a.attname), ' AND '))
            FROM pg_constraint CROSS JOIN unnest(conkey, confkey) AS k(here, there)
                JOIN pg_attribute a ON a.attrelid = conrelid AND a.attnum = here
                JOIN pg_attribute b ON b.attrelid = confrelid AND b.attnum = there
            WHERE contype = 'f' AND connamespace = current_schema()::regnamespace
            GROUP BY pg_constraint.oid, conrelid, confrelid ORDER BY 1
            """)
        return try keys.compactMap { key in
            let found = try one(Query(raw: try key.text(at: 1)))
            return found == nil ? nil : try key.text(at: 0)
        }
    }
}
