// Sealing all templates of fingers anew with the newest key, and seeing which keys are missing.

public import Basics
public import Casework
public import Storage

/// What sealing anew did.
public struct ResealReport: Hashable, Codable, Sendable {
    /// The id of the key that everything is sealed with now.
    public var key: String
    public var resealed = 0
    /// Templates whose key is not in the file; they stay as they are.
    public var keyMissing = 0
    /// Templates that do not open with their key.
    public var damaged = 0
}

extension Store {
    /// Seals everything anew that is not sealed with the newest key: in small transactions, beside a running server.
    /// What was broken off goes on when it is called again.
    public func resealFingers(
        with keyFile: FingerKeyFile, by actor: Actor, at moment: Timestamp
    ) async throws -> ResealReport {
        let keys = try keyFile.keys()
        guard let newest = keys.newest else { throw SecretFault("there are no keys to seal fingerprints with") }
        var report = ResealReport(key: newest)
        for key in try await read({ db in try db.sealingKeys() }) where key.id != newest {
            if keys.has(key.id) {
                try await reseal(keys, from: key.id, &report)
            } else {
                report.keyMissing += key.rows
            }
        }
        let done = report
        try await write { db in
            try db.append(
                [try LedgerEntry(type: "fingers-resealed", at: moment, actor: actor, payload: done)], to: "registry")
        }
        return report
    }

    private func reseal(_ keys: FingerKeys, from old: String, _ report: inout ResealReport) async throws {
        // Rows that were sealed anew are found no more; behind the damaged ones come those not seen yet.
        try await reseal(&report) { db, damaged in
            let found = try db.fingerTemplates(
                sealedWith: old, behind: damaged, limit: Limits.fingerprintsResealedAtOnce)
            return try keys.reseal(found, db.reseal(_:from:to:))
        }
        try await reseal(&report) { db, damaged in
            let found = try db.probes(sealedWith: old, behind: damaged, limit: Limits.fingerprintsResealedAtOnce)
            return try keys.reseal(found, db.reseal(_:from:to:))
        }
    }

    /// Calls `batch` in a transaction each until it finds nothing more. It is told how many rows could not be opened so
    /// far, and gives of each row whether it could.
    private func reseal(
        _ report: inout ResealReport, _ batch: @escaping @Sendable (any Connection, Int) throws -> [Bool]
    ) async throws {
        var damaged = 0
        while true {
            let passed = damaged
            let done = try await write { db in try batch(db, passed) }
            if done.isEmpty { break }
            report.resealed += done.count(where: \.self)
            damaged += done.count { !$0 }
        }
        report.damaged += damaged
    }

    /// The keys that something is sealed with and that are not in the file, with how much it is. None of it can be
    /// compared until they are there again.
    public func missingFingerKeys(_ keyFile: FingerKeyFile) async throws -> [(id: String, rows: Int)] {
        let used = try await read { db in try db.sealingKeys() }
        guard !used.isEmpty else { return [] }
        let keys = try keyFile.keys()
        return used.filter { !keys.has($0.id) }
    }
}

extension FingerKeys {
    /// Seals some rows anew; gives of each whether it could be opened.
    fileprivate func reseal<Place: SealedPlace>(
        _ found: [(place: Place, template: SealedTemplate)],
        _ put: (Place, _ old: SealedTemplate, _ new: SealedTemplate) throws -> Void
    ) throws -> [Bool] {
        try found.map { place, template in
            guard let bytes = try? open(template, about: place.about) else { return false }  // it is counted
            try put(place, template, try seal(bytes, about: place.about))
            return true
        }
    }
}

extension Connection {
    /// The keys that anything is sealed with, by id, with the number of templates.
    fileprivate func sealingKeys() throws -> [(id: String, rows: Int)] {
        var counts: [String: Int] = [:]
        for table: Query in ["finger_template", "finger_probe"] {
            try forEach("SELECT key_id, count(*) FROM \(table) GROUP BY key_id") { row in
                counts[try row.text(at: 0), default: 0] += try row.int(at: 1)
            }
        }
        return counts.sorted { $0.key < $1.key }.map { (id: $0.key, rows: $0.value) }
    }
}
