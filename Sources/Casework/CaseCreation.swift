// How a case began: who asks for what, opened by whom, by which texts it goes.

public import Basics

/// A text that a case goes by for ever: its name for people, and the SHA-256 under which the text itself is kept.
public struct PinnedText: Hashable, Codable, Sendable {
    public var name: String
    /// Hexadecimal digits.
    public var digest: String

    public init(name: String, digest: String) {
        self.name = name
        self.digest = digest
    }
}

/// What the first event of a case says.
public struct CaseCreation: Hashable, Codable, Sendable {
    /// The code of the service, and its file as it stood.
    public var service: CreatedService
    /// The procedure and the list of its files as they stood.
    public var procedure: PinnedText
    /// Who asks, as they stood that day.
    public var requester: Requester
    /// Who began the draft: the requester's own person, or a clerk for paper handed in at the desk.
    public var opener: Signatory
    /// The office at whose desk it was handed in on paper.
    public var desk: OfficeCode?
    /// What it follows from, such as the release whose data is to be handed on. (Roadmap, "Onward transfer".)
    public var link: CaseLink?

    public init(
        service: CreatedService, procedure: PinnedText, requester: Requester, opener: Signatory,
        desk: OfficeCode? = nil, link: CaseLink? = nil
    ) {
        self.service = service
        self.procedure = procedure
        self.requester = requester
        self.opener = opener
        self.desk = desk
        self.link = link
    }
}

/// The service a case was begun for.
public struct CreatedService: Hashable, Codable, Sendable {
    public var code: String
    /// SHA-256 of its file, in hexadecimal digits.
    public var digest: String

    public init(code: String, digest: String) {
        self.code = code
        self.digest = digest
    }
}

/// What a case can follow from.
public enum CaseLink: Hashable, Codable, Sendable {
    case dossier(id: CaseID)
    case release(id: ReleaseID)
    case paper(of: CaseID, n: Int)
}
