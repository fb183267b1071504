// The calls that were made under a grant, for whoever looks after it.

public import Basics
public import Storage

/// One call, without its person: who may see the list need not see whom it was about.
public struct CallLine: Sendable, Hashable {
    public var release: ReleaseID
    public var at: Timestamp
    public var purpose: String
    /// The name of the key that the server proved itself by, as its organisation calls it.
    public var key: String
    /// Whether the person was found by the keys that were given.
    public var isIdentified: Bool
}

extension SortKey {
    /// The latest first: an id begins with its moment.
    public static let calls = SortKey(.text("r.id"), descending: true)
}

extension SortedList {
    fileprivate static func calls(under grant: GrantID) -> SortedList {
        SortedList(
            "r.released_ms, c.purpose, k.key_id, r.identified_count", from: "data_release r",
            joined: """
                JOIN assertion_call c ON c.release_id = r.id JOIN client_key k ON k.id = c.client_key
                """,
            where: ["r.grant_id = \(grant)"], by: .calls)
    }
}

extension Connection {
    public func calls(
        under grant: GrantID, at place: PagePlace = .first, size: Int = Limits.pageRows
    ) throws -> ListPage<CallLine> {
        try page(of: .calls(under: grant), at: place, size: size) { row in
            CallLine(
                release: try row.id(at: 0), at: try row.timestamp(at: 1), purpose: try row.text(at: 2),
                key: try row.text(at: 3), isIdentified: try row.int(at: 4) > 0)
        }
    }
}
