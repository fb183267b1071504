// Whether a file is one of ours: a paper or a result, as it was made.

public import Basics
public import Casework
public import Registry
public import Storage

/// What may be told to anybody who holds the file: what stands on it, and whether it still holds.
public enum FileProof: Sendable {
    /// The very file of a paper of ours. Whether it still holds, its standing says.
    case paper(IssuedPaper)
    /// The very file of a result of ours.
    case result(IssuedResult)
    /// It bears the code of that paper, and is not its file.
    case altered(IssuedPaper)
    /// It names that release, and is not a file that was made of it.
    case alteredResult(IssuedResult)
    /// Nothing in it is ours.
    case foreign
}

/// A paper as the log knows it.
public struct IssuedPaper: Sendable {
    public var paper: Paper
    public var standing: PaperStanding
    /// What is printed on it.
    public var head: PrintedHead
    /// The place of its issue in the log.
    public var position: Int64
    public var code: String
}

/// A release whose data left in that file.
public struct IssuedResult: Sendable {
    public var id: ReleaseID
    public var at: Timestamp
    /// The form of the file; `nil` where the file is not one of ours.
    public var format: ResultFormat?
    /// The dossier's code; `nil` where no dossier was needed.
    public var caseCode: String?
    /// What allowed it.
    public var basis: GrantBasis
    /// Whether what it allowed may still be had.
    public var standing: GrantStanding
    /// The persons answered about.
    public var rows: Int
}

extension Connection {
    /// What these bytes are, by their digest in the log, and else by the code or release they name.
    public func proof(of file: [UInt8]) throws -> FileProof {
        let digest = Digest(of: file)
        if let (id, n) = try paper(withBytes: digest) {
            // The table found it; the log has to say the same.
            guard try drawnPaper(id, n: n)?.digest == digest else {
                throw StorageError.corrupt("paper \(n) of case \(id) is not the one that was drawn")
            }
            return .paper(try issuedPaper(id, n: n))
        }
        if let made = try result(withBytes: digest) { return .result(made) }
        return try named(in: file)
    }

    private func result(withBytes digest: Digest) throws -> IssuedResult? {
        guard let row = try one("SELECT release_id, format FROM result_file WHERE digest = \(digest)") else {
            return nil
        }
        let (id, format): (ReleaseID, String) = (try row.id(at: 0), try row.text(at: 1))
        guard try madeResults(id).contains(MadeResult(format: format, digest: digest)) else {
            throw StorageError.corrupt("a file of release \(id) that the log does not know")
        }
        return try issuedResult(id, ResultFormat(rawValue: format))
    }

    /// A file that was changed still says what it claims to be, unless that was taken out too.
    private func named(in file: [UInt8]) throws -> FileProof {
        let marks = FileMarks(file)
        for code in marks.codes {
            guard let row = try one("SELECT case_id, n FROM paper WHERE verification_code = \(code)") else { continue }
            return .altered(try issuedPaper(try row.id(at: 0), n: try row.int(at: 1)))
        }
        for id in marks.releases {
            if let made = try issuedResult(id, nil) { return .alteredResult(made) }
        }
        return .foreign
    }

    private func issuedPaper(_ id: CaseID, n: Int) throws -> IssuedPaper {
        let events = try caseEvents(id)
        let issue = events.first { if case .paperIssued(let paper) = $0.event { paper.n == n } else { false } }
        guard let issue, case .paperIssued(let paper) = issue.event, let seal = paper.seal,
            let state = CaseState(id: id, events: events.map { ($0.event, $0.at) })
        else { throw StorageError.corrupt("paper \(n) of case \(id) is not as the log knows it") }
        return IssuedPaper(
            paper: paper, standing: state.standing(of: n), head: try printedHead(of: paper, in: id),
            position: issue.position, code: seal.code)
    }

    private func issuedResult(_ id: ReleaseID, _ format: ResultFormat?) throws -> IssuedResult? {
        guard let release = try release(id), let grant = try grant(release.grant) else { return nil }
        let state = try release.caseID.flatMap { try caseState($0) }
        return IssuedResult(
            id: id, at: release.at, format: format, caseCode: state?.code, basis: grant.basis,
            standing: state?.grantStanding ?? .open, rows: release.rows)
    }
}
