// What the desk of the operators stands on.

public import Records

/// The shells that its pages call.
public struct OutboxEnvironment: Sendable {
    let accounts: AccountEnvironment
    let cases: CaseDesk
    let desk: OperatorDesk
    /// Has the worker look at once, as after an act.
    let settle: @Sendable () async -> Void

    public init(accounts: AccountEnvironment, cases: CaseDesk, settle: @escaping @Sendable () async -> Void) {
        self.accounts = accounts
        self.cases = cases
        desk = OperatorDesk(store: accounts.store)
        self.settle = settle
    }
}

/// The pages of operators, in one list.
public enum OutboxPageGroups {
    public static func all(_ environment: OutboxEnvironment) -> [any PageGroup] {
        [OutboxPages(environment: environment), OutboxStepPages(environment: environment)]
    }
}
