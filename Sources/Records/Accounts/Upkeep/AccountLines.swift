// Lists of accounts, for those who keep them.

public import Basics
public import Storage

/// Which accounts are looked for.
public struct AccountSearch: Sendable, Hashable {
    public enum State: String, CaseIterable, Sendable {
        case signedIn = "signed-in"
        case disabled
        /// With a password that somebody else knows.
        case temporary
    }

    /// Words in the account's or the person's name or that of the unit, with or without marks.
    public var words: String
    public var state: State?

    public init(words: String = "", state: State? = nil) {
        self.words = words
        self.state = state
    }

    /// Whether an account is looked for. Words are compared here and not in SQL, which knows nothing of marks.
    public func matches(_ line: AccountLine) -> Bool {
        let isInState =
            switch state {
            case nil: true
            case .signedIn: line.sessions > 0
            case .disabled: line.account.isDisabled
            case .temporary: line.account.isTemporary
            }
        guard isInState else { return false }
        let text = "\(line.account.username) \(line.account.name) \(line.unitName)".searchKey
        return words.searchKey.split(separator: " ").prefix(Limits.searchWordsMax).allSatisfy(text.contains)
    }
}

/// One line of such a list.
public struct AccountLine: Sendable, Hashable {
    public var account: Account
    /// The name of the organisation or office; empty for people of neither.
    public var unitName: String
    /// How many sessions are open.
    public var sessions: Int
    public var hasSecondFactor: Bool
}

extension Connection {
    /// All accounts, by name for signing in: a country has some ten thousand, which are read in a tenth of a second.
    public func accountLines(now: Timestamp) throws -> [AccountLine] {
        try rows(query(where: "1 = 1", now)).map(AccountLine.init)
    }

    /// One account as such a line.
    public func accountLine(_ id: AccountID, now: Timestamp) throws -> AccountLine? {
        try one(query(where: "a.id = \(id)", now)).map(AccountLine.init)
    }

    private func query(where condition: Query, _ now: Timestamp) -> Query {
        """
        SELECT \(accountColumns), coalesce(o.name, f.name, '') AS unit_name,
            (SELECT count(*) FROM session s WHERE s.account_id = a.id AND \(isOpen(now))) AS session_count,
            \(hasSecondFactor) AS has_second_factor
        FROM account a
        LEFT JOIN organization o ON o.id = a.organization_id
        LEFT JOIN office f ON f.code = a.office_code
        WHERE \(condition) ORDER BY a.username_key
        """
    }
}

extension AccountLine {
    fileprivate init(_ row: Row) throws {
        self.init(
            account: try Account(row), unitName: try row.text("unit_name"), sessions: try row.int("session_count"),
            hasSecondFactor: try row.bool("has_second_factor"))
    }
}
