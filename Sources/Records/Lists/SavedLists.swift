// The filters of lists that people keep for themselves.

public import Basics
public import Storage

/// A filter that somebody keeps under a name.
public struct SavedList: Hashable, Sendable {
    /// Which list it is of: the address of the list.
    public var list: String
    public var name: String
    /// What the list is asked for, as a query of an address. No words that are looked for: they may be personal data.
    public var query: String

    public init(list: String, name: String, query: String) {
        self.list = list
        self.name = name
        self.query = query
    }
}

extension Connection {
    /// What this person keeps, by lists and names.
    public func savedLists(of account: AccountID) throws -> [SavedList] {
        try rows(
            """
            SELECT list, name, query FROM saved_list WHERE account_id = \(account) ORDER BY list, name
            """
        ).map { SavedList(list: try $0.text(at: 0), name: try $0.text(at: 1), query: try $0.text(at: 2)) }
    }

    /// Keeps a filter, in place of the one that has its name. `false` where they have as many as there may be.
    public func keep(_ saved: SavedList, of account: AccountID) throws -> Bool {
        try lock("SELECT id FROM account WHERE id = \(account)")
        let others = try savedLists(of: account).filter { $0.list == saved.list && $0.name != saved.name }
        guard others.count < Limits.savedListsMax else { return false }
        try run(
            """
            INSERT INTO saved_list (account_id, list, name, query)
            VALUES (\(account), \(saved.list), \(saved.name), \(saved.query))
            ON CONFLICT (account_id, list, name) DO UPDATE SET query = excluded.query
            """)
        return true
    }

    /// One that is not there is as good as removed.
    public func removeSavedList(_ name: String, of list: String, _ account: AccountID) throws {
        try run("DELETE FROM saved_list WHERE account_id = \(account) AND list = \(list) AND name = \(name)")
    }
}
