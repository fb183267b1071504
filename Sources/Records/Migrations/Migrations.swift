// The list of migrations: the schema of the server, step by step.

public import Storage

/// All migrations in order. A new one gets the next number and a file of its own; an old one never changes.
public enum Migrations {
    public static let all: [Migration] = [
        ledger,
        accounts,
        cases,
        papers,
        registry,
        throttle,
        proof,
        snapshots,
        quotas,
        logClock,
        accountCare,
        caseIndexes,
        lists,
    ]
}
