// The list of migrations: the schema of the server, step by step.

public import Storage

/// All migrations in order. A new one gets the next number and a file of its own, an old one never changes
/// (docs/decisions/027-how-shapes-grow.md).
public enum Migrations {
    public static let all: [Migration] = [baseline, registry, office, authority, assigning, search, remarks, saved]

    /// What every database began with. The parts of a migration are in the files with its number.
    static let baseline = Migration(1, "Baseline") { words in
        ledger(words) + accounts(words) + signIn(words) + cases(words) + work(words) + papers(words)
    }

    /// The registry and what leaves it: people, their fingers, what was granted and told of them, what is counted
    /// before, the counts of the population, what answers cost, and what is taken in at a desk.
    static let registry = Migration(2, "Registry") { words in
        people(words) + releases(words) + failedClaims(words) + assertions(words) + fingers(words) + watch(words)
            + statistics(words) + fees(words) + desk(words)
    }

    /// What an office works with all day: lists that are narrowed, and what is done about work that failed.
    static let office = Migration(3, "Office") { words in lists(words) + queues(words) }

    /// Who may sign for an office.
    static let authority = Migration(4, "Authority") { words in authorities(words) }

    /// Whose the steps of a case are.
    static let assigning = Migration(5, "Assigning") { words in assignees(words) }

    /// What cases are found by.
    static let search = Migration(6, "Search", statements: caseText)

    /// Who is to answer a remark on a case.
    static let remarks = Migration(7, "Remarks", statements: remarkWaits)

    /// The filters that people keep.
    static let saved = Migration(8, "Saved", statements: savedLists)
}
