// The papers of a dossier, as the case knows them; their text and drawing belong to the letters.

public import Basics

/// Whether a paper still holds.
public enum PaperStanding: Hashable, Codable, Sendable {
    case valid
    /// The paper of that number says in its stead what it said.
    case replaced(by: Int)
    /// The paper of that number took it back.
    case recalled(by: Int)
}

/// What binds the text of a paper to the log.
public struct PaperSeal: Hashable, Codable, Sendable {
    /// The code that stands on the paper, by which anybody can ask for it.
    public var code: String
    /// SHA-256 of its markup.
    public var text: Digest

    public init(code: String, text: Digest) {
        self.code = code
        self.text = text
    }
}

/// A paper that was issued: from then on it never changes.
public struct Paper: Hashable, Codable, Sendable {
    /// 1-based position in the dossier, as addresses name it.
    public var n: Int
    public var kind: PaperKind
    /// The number from the outgoing register of that office and year; `nil` for the requester's own document.
    public var number: Int?
    /// What follows the number, such as `QĐ-C06`.
    public var notation: String
    public var date: LocalDate
    public var office: OfficeCode?
    /// Who signed it; `nil` for what the system made by itself.
    public var signer: Signatory?
    /// What the log proves its text by; `nil` until it is composed, so never of a paper that is on disk.
    public var seal: PaperSeal?

    public init(
        n: Int, kind: PaperKind, number: Int?, notation: String, date: LocalDate, office: OfficeCode?,
        signer: Signatory?
    ) {
        self.n = n
        self.kind = kind
        self.number = number
        self.notation = notation
        self.date = date
        self.office = office
        self.signer = signer
    }

    /// `05/QĐ-C06`: numbers below ten get a leading zero (Decree 30/2020).
    public var reference: String? { number.map { "\(padded($0, to: 2))/\(notation)" } }
}
