// The names of the people behind the events of a case.

public import Basics
public import Casework
public import Storage

extension Connection {
    /// The names of the people behind the actors of stored events; actors that are no account are left out.
    public func names(of actors: Set<ActorEnvelope>) throws -> [AccountID: String] {
        let ids = Set(actors.compactMap(\.who.account))
        let rows = try rows("SELECT id, name FROM account WHERE id IN (\(list: Array(ids)))")
        return Dictionary(uniqueKeysWithValues: try rows.map { (try $0.id(at: 0), try $0.text(at: 1)) })
    }
}
