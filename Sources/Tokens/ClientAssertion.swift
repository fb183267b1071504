// How a client proves who it is: by a token that it signed itself (`private_key_jwt`).

public import Basics

/// A client's assertion as it came in (RFC 7521 section 4.2, RFC 7523 section 2.2, OpenID Connect Core section 9).
///
/// That it was not used before is for the caller to see to: by `VerifiedAssertion.id`, kept until `rememberUntil`.
public struct ClientAssertion: Sendable {
    /// What an assertion has to say, and by how much the client's clock may differ.
    public struct Expectation: Sendable {
        let client: String
        let audiences: [String]
        let leewaySeconds: Int

        /// - Parameter client: The client whose keys are tried: issuer and subject alike.
        /// - Parameter audiences: The names under which this server may be meant: its issuer, its token endpoint.
        /// - Parameter leewaySeconds: Taken as 0 where it is less.
        public init(
            client: String, audiences: [String], leewaySeconds: Int = Limits.assertionLeewaySeconds
        ) {
            self.client = client
            self.audiences = audiences
            self.leewaySeconds = max(0, leewaySeconds)
        }
    }

    private let token: CompactSignature

    /// What `typ` of a client's may say, in any case (RFC 7515 section 4.1.9); the second is that of the revision of
    /// RFC 7523.
    public static let clientTypes = ["jwt", "client-authentication+jwt"]

    /// Takes the token apart; nothing in it is proven by that.
    /// - Parameter types: What `typ` may say, in small letters, where the token says it.
    /// - Parameter isTypeNeeded: Whether it has to, so that no token for something else is taken for this one.
    /// - Throws: `tooLarge`, `malformed`, `unknownAlgorithm`, `unknownExtension`, `keyInToken`, `unexpectedType`.
    public init(
        _ text: String, types: [String] = clientTypes, isTypeNeeded: Bool = false
    ) throws(AssertionFault) {
        token = try CompactSignature(text)
        guard token.type.map({ types.contains($0.lowercased()) }) ?? !isTypeNeeded else { throw .unexpectedType }
    }

    /// Who the token says made it: good for finding the keys to try, and for nothing else.
    public var unprovenIssuer: String? { token.payload[ClaimName.issuer.rawValue]?.string }

    /// Verifies the signature, and then what it says.
    /// - Parameter keys: Those of the client `expectation` names.
    /// - Throws: Every reason but those of `init`. The signature is verified before any claim is read.
    public func verified(
        by keys: [RegisteredKey], as expectation: Expectation, at now: Timestamp
    ) throws(AssertionFault) -> VerifiedAssertion {
        let key = try key(of: keys.filter { $0.counts(at: now) })
        guard key.key.algorithm == token.algorithm, key.key.verifies(token.signature, of: token.signed) else {
            throw .wrongSignature
        }
        let claims = try Claims(token.payload)
        let id = try Self.check(claims, as: expectation)
        let expires = try Self.checkTimes(claims, leeway: expectation.leewaySeconds, at: now)
        return VerifiedAssertion(
            client: expectation.client, keyID: key.id, id: id, expires: expires,
            rememberUntil: expires.adding(seconds: expectation.leewaySeconds), claims: claims)
    }

    private func key(of keys: [RegisteredKey]) throws(AssertionFault) -> RegisteredKey {
        let fitting =
            if let id = token.keyID {
                keys.filter { ByteText($0.id) == ByteText(id) }
            } else {
                keys.filter { $0.key.algorithm == token.algorithm }
            }
        guard let key = fitting.first, fitting.count == 1 else { throw .unknownKey }
        return key
    }

    /// Who made it, about whom, for whom; gives its id.
    private static func check(_ claims: Claims, as expectation: Expectation) throws(AssertionFault) -> String {
        guard let issuer = claims.issuer else { throw .missingClaim(.issuer) }
        guard ByteText(issuer) == ByteText(expectation.client) else { throw .wrongIssuer }
        guard let subject = claims.subject else { throw .missingClaim(.subject) }
        guard ByteText(subject) == ByteText(expectation.client) else { throw .wrongSubject }
        guard let audience = claims.audience else { throw .missingClaim(.audience) }
        let ours = Set(expectation.audiences.map(ByteText.init))
        guard audience.contains(where: { ours.contains(ByteText($0)) }) else { throw .wrongAudience }
        guard let id = claims.id else { throw .missingClaim(.id) }
        guard RegisteredKey.isID(id) else { throw .unreadableClaim(.id) }
        return id
    }

    /// Gives the moment at which it expires.
    private static func checkTimes(
        _ claims: Claims, leeway: Int, at now: Timestamp
    ) throws(AssertionFault) -> Timestamp {
        guard let expires = claims.expires else { throw .missingClaim(.expires) }
        let (earliest, latest) = (now.adding(seconds: -leeway), now.adding(seconds: leeway))
        guard earliest < expires else { throw .expired }
        guard expires <= latest.adding(seconds: Limits.assertionSecondsMax) else { throw .livesTooLong }
        if let start = claims.notBefore, latest < start { throw .notYetValid }
        if let issued = claims.issuedAt, latest < issued { throw .issuedInFuture }
        return expires
    }
}

/// An assertion that is right: the client is who it says, if the id was not used before.
///
public struct VerifiedAssertion: Sendable {
    public let client: String
    /// The id of the registered key that signed it.
    public let keyID: String
    /// `jti`, at most `Limits.tokenIDBytesMax` bytes: the caller refuses one that this client used before.
    public let id: String
    /// `exp`, as the client said it.
    public let expires: Timestamp
    /// From this moment on the same assertion is refused as expired, and its id need not be known any more.
    public let rememberUntil: Timestamp
    public let claims: Claims
}
