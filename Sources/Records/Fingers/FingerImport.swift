// `fingerprint import`: fingers of people who are in the registry, by number. An import is an entry of the log.

public import Basics
public import Casework
import Registry
public import Storage

extension Store {
    /// Enrols fingers, in one transaction, once all files were read. Unless `keepGood`, one bad file refuses all. An
    /// impression that is there already is replaced; files are `NUMBER.iso`, or `NUMBER-2.iso` and `NUMBER-3.iso` for
    /// more impressions of the finger that the template says it is of.
    public func importFingers(
        _ files: FingerFiles, keepGood: Bool, sealedBy keyFile: FingerKeyFile, by actor: Actor, at moment: Timestamp
    ) async throws -> (report: PopulationReport, problems: [FingerFileProblem]) {
        let checked = try FingerCheck(files)
        return try await write { db in
            var run = FingerEnrolment(
                db, try keyFile.sealing(isFirst: try !db.hasSealedFingers()), checked.faults, at: moment)
            for some in checked.candidates.pieces(of: Batches.lookedUp) { try run.take(some) }
            guard run.faults.count == 0 || keepGood else {
                throw FingerImportRefusal(problems: run.faults.first, badFiles: run.faults.count)
            }
            let payload = Enrolled(digest: checked.digest.hex, report: run.report)
            try db.append(
                [try LedgerEntry(type: "fingers-imported", at: moment, actor: actor, payload: payload)],
                to: "registry")
            return (run.report, run.faults.first)
        }
    }
}

private struct Enrolled: Encodable {
    /// SHA-256 over the names of the files and the digests of what is in them.
    let digest: String
    let report: PopulationReport
}

/// Puts the good files of an import where they belong.
private struct FingerEnrolment {
    private let db: any Connection
    private let keys: FingerKeys
    private let moment: Timestamp
    private(set) var faults: FingerFaults
    private var done = PopulationReport()

    init(_ db: any Connection, _ keys: FingerKeys, _ faults: FingerFaults, at moment: Timestamp) {
        (self.db, self.keys, self.faults, self.moment) = (db, keys, faults, moment)
    }

    var report: PopulationReport {
        var report = done
        report.refused = faults.count
        return report
    }

    mutating func take(_ files: ArraySlice<FingerCandidate>) throws {
        let known = try db.known(files.map(\.place.person))
        let held = try db.fingerTemplates(of: Array(known))
        let old = Dictionary(uniqueKeysWithValues: held.map { ($0.place, $0.template) })
        for file in files {
            guard known.contains(file.place.person) else {
                faults.note(FingerFileProblem(name: file.name, reason: "nobody in the registry has this number"))
                continue
            }
            try enrol(file, over: old[file.place])
        }
    }

    private mutating func enrol(_ file: FingerCandidate, over old: SealedTemplate?) throws {
        let about = file.place.about
        // What cannot be opened any more is replaced like what differs.
        if let old, (try? keys.open(old, about: about)) == file.bytes {
            done.unchanged += 1
            return
        }
        try db.keep(try keys.seal(file.bytes, about: about), at: file.place, on: moment)
        if old == nil { done.added += 1 } else { done.changed += 1 }
    }
}
