// Proposal and decision: what the officer puts before the approver, and what the approver signed.

public import Basics

/// What is to become of a request.
public enum DecisionKind: String, CaseIterable, Codable, Sendable {
    case approval, narrower, refusal

    /// The paper by which it is told.
    var paper: PaperKind { self == .refusal ? .refusal : .approvalDecision }
}

/// An officer's proposal. For an approval, `fields`, `rows` and `until` are the whole of what may be released.
public struct Proposal: Hashable, Codable, Sendable {
    public var kind: DecisionKind
    /// Field codes that may be released or matched.
    public var fields: [String]
    /// 1-based rows of the list of persons that are allowed; `nil` means all of them.
    public var rows: [Int]?
    /// How often a server may call, where persons are named by calls; `nil` where they are a list.
    public var calls: Int?
    /// As of which day and of which provinces people are counted, where tables are asked for.
    public var tables: TableScope?
    /// The last day of use.
    public var until: LocalDate?
    public var reason: String
    public var article: String
    public var officer: Signatory

    public init(
        kind: DecisionKind, fields: [String], rows: [Int]?, calls: Int? = nil, tables: TableScope? = nil,
        until: LocalDate?, reason: String, article: String, officer: Signatory
    ) {
        self.kind = kind
        self.fields = fields
        self.rows = rows
        self.calls = calls
        self.tables = tables
        self.until = until
        self.reason = reason
        self.article = article
        self.officer = officer
    }

    /// Whether it would grant nothing any more on that day, because its period of use is over.
    public func isOver(on day: LocalDate) -> Bool {
        kind != .refusal && (until.map { $0 < day } ?? false)
    }
}

/// A person as a paper names them on the day they signed; later changes of their account do not reach it.
public struct Signatory: Hashable, Codable, Sendable {
    public var account: AccountID?
    public var name: String
    public var position: Position
    /// What let them decide for the office that day; `nil` for whoever decides nothing.
    public var authority: SigningAuthority?
    /// On which day they decided so: a paper that follows from it may bear a later one.
    public var decidedOn: LocalDate?

    public init(account: AccountID?, name: String, position: Position) {
        self.account = account
        self.name = name
        self.position = position
    }

    /// Somebody who decides nothing, as a paper names them.
    public init(_ actor: Actor) {
        self.init(account: actor.account, name: actor.name, position: actor.position ?? Position(title: ""))
    }

    public init(_ actor: Actor, under authority: SigningAuthority, on day: LocalDate) {
        self.init(
            account: actor.account, name: actor.name, position: authority.position)
        (self.authority, decidedOn) = (authority, day)
    }

    /// Whether a paper would say the same of both: name, authority and title, however the case of the latter is typed.
    public func isAlike(_ other: Signatory) -> Bool {
        func post(_ signatory: Signatory) -> String {
            "\(signatory.position.authority) \(signatory.position.title)".trimmed.nfc.uppercased()
        }
        return name.nfc == other.name.nfc && post(self) == post(other)
    }
}

/// The competence under which a case is decided, and where it came from.
public struct Competence: Hashable, Codable, Sendable {
    /// `nil` while neither a rule nor a clerk has named an office that exists: the central manual queue.
    public var office: OfficeCode?
    /// The word of the decision table: `central`, `province`, …
    public var authority: String
    public var position: String
    /// The rule that matched, or empty when a clerk assigned the case by hand.
    public var rule: String
    public var article: String
    /// Why a clerk assigned it; empty when the table did.
    public var reason: String

    public init(
        office: OfficeCode?, authority: String, position: String, rule: String, article: String, reason: String = ""
    ) {
        self.office = office
        self.authority = authority
        self.position = position
        self.rule = rule
        self.article = article
        self.reason = reason
    }

    /// Whether a person chose the office: no rule covered the request, or its authority has no office.
    public var isManual: Bool { rule.isEmpty }
}

/// How long the agency has, and who says so.
public struct Term: Hashable, Codable, Sendable {
    public var workingDays: Int
    public var article: String

    public init(workingDays: Int, article: String) {
        self.workingDays = workingDays
        self.article = article
    }
}

/// What a clerk asked the requester to complete.
public struct SupplementRequest: Hashable, Codable, Sendable {
    /// One entry a thing that is missing or wrong.
    public var wanted: [String]
    public var reason: String
    /// The keys of the pages whose answers may be changed; none where only enclosures are wanted.
    public var pages: [String]
    /// The last day on which the answer is taken.
    public var until: LocalDate
    /// Days after `until` that the signing official has for an answer that came in time.
    public var vouchDays: Int
    public var askedOn: LocalDate
    public var askedBy: Signatory

    public init(
        wanted: [String], reason: String, pages: [String], until: LocalDate, vouchDays: Int, askedOn: LocalDate,
        askedBy: Signatory
    ) {
        self.wanted = wanted
        self.reason = reason
        self.pages = pages
        self.until = until
        self.vouchDays = vouchDays
        self.askedOn = askedOn
        self.askedBy = askedBy
    }
}
