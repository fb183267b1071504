// What the program wants of every connection, and whether server and database suit it.

import Basics
import CPostgres
import Storage

/// Read from each connection: one may lead to another server than the last.
struct ServerFacts {
    /// The statements that set a new connection up.
    static let settings = [
        "SET lock_timeout = '\(Limits.lockWaitSecondsMax)s'",
        "SET statement_timeout = '\(Limits.statementSecondsMax)s'",
        "SET idle_in_transaction_session_timeout = '\(Limits.idleInTransactionSecondsMax)s'",
        "SET client_min_messages = error",
        "SET cursor_tuple_fraction = 1",
        """
        SELECT set_config('synchronous_commit',
            CASE current_setting('synchronous_commit') WHEN 'remote_apply' THEN 'remote_apply' ELSE 'on' END, false)
        """,
    ]

    private let version: Int
    private let encoding: String
    private let collation: String
    private let synchronousCommit: String

    init(_ session: Session) throws(ServerFault) {
        let result = try session.exchange([
            Statement(
                plain: """
                    SELECT current_setting('server_version_num'), pg_encoding_to_char(encoding)::text,
                        datlocprovider::text || ':' || datcollate, current_setting('synchronous_commit')
                    FROM pg_database WHERE datname = current_database()
                    """)
        ])
        defer { PQclear(result) }
        let texts = (0..<PQnfields(result)).map { column in String(cString: PQgetvalue(result, 0, column)) }
        (version, encoding, collation, synchronousCommit) = (Int(texts[0]) ?? 0, texts[1], texts[2], texts[3])
    }

    /// Why the program does not work on it, if it does not.
    var refusal: StorageError? {
        if version < 150_000 {
            return .unavailable("the server is PostgreSQL \(version / 10_000); 15 is the oldest that will do")
        }
        // Orders and comparisons go by the bytes of texts, on every database alike.
        guard encoding == "UTF8", ["c:C", "c:POSIX"].contains(collation) else {
            return .unavailable(
                "the database has encoding \(encoding) and collation \(collation.dropFirst(2)); one that will do is "
                    + "made with TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'")
        }
        // Under less, what a page said was filed may be taken back by a power cut or a standby that takes over.
        guard ["on", "remote_apply"].contains(synchronousCommit) else {
            return .unavailable("PostgreSQL does not keep synchronous_commit = on")
        }
        return nil
    }
}
