// Keeping the fingerprints that come with a request, sealed.

public import Basics
public import Casework
import Registry
import Storage

import struct Forms.Problem

extension CaseDesk {
    /// Keeps uploaded templates for the list that is to name them. What it does not name goes when the request is
    /// filed.
    public func keep(
        _ uploads: FingerUploads, of id: CaseID, by actor: Actor, at now: Timestamp
    ) async throws {
        guard !uploads.templates.isEmpty else { return }
        do {
            _ = try await change(id, by: actor, at: now) { context, db in
                let state = context.state
                try requireEditing(state, page: "subjects", by: actor)
                let share = state.stage == .draft ? 1 : Limits.supplementQuotaShare
                let uses: [QuotaKind: Int] = [.saves: 1, .bytes: uploads.byteCount]
                try quotas.spend(uses, of: state.requester.reference, share: share, at: now, db)
                // A list that is put right has its old files and its new ones for a while.
                guard try db.probeCount(of: id) + uploads.templates.count <= 2 * Limits.fingerprintsOfCaseMax else {
                    let parameters = ["files": String(Limits.fingerprintsOfCaseMax)]
                    throw Rejection.invalid([
                        Problem("fingerprint_files", code: "problem.zip-too-many-files", parameters)
                    ])
                }
                let keys = try fingers.sealing(isFirst: try !db.hasSealedFingers())
                for (name, bytes) in uploads.templates.sorted(by: { $0.key < $1.key }) {
                    let place = ProbePlace(caseID: id, digest: Digest(of: bytes))
                    try db.keep(try keys.seal(bytes, about: place.about), at: place, named: name, on: now)
                }
                return nil
            }
        } catch let fault as SecretFault {
            throw StorageError.unavailable(fault.description)
        }
    }

    /// The digests of the newest templates of a case, by the keys of their names.
    public func fingerNames(of id: CaseID) async throws -> [String: Digest] {
        try await store.read { db in try db.probeNames(of: id) }
    }
}

extension Connection {
    /// Whether anything is sealed, with whatever key.
    func hasSealedFingers() throws -> Bool {
        try one("SELECT 1 FROM finger_template LIMIT 1") != nil || one("SELECT 1 FROM finger_probe LIMIT 1") != nil
    }

    /// Takes away the templates that a list named which is erased, unless the one in its place names them too.
    func dropFingers(of caseID: CaseID, namedBy old: SubjectListID, butNotBy new: [Subject]) throws {
        let uploaded = try probeDigests(of: caseID)
        // A list of any length is read for this: not where nothing was uploaded.
        guard !uploaded.isEmpty else { return }
        let kept = new.compactMap(\.fingerprint?.digest)
        try dropProbes(uploaded.intersection(try fingers(namedBy: old)).subtracting(kept), of: caseID)
    }

    /// Takes away what was uploaded for a request and is named by no row of its list.
    func dropUnnamedFingers(of state: CaseState) throws {
        let uploaded = try probeDigests(of: state.id)
        guard !uploaded.isEmpty, let list = state.subjects else { return }
        try dropProbes(uploaded.subtracting(try fingers(namedBy: list.id)), of: state.id)
    }

    /// Whether all that a list names of fingers is there.
    func hasFingers(_ named: Set<Digest>, of caseID: CaseID) throws -> Bool {
        try named.isEmpty || named.isSubset(of: try probeDigests(of: caseID))
    }

    private func fingers(namedBy list: SubjectListID) throws -> Set<Digest> {
        var digests: Set<Digest> = []
        try forEachSubject(of: list) { subject in
            if let digest = subject.fingerprint?.digest { digests.insert(digest) }
        }
        return digests
    }

    /// What a list says of fingers has to be there: it is what the registry's are compared with.
    func requireFingers(of list: [Subject], in caseID: CaseID) throws {
        guard try hasFingers(Set(list.compactMap(\.fingerprint?.digest)), of: caseID) else {
            throw Rejection.invalid([Problem("fingerprint_files", .fingerprintMissing, ["name": ""])])
        }
    }
}
