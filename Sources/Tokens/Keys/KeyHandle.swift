// A key as libcrypto holds it.

import COpenSSL

/// Owns one `EVP_PKEY` and gives it back at its end. It is made once a key and never changed: libcrypto counts its
/// references and locks what it keeps beside it, so that several threads may use one at once.
final class KeyHandle: Sendable {
    nonisolated(unsafe) let pointer: OpaquePointer

    /// Takes over what libcrypto made; `nil` where it made nothing.
    init?(_ pointer: OpaquePointer?) {
        guard let pointer else {
            forgetErrors()
            return nil
        }
        self.pointer = pointer
    }

    deinit { EVP_PKEY_free(pointer) }

    /// Its SubjectPublicKeyInfo (RFC 5280 section 4.1).
    var publicInfo: [UInt8]? { encoding { i2d_PUBKEY(pointer, $0) } }
}

/// A key made ready to sign or to verify. Looking up what that needs takes about a seventh of the time of a signature,
/// so it is done once and copied for each. The original is only ever read: any thread may copy it.
final class PreparedKey: Sendable {
    nonisolated(unsafe) private let original: OpaquePointer

    /// `nil` where libcrypto cannot sign with the key.
    static func signing(_ key: KeyHandle, _ algorithm: SigningAlgorithm) -> PreparedKey? {
        PreparedKey { EVP_DigestSignInit_ex($0, nil, algorithm.digestName, nil, nil, key.pointer, nil) }
    }

    /// `nil` where libcrypto cannot verify with the key.
    static func verifying(_ key: KeyHandle, _ algorithm: SigningAlgorithm) -> PreparedKey? {
        PreparedKey { EVP_DigestVerifyInit_ex($0, nil, algorithm.digestName, nil, nil, key.pointer, nil) }
    }

    private init?(_ prepare: (OpaquePointer) -> Int32) {
        guard let context = EVP_MD_CTX_new() else { return nil }
        original = context
        guard prepare(context) == 1 else {
            forgetErrors()
            return nil
        }
    }

    deinit { EVP_MD_CTX_free(original) }

    /// Whether `body` says 1 of a copy that is used this once.
    func succeeds(_ body: (OpaquePointer) -> Int32) -> Bool {
        guard let copy = EVP_MD_CTX_new() else { return false }
        defer { EVP_MD_CTX_free(copy) }
        let isDone = EVP_MD_CTX_copy_ex(copy, original) == 1 && body(copy) == 1
        if !isDone { forgetErrors() }
        return isDone
    }
}

extension SigningAlgorithm {
    /// The hash function that libcrypto is to use; Ed25519 has its own.
    fileprivate var digestName: String? { self == .es256 ? "SHA256" : nil }
}

/// What a function of libcrypto writes (`i2d_…`): it says how much that is, then writes it and moves the pointer on.
func encoding(_ write: (UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>?) -> Int32) -> [UInt8]? {
    let count = write(nil)
    guard count > 0 else {
        forgetErrors()
        return nil
    }
    return [UInt8](unsafeUninitializedCapacity: Int(count)) { buffer, filled in
        var next = buffer.baseAddress
        filled = Int(write(&next))
    }
}

/// What a function of libcrypto reads (`d2i_…`) from all of the bytes; `nil` where something is left over, after
/// `free` had what was read.
func decoded(
    _ bytes: [UInt8], _ read: (UnsafeMutablePointer<UnsafePointer<UInt8>?>, Int) -> OpaquePointer?,
    free: (OpaquePointer) -> Void
) -> OpaquePointer? {
    bytes.withUnsafeBufferPointer { buffer in
        var next = buffer.baseAddress
        let value = read(&next, buffer.count)
        guard let value else {
            forgetErrors()
            return nil
        }
        guard next == buffer.baseAddress.map({ $0 + buffer.count }) else {
            free(value)
            return nil
        }
        return value
    }
}

/// Empties the thread's list of errors, which others who use libcrypto on this thread would take for theirs.
func forgetErrors() { ERR_clear_error() }
