// Who was told what of whom.

public import Basics
public import Registry
public import Storage

/// That something about a person was asked for and, by the named clauses, told.
public struct Disclosure: Hashable, Sendable {
    public struct Told: Hashable, Sendable {
        public let field: PersonField
        public let clause: String
    }

    public let release: ReleaseID
    public let grant: GrantID
    public let caseID: CaseID
    public let recipient: OrganizationID
    public let service: RegistryService
    public let at: Timestamp
    /// Place in the request's list.
    public let row: Int
    public let personalID: PersonalID
    /// Empty when the registry had nothing to tell.
    public let told: [Told]
}

extension Connection {
    /// Everything that was asked about a person, newest first.
    public func disclosures(about person: PersonalID, limit: Int = Limits.pageRows) throws -> [Disclosure] {
        try rows(
            """
            \(Disclosure.selection)
            WHERE personal_id = \(person.value) ORDER BY released_ms DESC, release_id, row_number LIMIT \(limit)
            """
        ).map(Disclosure.init)
    }

    /// The entries of one release in order, from row `first` on.
    public func disclosures(of release: ReleaseID, from first: Int = 1, limit: Int) throws -> [Disclosure] {
        try rows(
            """
            \(Disclosure.selection)
            WHERE release_id = \(release) AND row_number >= \(first) ORDER BY row_number LIMIT \(limit)
            """
        ).map(Disclosure.init)
    }
}

extension Disclosure {
    fileprivate static let selection: Query = """
        SELECT release_id, grant_id, case_id, recipient_id, service, released_ms, row_number, personal_id, fields
        FROM disclosure JOIN data_release ON data_release.id = disclosure.release_id
        """

    fileprivate init(_ row: Row) throws {
        guard let service = RegistryService(rawValue: try row.text(at: 4)),
            let person = PersonalID(value: try row.int64(at: 7))
        else { throw StorageError.corrupt("a disclosure of an unknown service or person") }
        let told = try row.text(at: 8).split(separator: " ").map { entry in
            let parts = entry.split(separator: ":", maxSplits: 1)
            guard parts.count == 2, let field = PersonField(rawValue: String(parts[0])) else {
                throw StorageError.corrupt("a disclosure of an unknown field")
            }
            return Told(field: field, clause: String(parts[1]))
        }
        self.init(
            release: try row.id(at: 0), grant: try row.id(at: 1), caseID: try row.id(at: 2),
            recipient: try row.id(at: 3),
            service: service, at: try row.timestamp(at: 5), row: try row.int(at: 6), personalID: person, told: told)
    }
}
