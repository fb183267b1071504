// What the operator of a site demands of accounts.

public import Casework

/// What a person has to do before anything else.
public enum AccountDuty: Sendable, Hashable {
    /// Choose a password in the place of the one somebody gave them.
    case newPassword
    /// Set up a second factor.
    case secondFactor
}

public struct AccountPolicy: Sendable, Hashable {
    /// Days without signing in after which an account is taken out of use; 0 for never.
    public var idleDays: Int
    /// Whose accounts need a second factor.
    public var secondFactorRoles: Set<Role>

    public init(idleDays: Int = 0, secondFactorRoles: Set<Role> = []) {
        self.idleDays = idleDays
        self.secondFactorRoles = secondFactorRoles
    }

    /// Whether an account of these roles needs a second factor.
    public func demandsSecondFactor(_ roles: Set<Role>) -> Bool { !roles.isDisjoint(with: secondFactorRoles) }

    func duty(of person: SignedInAccount) -> AccountDuty? {
        if person.isTemporary { return .newPassword }
        return demandsSecondFactor(person.actor.roles) && !person.hasSecondFactor ? .secondFactor : nil
    }
}
