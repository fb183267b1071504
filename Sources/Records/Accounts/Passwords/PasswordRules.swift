// Which passwords are taken.

import Basics

/// Whose password it is: what strangers know of a person is no secret.
struct PasswordOwner: Sendable, Hashable {
    var username: String
    var name: String
    /// The name of the organisation or office; empty for people of neither.
    var unitName: String
}

/// Length, and nothing that can be guessed: common passwords, the names of the person, of the account and of
/// the organisation. There are no rules about kinds of characters (NIST SP 800-63B, 3.1.1.2).
enum PasswordRules {
    static func problem(_ password: String, of owner: PasswordOwner) -> AccountProblem? {
        if password.count < Limits.passwordCharactersMin {
            return .passwordTooShort(min: Limits.passwordCharactersMin)
        }
        if password.count > Limits.passwordCharactersMax { return .passwordTooLong(max: Limits.passwordCharactersMax) }
        if CommonPasswords.hold(password) { return .passwordCommon }
        return isOfNames(password, owner) ? .passwordHoldsName : nil
    }

    /// Whether little is left of the password without the names in it.
    private static func isOfNames(_ password: String, _ owner: PasswordOwner) -> Bool {
        let bare = squeezed(password)
        var rest = bare
        for name in names(of: owner) { rest = rest.replacing(name, with: "") }
        return rest.count < bare.count && rest.count < Limits.passwordCharactersBesideNamesMin
    }

    /// Whole names before the words in them.
    private static func names(of owner: PasswordOwner) -> [String] {
        let whole = [owner.unitName, owner.name, owner.username]
        let words = whole.flatMap(\.searchWords)
        return (whole.map(squeezed) + words).filter { $0.count > 1 }
    }

    /// Letters and digits alone, without case and marks.
    private static func squeezed(_ text: String) -> String { text.searchKey.filter { $0.isLetter || $0.isNumber } }
}
