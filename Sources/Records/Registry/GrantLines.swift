// What a recipient may still have of each approval.

public import Basics
public import Casework
public import Registry
public import Storage

/// One approval as it is carried out: what it allows, what was had of it, and whether the rest may be had.
public struct GrantLine: Sendable, Hashable {
    public var grant: Grant
    /// The code of the dossier that it was given in.
    public var caseCode: String
    public var usesMade: Int
    public var standing: GrantStanding
    /// How many persons are answered so far, while a list is being answered.
    public var answered: Int?

    public var usesLeft: Int { grant.uses.allowed - usesMade }

    /// Whether tables of counts are made under it.
    public var isOfTables: Bool { if case .tables = grant.scope { true } else { false } }

    /// How many persons it is about; `nil` where it is about no list.
    public var persons: Int? {
        if case .list(let granted) = grant.scope { granted.granted } else { nil }
    }
}

extension SortKey {
    /// The newest first: the id of a grant begins with its moment.
    public static let grants = SortKey(.text("g.id"), descending: true)
}

extension SortedList {
    private static let lineColumns: Query = """
        g.payload, g.uses_made, g.standing, c.code,
        (SELECT sum(k.row_count) FROM begun_release b JOIN release_block k ON k.release_id = b.id
            WHERE b.grant_id = g.id AND NOT EXISTS (SELECT 1 FROM data_release r WHERE r.id = b.id))
        """

    fileprivate static func grants(where condition: Query) -> SortedList {
        SortedList(
            lineColumns, from: "data_grant g", joined: "JOIN case_row c ON c.id = g.case_id", where: [condition],
            by: .grants)
    }
}

extension Connection {
    /// The approvals of a recipient, the newest first.
    public func grants(
        of recipient: RequesterReference, at place: PagePlace = .first, size: Int = Limits.pageRows
    ) throws -> ListPage<GrantLine> {
        try lines(.grants(where: "g.recipient = \(recipient.description)"), at: place, size)
    }

    /// The approval of a case, once it is being carried out.
    public func grant(of caseID: CaseID) throws -> GrantLine? {
        try lines(.grants(where: "g.case_id = \(caseID)"), at: .first, 1).lines.first
    }

    private func lines(_ list: SortedList, at place: PagePlace, _ size: Int) throws -> ListPage<GrantLine> {
        let first = list.keyLength
        return try page(of: list, at: place, size: size) { row in
            let standing = try row.text(at: first + 2)
            guard let standing = GrantStanding(rawValue: standing) else {
                throw StorageError.corrupt("unknown standing \(standing) of a grant")
            }
            return GrantLine(
                grant: try StoredJSON.value(try row.text(at: first), of: "a grant"),
                caseCode: try row.optionalText(at: first + 3) ?? "", usesMade: try row.int(at: first + 1),
                standing: standing, answered: try row.optionalInt64(at: first + 4).map(Int.init))
        }
    }
}
