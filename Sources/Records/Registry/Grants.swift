// Grants as the registry store holds them: the copy of each decision that answers are measured by.

public import Basics
import Foundation
public import Registry
public import Storage

/// A grant with what has become of it.
public struct HeldGrant: Hashable, Sendable {
    public let grant: Grant
    public let usesMade: Int
    /// When it was suspended, if it is.
    public let suspendedAt: Timestamp?

    /// What keeps it shut on `date`, or nothing.
    public func refusal(on date: LocalDate) -> FulfilmentRefusal? {
        if suspendedAt != nil { return .suspended }
        if date < grant.validFrom { return .notYetValid }
        if date > grant.validUntil { return .expired }
        return usesMade >= grant.usesAllowed ? .usedUp : nil
    }
}

extension Connection {
    /// Takes in the grant of an issued decision. Doing it again with the same grant changes nothing; another grant
    /// under the same id is a conflict.
    public func open(_ grant: Grant) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let payload = String(decoding: try encoder.encode(grant), as: UTF8.self)
        if let row = try one("SELECT payload FROM data_grant WHERE id = \(grant.id)") {
            guard try row.text(at: 0) == payload else { throw StorageError.conflict("another grant \(grant.id)") }
            return
        }
        try run(
            """
            INSERT INTO data_grant (id, case_id, payload, uses_allowed, uses_made, suspended_ms)
            VALUES (\(grant.id), \(grant.caseID), \(payload), \(grant.usesAllowed), 0, NULL)
            """)
    }

    public func grant(_ id: GrantID) throws -> HeldGrant? {
        try one("SELECT payload, uses_made, suspended_ms FROM data_grant WHERE id = \(id)").map(HeldGrant.init)
    }

    /// The grants of a case, in the order they were made.
    public func grants(of caseID: CaseID) throws -> [HeldGrant] {
        try rows("SELECT payload, uses_made, suspended_ms FROM data_grant WHERE case_id = \(caseID) ORDER BY id")
            .map(HeldGrant.init)
    }

    /// Shuts a grant until it is resumed, as for an overdue report of use.
    public func suspend(_ id: GrantID, at moment: Timestamp) throws {
        try run("UPDATE data_grant SET suspended_ms = \(moment) WHERE id = \(id) AND suspended_ms IS NULL")
    }

    public func resume(_ id: GrantID) throws {
        try run("UPDATE data_grant SET suspended_ms = NULL WHERE id = \(id)")
    }

    /// Counts one use. The condition stands in the statement itself, so that of two at once only as many pass as there
    /// are uses left.
    func use(_ grant: Grant) throws {
        let changed = try run(
            """
            UPDATE data_grant SET uses_made = uses_made + 1
            WHERE id = \(grant.id) AND uses_made < uses_allowed AND suspended_ms IS NULL
            """)
        if changed == 1 { return }
        throw try self.grant(grant.id)?.suspendedAt == nil ? FulfilmentRefusal.usedUp : .suspended
    }
}

extension HeldGrant {
    fileprivate init(_ row: Row) throws {
        grant = try JSONDecoder().decode(Grant.self, from: Data(try row.text(at: 0).utf8))
        usesMade = try row.int(at: 1)
        suspendedAt = try row.optionalTimestamp(at: 2)
    }
}
