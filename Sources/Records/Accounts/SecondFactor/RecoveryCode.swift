// Codes for the day on which the telephone is gone.

import Basics

/// A recovery code: 80 random bits as 16 letters and digits, shown once. So many bits need no slow hash: SHA-256 keeps
/// who reads the table from finding one.
struct RecoveryCode: Sendable, Hashable {
    /// In groups of four: `abcd-efgh-…`.
    let text: String

    private static let randomBytes = 10
    private static let characters = 16

    static func make() -> RecoveryCode {
        RecoveryCode(text: Base32.encode(Random.bytes(randomBytes)).lowercased().grouped(by: 4, separator: "-"))
    }

    private init(text: String) { self.text = text }

    /// A code as somebody typed it; `nil` for what cannot be one.
    init?(typed: String) {
        let text = typed.lowercased().filter { $0 != "-" && !$0.isWhitespace }
        guard text.count == Self.characters, text.utf8.count == Self.characters else { return nil }
        self.text = text
    }

    /// What is stored. It holds the account, so that two accounts never share one.
    func digest(of account: AccountID) -> Digest {
        Digest(of: "recovery \(account) \(text.filter { $0 != "-" })")
    }
}
