// What a grant rests on: a signed decision, or the law itself.

public import Basics

/// Why somebody may have what a grant allows.
public enum GrantBasis: Hashable, Sendable {
    case decision(GrantDecision)
    /// The law gives it without a decision, as to everybody their own record; the article is quoted as files of the
    /// operator have it.
    case law(article: String)
}

/// The decision that a grant is the operative part of.
public struct GrantDecision: Hashable, Codable, Sendable {
    public let caseID: CaseID
    public let number: String
    public let date: LocalDate

    public init(caseID: CaseID, number: String, date: LocalDate) {
        self.caseID = caseID
        self.number = number
        self.date = date
    }
}

/// Stored as `{"kind":"decision","decision":{…}}` and `{"kind":"law","article":"…"}`.
extension GrantBasis: Codable {
    private enum Kind: String, Codable { case decision, law }
    private enum CodingKeys: String, CodingKey { case kind, decision, article }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        switch try values.decode(Kind.self, forKey: .kind) {
        case .decision: self = .decision(try values.decode(GrantDecision.self, forKey: .decision))
        case .law: self = .law(article: try values.decode(String.self, forKey: .article))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .decision(let decision):
            try values.encode(Kind.decision, forKey: .kind)
            try values.encode(decision, forKey: .decision)
        case .law(let article):
            try values.encode(Kind.law, forKey: .kind)
            try values.encode(article, forKey: .article)
        }
    }
}
