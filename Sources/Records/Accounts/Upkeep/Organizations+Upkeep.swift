// Making and changing organisations and offices.

public import Basics
public import Casework
import Registry
import Storage

extension Accounts {
    /// Makes an organisation; its id is the caller's, so that repeating the call is found out. Throws
    /// `OrganizationProblem`.
    public func addOrganization(_ organization: Organization, by actor: Actor, now: Timestamp) async throws {
        if let problem = organization.problems.first { throw problem }
        try await store.write { db in try db.add(organization, by: actor, now: now) }
    }

    /// Changes an organisation. Cases keep the requester as it was when they were begun.
    /// Throws `OrganizationProblem`.
    public func changeOrganization(_ organization: Organization, by actor: Actor, now: Timestamp) async throws {
        if let problem = organization.problems.first { throw problem }
        try await store.write { db in
            let organization = organization.normalized
            guard let before = try db.organization(organization.id) else { throw OrganizationProblem.unknown }
            guard before != organization else { return }
            try db.checkSuperiors(of: organization)
            // One that was right when it was said does not stand in the way of another change.
            if before.commune != organization.commune || before.province != organization.province {
                try db.checkCommune(of: organization)
            }
            try db.update(organization)
            try db.append(
                [try LedgerEntry(type: "organization-changed", at: now, actor: actor, payload: organization)],
                to: "access")
            try db.record(.organizations, of: organization.id.text, by: actor, at: now)
        }
    }

    /// Takes over the offices of `Workflows/units/offices.csv`; writes only what changed.
    public func saveOffices(_ offices: [Office], by actor: Actor, now: Timestamp) async throws {
        try await store.write { db in
            // Several servers that start at once have the same to say.
            try db.waitForTurn()
            let changed = try db.save(offices)
            guard !changed.isEmpty else { return }
            try db.append(
                [try LedgerEntry(type: "offices-changed", at: now, actor: actor, payload: OfficesChanged(changed))],
                to: "access")
            try db.record(.offices, of: RecordedRows.offices, by: actor, at: now)
        }
    }
}

extension Connection {
    /// Writes an organisation and its entry in the log.
    func add(_ organization: Organization, by actor: Actor, now: Timestamp) throws {
        let organization = organization.normalized
        try checkSuperiors(of: organization)
        try checkCommune(of: organization)
        try insert(organization, now: now)
        try append(
            [try LedgerEntry(type: "organization-added", at: now, actor: actor, payload: organization)], to: "access")
        try record(.organizations, of: organization.id.text, by: actor, at: now)
    }

    fileprivate func checkCommune(of organization: Organization) throws {
        guard let code = organization.commune, let isThere = try isCommune(code, in: organization.province) else {
            return
        }
        guard isThere else { throw OrganizationProblem.communeElsewhere }
    }

    /// Walks up from the organisation: each is there, and none is the one it began at.
    fileprivate func checkSuperiors(of organization: Organization) throws {
        var above = organization.superior
        for _ in 0..<Limits.organizationLevelsMax {
            guard let id = above else { return }
            guard id != organization.id else { throw OrganizationProblem.superiorBelow }
            guard let superior = try self.organization(id) else { throw OrganizationProblem.unknownSuperior }
            above = superior.superior
        }
        throw OrganizationProblem.superiorBelow
    }
}

extension Organization {
    /// As it is stored and logged alike.
    fileprivate var normalized: Organization {
        var organization = self
        for path in [\Organization.name, \.address, \.telephone, \.email] {
            organization[keyPath: path] = organization[keyPath: path].nfc.trimmed
        }
        return organization
    }
}

/// The payload of `offices-changed`: the codes, or of very many their number and a digest of the list.
struct OfficesChanged: Encodable {
    /// More are no reading for anybody, and make an entry of tens of kilobytes.
    private static let named = 100

    var offices: [OfficeCode]?
    var count: Int?
    var digest: String?

    init(_ changed: [OfficeCode]) {
        guard changed.count > Self.named else {
            offices = changed
            return
        }
        count = changed.count
        digest = Digest(of: changed.map(\.text).joined(separator: " ")).hex
    }
}
