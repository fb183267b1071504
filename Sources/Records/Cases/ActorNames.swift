// The names of the people behind the events of a case.

import Basics
public import Storage

extension Connection {
    /// The names of the people behind the actors of stored events; actors that are no account are left out.
    public func names(of actors: Set<String>) throws -> [String: String] {
        let ids = actors.compactMap { AccountID($0) }
        let rows = try rows("SELECT id, name FROM account WHERE id IN (\(list: ids))")
        return Dictionary(uniqueKeysWithValues: try rows.map { (try $0.text(at: 0), try $0.text(at: 1)) })
    }
}
