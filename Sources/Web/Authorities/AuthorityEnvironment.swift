// What the pages of authorities stand on.

import Basics
import Casework
public import Records

/// The shells that its pages call.
public struct AuthorityEnvironment: Sendable {
    let accounts: AccountEnvironment
    let procedures: Procedures
    let desk: AuthorityDesk

    public init(accounts: AccountEnvironment, procedures: Procedures) {
        self.accounts = accounts
        self.procedures = procedures
        desk = AuthorityDesk(store: accounts.store)
    }

    /// Who reads which: people of an office those that count there or will, whoever leads it all of them,
    /// administrators and inspectors those of all offices; everybody their own.
    static let readers: Set<Role> = [.clerk, .officer, .approver, .inspector, .admin]

    static func seesAll(_ actor: Actor) -> Bool { !actor.roles.isDisjoint(with: [.admin, .inspector]) }

    /// Whether they read what was entered for that office and did not come to count, and why.
    static func seesPending(_ actor: Actor) -> Bool {
        seesAll(actor) || actor.office.map { AuthorityDesk.leads($0, actor) } ?? false
    }

    static func isShown(_ record: AuthorityRecord, to actor: Actor) -> Bool {
        if seesAll(actor) || actor.account == record.account { return true }
        guard actor.office == record.authority.office else { return false }
        return record.standing == .confirmed || seesPending(actor)
    }

    /// Whether they enter authorities of some kind at some office.
    static func mayPropose(_ actor: Actor) -> Bool {
        SigningAuthority.Kind.allCases.contains {
            AuthorityDesk.mayKeep($0, at: actor.office ?? .central, actor)
        }
    }
}

/// The pages of authorities, in one list.
public enum AuthorityPageGroups {
    public static func all(_ environment: AuthorityEnvironment) -> [any PageGroup] {
        [
            AuthorityPages(environment: environment), AuthorityFormPages(environment: environment),
            AuthorityStepPages(environment: environment),
        ]
    }
}
