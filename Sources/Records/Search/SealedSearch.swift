// What somebody looks for, as the address of a list may carry it.

import Basics

/// Seals what is looked for, which may be a person's name, with the secret of a session: the address tells nobody, and
/// opens in that session alone.
public enum SealedSearch {
    private static let about = "search"

    public static func seal(_ typed: String, in session: [UInt8]) -> String {
        Hex.encode(Sealing.seal(Array(typed.utf8), with: key(session), about: about))
    }

    /// `nil` for what was not sealed in that session.
    public static func open(_ text: String, in session: [UInt8]) -> String? {
        guard let bytes = Hex.decode(text), let opened = Sealing.open(bytes, with: key(session), about: about) else {
            return nil
        }
        return String(validating: opened, as: UTF8.self)
    }

    /// One of its own: the secret proves where forms come from as well.
    private static func key(_ session: [UInt8]) -> [UInt8] {
        MessageAuthentication.code(.sha256, key: session, Array("trinhky search".utf8))
    }
}
