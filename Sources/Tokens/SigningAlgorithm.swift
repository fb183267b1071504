// The algorithms that tokens are signed by.

/// A signature algorithm of RFC 7518 and RFC 8037. No other exists here: what names `none`, a MAC, RSA or another curve
/// is refused by its name, before any key is looked at (RFC 8725 section 3.1).
public enum SigningAlgorithm: String, Hashable, Sendable, CaseIterable {
    /// ECDSA on P-256 with SHA-256 (RFC 7518 section 3.4).
    case es256 = "ES256"
    /// EdDSA on Ed25519 (RFC 8037 section 3.1).
    case edDSA = "EdDSA"

    /// Bytes of a signature of either, in a token.
    static let signatureCount = 64
}
