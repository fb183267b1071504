// Answering the servers of recipients: who they are, and one signed assertion a call.

public import Basics
import Casework
public import Registry
public import Storage
public import Tokens

/// Why a server is not known as the client that it says it is. To the client all are one (RFC 6749 section 5.2); the
/// reason is for the log.
public struct ClientRefusal: Error, Hashable, Sendable {
    public let code: String
}

/// Why a call is not answered. Nothing of it says anything of the person, and no use is counted.
public enum CallRefusal: Error, Hashable, Sendable {
    /// The access token was not made here, has expired, or its key counts no more.
    case unknownToken
    case shut(FulfilmentRefusal)
    case fault(CallFulfilment.Fault)
    /// The grant was called with this nonce before.
    case nonceUsed
}

/// Who bears an access token of this server.
public struct Caller: Sendable {
    let client: OrganizationID
    /// The key by which it proved who it is.
    let key: ClientKeyID
}

/// One call of a client.
public struct AssertionRequest: Sendable {
    public let grant: GrantID
    /// The client's own word for the call, which the answer repeats.
    public let nonce: String
    /// What it is for, this time.
    public let purpose: String
    public let person: PersonCall

    public init(grant: GrantID, nonce: String, purpose: String, person: PersonCall) {
        self.grant = grant
        self.nonce = nonce
        self.purpose = purpose
        self.person = person
    }
}

/// An assertion, on disk with its disclosure before anybody has it.
public struct Assertion: Sendable {
    /// The signed token.
    public let token: String
    public let release: ReleaseID
}

/// The desk of the interface for servers (docs/api.md).
public struct AssertionDesk: Sendable {
    let store: any Store
    let keys: AssertionKeyFolder
    let places: PlaceNames
    /// The server's name in tokens: the address by which clients reach it.
    public let issuer: String
    /// Where clients prove who they are, which may stand for the issuer as their audience.
    let tokenAddress: String

    /// - Parameter issuer: An address without a slash at its end.
    public init(
        store: any Store, keys: AssertionKeyFolder, comparedBy places: PlaceNames, issuer: String, tokenPath: String
    ) {
        self.store = store
        self.keys = keys
        self.places = places
        self.issuer = issuer
        tokenAddress = issuer + tokenPath
    }

    /// The keys that verify what the server signs.
    public func published(at now: Timestamp) throws -> KeySet { try keys.keys(at: now).published }

    // MARK: Who calls

    /// Knows a client by its assertion (`private_key_jwt`), once each, and gives it an access token. Throws
    /// `ClientRefusal`.
    /// - Parameter id: `client_id`, where it was given: it must be that of the assertion (RFC 7521 section 4.2).
    public func accessToken(_ assertion: String, of id: String? = nil, at now: Timestamp) async throws -> String {
        do {
            let read = try ClientAssertion(assertion)
            guard let client = read.unprovenIssuer.flatMap({ OrganizationID($0) }), id ?? client.text == client.text
            else {
                throw ClientRefusal(code: "unknown-client")
            }
            let registered = try await store.read { db in try db.countingKeys(of: client) }
            let expectation = ClientAssertion.Expectation(client: client.text, audiences: [issuer, tokenAddress])
            let verified = try read.verified(by: registered.map(\.registered), as: expectation, at: now)
            guard let key = registered.first(where: { ByteText($0.registered.id) == ByteText(verified.keyID) }) else {
                throw ClientRefusal(code: AssertionFault.unknownKey.code)
            }
            let isNew = try await store.write { db in
                try db.use(assertion: verified.id, of: client, until: verified.rememberUntil, at: now)
            }
            guard isNew else { throw ClientRefusal(code: "replayed") }
            let token = AccessToken(
                client: client.text, key: key.id.text, expires: now.adding(seconds: Limits.accessTokenSeconds))
            return try keys.keys(at: now).accessTokens.text(token)
        } catch let fault as AssertionFault {
            throw ClientRefusal(code: fault.code)
        }
    }

    /// Who calls with an access token: what is asked before all other work. Whether the key still counts is asked with
    /// the call. Throws `CallRefusal.unknownToken`.
    public func caller(_ token: String, at now: Timestamp) throws -> Caller {
        guard let token = try keys.keys(at: now).accessTokens.token(token, at: now),
            let client = OrganizationID(token.client), let key = ClientKeyID(token.key)
        else { throw CallRefusal.unknownToken }
        return Caller(client: client, key: key)
    }

    // MARK: What is answered

    /// Answers a call: use, answer, disclosure and entry in the log are on disk together, and only then is there a
    /// token. Throws `CallRefusal`.
    public func assertion(
        _ request: AssertionRequest, by caller: Caller, at now: Timestamp
    ) async throws -> Assertion {
        let client = caller.client
        let secrets = try keys.keys(at: now)
        let release = ReleaseID(at: now, random: Random.bytes(10))
        let call = AssertionCall(
            release: release, grant: request.grant, nonce: request.nonce, purpose: request.purpose, key: caller.key,
            pseudonyms: secrets.pseudonyms)
        let answered = try await store.write { [places] db in
            try db.lockClient(client)
            guard try db.mayCall(by: caller.key, of: client) else { throw CallRefusal.unknownToken }
            return try db.answer(call, request.person, of: client, comparedBy: places, at: now)
        }
        let claims = AssertionClaims(
            issuer: issuer, client: client, request: request, grant: answered.grant, answer: answered.answer,
            release: release, at: now, secrets: secrets)
        return Assertion(token: try secrets.signer.token(claims.members), release: release)
    }
}

extension Connection {
    /// Answers one call in the transaction of the caller and records it.
    fileprivate func answer(
        _ call: AssertionCall, _ person: PersonCall, of client: OrganizationID, comparedBy places: PlaceNames,
        at now: Timestamp
    ) throws -> (grant: Grant, answer: AnswerRow) {
        do {
            // That there is a grant for somebody else is nobody's business.
            guard let grant = try grant(call.grant), grant.recipient == .organization(client) else {
                throw FulfilmentRefusal.unknownGrant
            }
            let fulfilment = try CallFulfilment(grant: grant, on: now.date, places: places)
            if let fault = fulfilment.fault(person) { throw CallRefusal.fault(fault) }
            let open = try begin(call.release, under: grant, at: now)
            // After the use is counted, so that of two calls with one nonce the second waits for the first.
            try requirePseudonyms(of: call)
            guard try keep(call) else { throw CallRefusal.nonceUsed }
            let answered = try answer(person, under: fulfilment, at: now)
            guard let answer = answered.rows.first,
                let block = AnsweredBlock(answered, after: nil, under: grant, at: now)
            else { throw StorageError.conflict("a call was not answered") }
            try store(block, of: open.id)
            let (_, entry) = try record(open, [block.block], call: call, by: .client(client), at: now)
            try append([entry])
            return (grant, answer)
        } catch let refusal as FulfilmentRefusal {
            throw CallRefusal.shut(refusal)
        }
    }
}
