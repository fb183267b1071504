// SHA-256 of what comes piece by piece.

import COpenSSL

/// Adds up the digest of bytes that are never held all at once, such as those of a file that is made while it is sent.
/// Not to be shared between tasks.
public final class DigestSum {
    private let context: OpaquePointer

    public init() {
        guard let context = EVP_MD_CTX_new(), EVP_DigestInit_ex2(context, Digest.sha256, nil) == 1 else {
            preconditionFailure("libcrypto does not compute SHA-256")
        }
        self.context = context
    }

    deinit { EVP_MD_CTX_free(context) }

    /// Adds `bytes` behind those so far.
    public func add(_ bytes: [UInt8]) {
        let added = EVP_DigestUpdate(context, bytes, bytes.count)
        precondition(added == 1, "libcrypto does not compute SHA-256")
    }

    /// The digest of everything so far; more may follow.
    public var digest: Digest {
        let copy = EVP_MD_CTX_new()
        defer { EVP_MD_CTX_free(copy) }
        var bytes = [UInt8](repeating: 0, count: Digest.count)
        guard EVP_MD_CTX_copy_ex(copy, context) == 1, EVP_DigestFinal_ex(copy, &bytes, nil) == 1,
            let digest = Digest(bytes: bytes)
        else { preconditionFailure("libcrypto does not compute SHA-256") }
        return digest
    }
}
