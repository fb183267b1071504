// Comparing the fingers of a block of persons: what leaves here is a verdict, never a score.

import Basics
import Fingerprints
import Registry
import Storage

/// Compares the uploaded fingers of persons of one request with those that the registry holds of them.
struct FingerVerdicts {
    private let keys: FingerKeys
    private var held: [PersonalID: [(place: FingerPlace, template: SealedTemplate)]]
    private let probes: [Digest: SealedTemplate]
    /// Those that an earlier request was answered by: no finger is placed twice alike.
    private let used: Set<Digest>
    private let caseID: CaseID

    /// Reads what is needed of both sides, which stays sealed until its turn comes.
    init(of subjects: [Subject], under grant: Grant, opening keys: FingerKeys, _ db: some Connection) throws {
        guard let caseID = grant.caseID else { throw StorageError.conflict("fingers come with a request") }
        self.keys = keys
        self.caseID = caseID
        held = Dictionary(grouping: try db.fingerTemplates(of: subjects.map(\.personalID)), by: \.place.person)
        let digests = subjects.compactMap(\.fingerprint?.digest)
        probes = try db.probes(of: caseID, digests)
        used = try db.probes(digests, comparedBefore: grant)
    }

    /// What comparing the claimed finger of a person comes to. A template that cannot be opened never makes a person
    /// another one: nothing can be said then.
    func verdict(on subject: Subject) -> Verdict {
        guard let claim = subject.fingerprint else { return .noData(.noClaim) }
        guard let impressions = held[subject.personalID], !impressions.isEmpty else { return .noData(.noValue) }
        if used.contains(claim.digest) { return .notComparable(.replay) }
        guard let sealed = probes[claim.digest] else { return .notComparable(.templateDamaged) }
        do throws(SealFault) {
            let probe = try open(sealed, about: ProbePlace(caseID: caseID, digest: claim.digest).about)
            switch Self.finger(of: probe, among: Set(impressions.map(\.place.finger))) {
            case .failure(let none): return none.verdict
            case .success(let finger):
                let templates = try impressions.filter { $0.place.finger == finger }
                    .map { place, template throws(SealFault) in try open(template, about: place.about) }
                return Verdict(EnrolledFinger(templates).compare(with: probe).verdict)
            }
        } catch {
            return .notComparable(error == .keyMissing ? .keyMissing : .templateDamaged)
        }
    }

    private func open(_ sealed: SealedTemplate, about: String) throws(SealFault) -> FingerprintTemplate {
        let bytes = try keys.open(sealed, about: about)
        do {
            return try FingerprintTemplate(iso: bytes)
        } catch {
            throw .damaged
        }
    }

    private struct NoFinger: Error {
        let verdict: Verdict
    }

    /// Which finger a probe is compared with: one alone, since each further one would be one more try. It is the finger
    /// that the probe says it is. One that does not say is compared where only one finger is held; one that is of no
    /// known finger is what any probe may be of.
    private static func finger(of probe: FingerprintTemplate, among held: Set<Int>) -> Result<Int, NoFinger> {
        let stated = probe.views.first?.finger ?? 0
        if stated != 0, held.contains(stated) { return .success(stated) }
        if stated != 0 { return held.contains(0) ? .success(0) : .failure(NoFinger(verdict: .noData(.noValue))) }
        if let only = held.first, held.count == 1 { return .success(only) }
        return .failure(NoFinger(verdict: .notComparable(.fingerNotStated)))
    }
}

extension Verdict {
    fileprivate init(_ fingers: FingerprintVerdict) {
        switch fingers {
        case .matches: self = .matches
        case .differs: self = .differs
        case .notComparable(.replay): self = .notComparable(.replay)
        case .notComparable(.tooFewMinutiae): self = .notComparable(.tooFewMinutiae)
        }
    }
}
