// The list of communes, as it stands and as it stood.

public import Basics
public import Casework
public import Registry
public import Storage

/// What a new list of communes changed.
public struct CommuneReport: Hashable, Codable, Sendable {
    public var added = 0
    /// Those that have another name, kind or province.
    public var changed = 0
    /// Those that are in the new list no more.
    public var ended = 0
    public var unchanged = 0
}

extension Store {
    /// Takes over a list of communes in the place of the one before, whose states are kept.
    public func importCommunes(
        _ list: Communes, from file: Digest, by actor: Actor, at moment: Timestamp
    ) async throws -> CommuneReport {
        try await write { db in
            try db.waitForTurn()
            let report = try db.replaceCommunes(by: list, at: moment)
            let payload = UnitsImported(digest: file.hex, report: report)
            try db.append(
                [try LedgerEntry(type: "units-imported", at: moment, actor: actor, payload: payload)], to: "registry")
            return report
        }
    }
}

extension Connection {
    /// The communes of today; `nil` while no list was imported.
    public func communes() throws -> Communes? {
        let all = try rows("SELECT code, name, kind, province FROM commune WHERE unlisted_ms IS NULL").map { row in
            guard let kind = Commune.Kind(rawValue: try row.text(at: 2)) else {
                throw StorageError.corrupt("column kind of commune holds something else")
            }
            return Commune(
                code: try row.text(at: 0), name: try row.text(at: 1), kind: kind, province: try row.text(at: 3))
        }
        return all.isEmpty ? nil : Communes(all)
    }

    /// Whether a commune of that code lies in that province today; `nil` while no list was imported.
    func isCommune(_ code: String, in province: String?) throws -> Bool? {
        let found = try one("SELECT province FROM commune WHERE code = \(code) AND unlisted_ms IS NULL")
        if let found { return try found.text(at: 0) == province }
        return try one("SELECT 1 FROM commune WHERE unlisted_ms IS NULL LIMIT 1") == nil ? nil : false
    }

    fileprivate func replaceCommunes(by list: Communes, at moment: Timestamp) throws -> CommuneReport {
        let before = try communes()
        var report = CommuneReport()
        var new: [Commune] = []
        for commune in list.all {
            switch before?[commune.code] {
            case commune?: report.unchanged += 1
            case nil:
                report.added += 1
                new.append(commune)
            case .some:
                report.changed += 1
                new.append(commune)
            }
        }
        let gone = (before?.all ?? []).filter { list[$0.code] == nil }
        report.ended = gone.count
        for some in (gone + new).pieces(of: Batches.lookedUp) {
            try run(
                """
                UPDATE commune SET unlisted_ms = \(moment)
                WHERE unlisted_ms IS NULL AND code IN (\(list: some.map(\.code)))
                """)
        }
        try insert(
            new.map { commune in
                [
                    .text(commune.code), moment.sqlValue, .text(commune.name), .text(commune.kind.rawValue),
                    .text(commune.province),
                ]
            }, into: "commune", "code, listed_ms, name, kind, province")
        return report
    }
}

private struct UnitsImported: Encodable {
    let digest: String
    let report: CommuneReport
}
