// Why a key is not taken.

/// What is wrong with a key or a set of keys that came in. The raw value is the reason as logs and pages know it; it
/// holds nothing of the key.
public enum KeyFault: String, Error, Hashable, Sendable {
    /// More than `Limits.clientKeysBytesMax`.
    case tooLarge = "too-large"
    /// Neither PEM nor JSON of a key, a member doubled or missing, or a private key that does not fit its public one.
    case unreadable
    /// A private or symmetric key where a public one should be: whoever holds it has to make another one.
    case secret
    /// A private key under a password: the server has nobody to ask for it.
    case encrypted
    /// A public key where a private one should be.
    case notPrivate = "not-private"
    /// Another kind of key than P-256 and Ed25519, or one written in another form than theirs.
    case unsupported
    /// Numbers that are no point of the curve, or a point of small order, whose signatures anybody can make.
    case notOnCurve = "not-on-curve"
    /// `use`, `key_ops` or `alg` say that the key is for something else (RFC 7517 section 4).
    case otherUse = "other-use"
    /// No key that signatures can be verified with.
    case noKey = "no-key"
    /// More than `Limits.clientKeysMax`.
    case tooManyKeys = "too-many-keys"
    /// Two keys with one id.
    case doubledKeyID = "doubled-key-id"
    /// An id that is empty, longer than `Limits.tokenIDBytesMax`, or has control characters in it.
    case badKeyID = "bad-key-id"
    /// libcrypto made no key: it has no memory or no randomness.
    case libraryFailed = "library-failed"
}
