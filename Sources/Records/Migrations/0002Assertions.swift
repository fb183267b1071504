// Servers that call for assertions: their keys, what they proved themselves by, what they asked.

import Storage

extension Migrations {
    static func assertions(_ words: Dialect) -> [String] {
        [
            // A public key that an organisation's server signs with. It counts once an administrator confirmed it.
            """
            CREATE TABLE client_key (
                id TEXT PRIMARY KEY,
                organization_id TEXT NOT NULL REFERENCES organization (id),
                key_id TEXT NOT NULL,
                public_key TEXT NOT NULL,
                thumbprint TEXT NOT NULL,
                standing TEXT NOT NULL CHECK (standing IN ('offered', 'confirmed', 'refused', 'withdrawn')),
                offered_ms \(words.int64) NOT NULL,
                decided_ms \(words.int64)
            )\(words.strictSuffix)
            """,
            "CREATE UNIQUE INDEX client_key_name ON client_key (organization_id, key_id)",
            "CREATE UNIQUE INDEX client_key_thumbprint ON client_key (organization_id, thumbprint)",
            // The ids of what clients proved themselves by, until it would be refused as expired anyway.
            """
            CREATE TABLE used_assertion (
                client TEXT NOT NULL,
                digest \(words.bytes) NOT NULL,
                until_ms \(words.int64) NOT NULL,
                PRIMARY KEY (client, digest)
            )\(words.strictSuffix)
            """,
            "CREATE INDEX used_assertion_until ON used_assertion (until_ms)",
            // What a call said beside its person and claims; the release of the same id is its answer.
            """
            CREATE TABLE assertion_call (
                release_id TEXT PRIMARY KEY,
                grant_id TEXT NOT NULL,
                nonce TEXT NOT NULL,
                purpose TEXT NOT NULL,
                client_key TEXT NOT NULL,
                pseudonyms TEXT NOT NULL
            )\(words.strictSuffix)
            """,
            "CREATE UNIQUE INDEX assertion_call_nonce ON assertion_call (grant_id, nonce)",
        ] + words.appendOnly("assertion_call")
    }
}
