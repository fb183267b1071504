// Reading the files of an import of fingers: each is checked by itself, before the database is asked.

import Basics
import Fingerprints
import Registry

/// Reads and checks all files of an import by themselves.
struct FingerCheck {
    private(set) var candidates: [FingerCandidate] = []
    private(set) var faults = FingerFaults()
    /// Over the names of the files and the digests of what is in them.
    let digest: Digest

    init(_ files: FingerFiles) throws {
        let sum = DigestSum()
        var (places, bytesLeft): ([FingerPlace: String], Int) = ([:], Limits.fingerprintImportBytesMax)
        guard files.names.count <= Limits.fingerprintsImportedMax else {
            throw FingerCheck.tooMuch(
                "\(files.names.count) files, of at most \(Limits.fingerprintsImportedMax) at once")
        }
        for name in files.names {
            let bytes = try files.load(name)
            bytesLeft -= bytes.count
            guard bytesLeft >= 0 else {
                throw FingerCheck.tooMuch("more than \(Limits.fingerprintImportBytesMax) bytes at once")
            }
            sum.add(Array("\(name)\t\(Digest(of: bytes).hex)\n".utf8))
            do {
                let candidate = try FingerCandidate(name, bytes)
                if let other = places[candidate.place] {
                    faults.note(FingerFileProblem(name: name, reason: "the same impression as \(other)"))
                } else {
                    places[candidate.place] = name
                    candidates.append(candidate)
                }
            } catch {
                faults.note(error)
            }
        }
        digest = sum.digest
    }

    private static func tooMuch(_ reason: String) -> FingerImportRefusal {
        FingerImportRefusal(problems: [FingerFileProblem(name: "import", reason: reason)], badFiles: 0)
    }
}

/// The bad files of an import.
struct FingerFaults {
    /// At most `Limits.rowProblemsMax`.
    private(set) var first: [FingerFileProblem] = []
    private(set) var count = 0

    mutating func note(_ problem: FingerFileProblem) {
        count += 1
        if first.count < Limits.rowProblemsMax { first.append(problem) }
    }
}

/// A file that can be enrolled, and its place.
struct FingerCandidate {
    let name: String
    let place: FingerPlace
    let bytes: [UInt8]
}

extension FingerCandidate {
    fileprivate init(_ name: String, _ bytes: [UInt8]) throws(FingerFileProblem) {
        func problem(_ reason: String) -> FingerFileProblem { FingerFileProblem(name: name, reason: reason) }
        let stem = FingerprintClaim.isFileName(name) ? name.dropLast(4) : ""
        let parts = stem.split(separator: "-", omittingEmptySubsequences: false)
        let impression = parts.count == 2 ? Int(parts[1]) : 1
        guard (1...2).contains(parts.count), parts[0].utf8.count == 12, let person = PersonalID(parts[0]),
            let impression, FingerPlace.impressions.contains(impression)
        else { throw problem("the name is not NUMBER.iso, nor NUMBER-1.iso to NUMBER-3.iso") }
        let template: FingerprintTemplate
        do {
            template = try FingerprintTemplate(iso: bytes)
        } catch {
            throw problem("no template of ISO/IEC 19794-2:2005: \(error)")
        }
        guard template.views.count == 1, let view = template.views.first else {
            throw problem("more than one view: give each impression as a file of its own")
        }
        guard FingerPlace.fingers.contains(view.finger) else { throw problem("there is no finger \(view.finger)") }
        let minutiae = PreparedTemplate(view).minutiaCount
        guard minutiae >= EnrolledFinger.enrolledMinutiaeMin else {
            let needed = EnrolledFinger.enrolledMinutiaeMin
            throw problem("\(minutiae) minutiae, of \(needed) that are needed: place the finger again")
        }
        self.init(
            name: name, place: FingerPlace(person: person, finger: view.finger, impression: impression), bytes: bytes)
    }
}

/// Why a file is not enrolled. The reason is plain English for the operator's terminal.
public struct FingerFileProblem: Error, Hashable, Sendable, CustomStringConvertible {
    public let name: String
    public let reason: String

    public var description: String { "\(name): \(reason)" }
}

/// Why an import was refused as a whole.
public struct FingerImportRefusal: Error, Hashable, Sendable {
    /// At most `Limits.rowProblemsMax`.
    public let problems: [FingerFileProblem]
    public let badFiles: Int
}
