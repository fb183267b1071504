// What the interface for servers and the pages of their keys stand on.

import Basics
public import Records

/// The shells that they call.
public struct AssertionEnvironment: Sendable {
    let accounts: AccountEnvironment
    let desk: AssertionDesk
    let keys: ClientKeyDesk

    public init(accounts: AccountEnvironment, desk: AssertionDesk, keys: ClientKeyDesk) {
        self.accounts = accounts
        self.desk = desk
        self.keys = keys
    }

    var clock: @Sendable () -> Timestamp { accounts.clock }
}

/// The interface for servers and the pages of their keys, in one list.
public enum AssertionPageGroups {
    public static func all(_ environment: AssertionEnvironment) -> [any PageGroup] {
        [
            AssertionPages(environment: environment), OwnKeyPages(environment: environment),
            AdminKeyPages(environment: environment),
        ]
    }
}
