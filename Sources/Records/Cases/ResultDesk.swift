// Handing a result to its recipient: the record of it first, the data after.

public import Basics
public import Casework
import Foundation
public import Registry
public import Storage

/// A result that has been opened: its opening is in the log already.
public struct OpenedResult: Sendable {
    public var release: Release
    public var grant: Grant
    public var rows: [AnswerRow]
    public var subjects: [Int: Subject]
}

/// The forms in which a result leaves.
public enum ResultFormat: String, Sendable {
    case page, csv, xml, pdf
}

extension Store {
    /// Opens the result of a case. That this account took it in this form is committed before anything is read; when it
    /// cannot be, nothing leaves. `nil` when the case has no result.
    public func openResult(
        of state: CaseState, as format: ResultFormat, by actor: Actor, limit: Int, at now: Timestamp
    ) async throws -> OpenedResult? {
        guard let id = state.release, let list = state.subjects else { return nil }
        try await write { db in
            let entry = try LedgerEntry(type: "opened", at: now, actor: actor, payload: ["format": format.rawValue])
            try db.append([entry], to: "release:\(id)")
        }
        return try await read { db in
            guard let release = try db.release(id), let grant = try db.grant(release.grant) else { return nil }
            let rows = try db.releaseRows(id, limit: limit)
            let subjects = try db.subjects(of: list.id, limit: Limits.subjectsMax)
            return OpenedResult(
                release: release, grant: grant, rows: rows,
                subjects: Dictionary(uniqueKeysWithValues: subjects.map { ($0.row, $0) }))
        }
    }
}
