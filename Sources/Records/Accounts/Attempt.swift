// One attempt to prove who one is.

import Basics
import Casework
import Storage

/// From where somebody comes.
struct Origin: Sendable {
    let address: Digest
    /// The browser first, which is the surer of the two.
    let places: [Digest]

    init(address: Digest, browser: String?) {
        self.address = address
        places = (browser.map { [Digest(of: "browser \($0)")] } ?? []) + [address]
    }

    /// An entry of the log on an attempt from here.
    func entry(
        _ type: String, by who: ActorEnvelope.Who, _ now: Timestamp, proof: SecondFactorProof? = nil
    ) throws -> LedgerEntry {
        let payload = AttemptEntry(address: String(address.hex.prefix(16)), step: proof?.step, code: proof?.code?.hex)
        return LedgerEntry(
            type: type, at: now, actor: ActorEnvelope(who, by: .web), payload: try StoredJSON.text(payload))
    }
}

/// The payload of `signed-in`, `sign-in-failed`, `code-failed` and `confirmation-failed`: the beginning of the digest
/// of the address, and by which second factor somebody came in.
private struct AttemptEntry: Encodable {
    var address: String
    /// The time step of the code that was taken.
    var step: Int?
    /// The digest of the recovery code that was used up.
    var code: String?
}

/// A name and a password, and from where they come.
struct Attempt: Sendable {
    let usernameKey: String
    let password: String
    let origin: Origin

    init(_ username: String, _ password: String, _ origin: Origin) {
        // What is too long can belong to no account; an empty text is checked like any other wrong one.
        usernameKey = username.count > Limits.usernameCharactersMax ? "" : Account.key(username)
        self.password = password.count > Limits.passwordCharactersMax ? "" : password
        self.origin = origin
    }

    /// By which count it goes.
    func throttle(_ db: any Connection) throws -> SignInThrottle {
        if let account = try db.credentials(usernameKey: usernameKey)?.account,
            let place = try db.familiarPlace(of: account, among: origin.places)
        {
            return .familiar(place, usernameKey: usernameKey)
        }
        return .stranger(usernameKey: usernameKey, address: origin.address)
    }
}

struct Credentials: Sendable, Hashable {
    var account: AccountID
    var hash: String
    var isDisabled: Bool
}

extension Connection {
    /// Has others who change the account, its second factor or its codes wait until this transaction ends. Comes before
    /// anything else is locked.
    func hold(_ id: AccountID) throws { try lock("SELECT 1 FROM account WHERE id = \(id)") }

    func credentials(usernameKey: String) throws -> Credentials? {
        try one("SELECT id, password_hash, is_disabled FROM account WHERE username_key = \(usernameKey)").map { row in
            Credentials(account: try row.id(at: 0), hash: try row.text(at: 1), isDisabled: try row.bool(at: 2))
        }
    }
}
