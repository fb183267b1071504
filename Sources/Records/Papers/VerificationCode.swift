// The short code on every issued paper, by which anybody can ask whether it is genuine.

public import Basics
public import Casework
public import Storage

/// Ten characters that people can read out and type: 50 random bits, so that codes cannot be guessed.
public enum VerificationCode {
    static let length = 10
    private static let alphabet = Array("23456789ABCDEFGHJKLMNPQRSTUVWXYZ".utf8)

    /// `ABCDE-23456` out of `length` random bytes.
    static func make(_ random: [UInt8]) -> String {
        precondition(random.count == length, "a code needs \(length) random bytes")
        let letters = random.map { alphabet[Int($0 & 31)] }
        return String(decoding: letters, as: UTF8.self).grouped(by: 5, separator: "-")
    }

    /// The code as it is stored, out of what somebody typed: small letters, spaces and a missing hyphen do no harm.
    public static func read(_ text: String) -> String? {
        let letters = text.uppercased().utf8.filter { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: " ") }
        guard letters.count == length, letters.allSatisfy(alphabet.contains) else { return nil }
        return String(decoding: letters, as: UTF8.self).grouped(by: 5, separator: "-")
    }
}

/// What anybody may know of an issued paper.
public struct VerifiedPaper: Sendable {
    public var paper: Paper
    public var standing: PaperStanding
    /// What the procedure of the case calls it.
    public var name: BilingualText
    public var caseCode: String
    public var requester: Requester
    public var office: Office?
    /// What is printed on it.
    public var head: PrintedHead
    /// Whether it is drawn: until then nobody can hold it.
    public var isDrawn: Bool
}

extension Procedures {
    /// The paper with that code, as it was issued; `nil` when there is none.
    public func paper(verificationCode code: String, _ db: any Connection) throws -> VerifiedPaper? {
        guard let row = try db.one("SELECT case_id, n FROM paper WHERE verification_code = \(code)") else { return nil }
        let n = try row.int(at: 1)
        guard let state = try db.caseState(try row.id(at: 0)), let paper = state.paper(n) else {
            throw StorageError.corrupt("a paper without its case")
        }
        let papers = try texts(of: state, db).procedure.papers
        return VerifiedPaper(
            paper: paper, standing: state.standing(of: n), name: papers.name(of: paper.kind, in: state),
            caseCode: state.code ?? "", requester: state.requester,
            office: try paper.office.flatMap { try db.office($0) },
            head: try db.printedHead(of: paper, in: state.id),
            isDrawn: try db.drawnPaper(state.id, n: n) != nil)
    }
}
