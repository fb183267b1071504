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

    /// Who reads which: people of an office those of their office, administrators and inspectors all.
    static let readers: Set<Role> = [.clerk, .officer, .approver, .inspector, .admin]

    static func seesAll(_ actor: Actor) -> Bool { !actor.roles.isDisjoint(with: [.admin, .inspector]) }

    /// Whether an authority of that office is shown to them.
    static func isShown(_ office: OfficeCode, to actor: Actor) -> Bool { seesAll(actor) || actor.office == office }

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
