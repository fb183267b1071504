// What a call said beside its person, as a row.

import Basics
import Registry
public import Storage

/// The row of a call. The release of the same id is its answer.
struct AssertionCall: Hashable, Sendable {
    let release: ReleaseID
    let grant: GrantID
    let nonce: String
    let purpose: String
    let key: ClientKeyID
    /// `AssertionKeys.pseudonyms`: the secret by which the person was named.
    let pseudonyms: String

    /// What the log says of it.
    var digest: Digest {
        Digest(of: "trinhky call 1\n\(nonce)\n\(key)\n\(pseudonyms)\n\(purpose)")
    }
}

extension Connection {
    /// Keeps a call; `false` where one of that nonce was made under the grant before.
    func keep(_ call: AssertionCall) throws -> Bool {
        try run(
            """
            INSERT INTO assertion_call (release_id, grant_id, nonce, purpose, client_key, pseudonyms)
            VALUES (\(call.release), \(call.grant), \(call.nonce), \(call.purpose), \(call.key), \(call.pseudonyms))
            ON CONFLICT (grant_id, nonce) DO NOTHING
            """) == 1
    }

    func assertionCall(_ release: ReleaseID) throws -> AssertionCall? {
        try one(
            """
            SELECT release_id, grant_id, nonce, purpose, client_key, pseudonyms FROM assertion_call
            WHERE release_id = \(release)
            """
        ).map { row in
            AssertionCall(
                release: try row.id(at: 0), grant: try row.id(at: 1), nonce: try row.text(at: 2),
                purpose: try row.text(at: 3), key: try row.id(at: 4), pseudonyms: try row.text(at: 5))
        }
    }

    /// Throws `SecretFault` where recipients knew persons by another secret before: a server with a folder of its own.
    func requirePseudonyms(of call: AssertionCall) throws {
        guard try pseudonymsUsed() ?? call.pseudonyms == call.pseudonyms else {
            throw SecretFault("pseudonyms.key is not the one by which recipients know persons")
        }
    }

    /// The secret by which recipients were named persons last; `nil` before the first call.
    public func pseudonymsUsed() throws -> String? {
        try one("SELECT pseudonyms FROM assertion_call ORDER BY release_id DESC LIMIT 1")?.text(at: 0)
    }

    /// Takes down that a client proved itself by that id; `false` where it did before.
    func use(assertion id: String, of client: OrganizationID, until: Timestamp, at now: Timestamp) throws -> Bool {
        // Another server's clock may go slower.
        let forgotten = now.adding(seconds: -Limits.assertionLeewaySeconds)
        try run("DELETE FROM used_assertion WHERE until_ms <= \(forgotten)")
        return try run(
            """
            INSERT INTO used_assertion (client, digest, until_ms) VALUES (\(client), \(Digest(of: id)), \(until))
            ON CONFLICT (client, digest) DO NOTHING
            """) == 1
    }
}
