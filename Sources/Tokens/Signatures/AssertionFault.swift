// Why a client's assertion is refused.

/// Why an assertion is not taken. To the client all are one, `invalid_client` (RFC 6749 section 5.2, RFC 7523 section
/// 3.2); the reason is for the log and holds nothing that somebody sent.
public enum AssertionFault: Error, Hashable, Sendable {
    /// More than `Limits.clientAssertionBytesMax`.
    case tooLarge
    /// Not three parts of base64url, or not JSON objects in the first two.
    case malformed
    /// `alg` is none of `SigningAlgorithm`.
    case unknownAlgorithm
    /// `crit` or `b64`: no extension is known here (RFC 7515 section 4.1.11, RFC 7797).
    case unknownExtension
    /// The header brings or names its own key (`jwk`, `jku`, `x5c`, `x5u`): keys come from the registration alone.
    case keyInToken
    /// `typ` says that it is a token for something else (RFC 8725 section 3.11).
    case unexpectedType
    /// `kid` names no key that counts now, or there is none and not exactly one key of the algorithm.
    case unknownKey
    /// The signature is not one of the key, or the key is one of another algorithm.
    case wrongSignature
    /// A claim that has to be there is not.
    case missingClaim(ClaimName)
    /// A claim that is known here is of another type, or a moment that nobody means.
    case unreadableClaim(ClaimName)
    case wrongIssuer
    /// `sub` is not the client (OpenID Connect Core section 9).
    case wrongSubject
    case wrongAudience
    case expired
    case notYetValid
    case issuedInFuture
    /// It expires later than a client's assertion may.
    case livesTooLong

    /// The reason in one word, with the claim where there is one: `missing-claim:jti`.
    public var code: String {
        switch self {
        case .tooLarge: "too-large"
        case .malformed: "malformed"
        case .unknownAlgorithm: "unknown-algorithm"
        case .unknownExtension: "unknown-extension"
        case .keyInToken: "key-in-token"
        case .unexpectedType: "unexpected-type"
        case .unknownKey: "unknown-key"
        case .wrongSignature: "wrong-signature"
        case .missingClaim(let name): "missing-claim:\(name.rawValue)"
        case .unreadableClaim(let name): "unreadable-claim:\(name.rawValue)"
        case .wrongIssuer: "wrong-issuer"
        case .wrongSubject: "wrong-subject"
        case .wrongAudience: "wrong-audience"
        case .expired: "expired"
        case .notYetValid: "not-yet-valid"
        case .issuedInFuture: "issued-in-future"
        case .livesTooLong: "lives-too-long"
        }
    }
}

/// The registered claims (RFC 7519 section 4.1).
public enum ClaimName: String, Hashable, Sendable {
    case issuer = "iss"
    case subject = "sub"
    case audience = "aud"
    case expires = "exp"
    case notBefore = "nbf"
    case issuedAt = "iat"
    case id = "jti"
}
