// An authority as somebody enters it.

public import Basics
public import Casework

/// What a person enters of an authority to sign.
public struct AuthorityDraft: Sendable, Hashable {
    public var account: AccountID
    public var kind: SigningAuthority.Kind
    /// The title that the block prints; the holder's own where it is empty and not that of the position.
    public var title: String
    /// The title of the one they sign for; not looked at where the kind names nobody.
    public var principal: String
    /// By code; none means all.
    public var services: [String]
    public var from: LocalDate
    public var until: LocalDate?
    public var paper: String
    public var paperDate: LocalDate

    public init(
        account: AccountID, kind: SigningAuthority.Kind, title: String, principal: String = "",
        services: [String] = [], from: LocalDate, until: LocalDate? = nil, paper: String, paperDate: LocalDate
    ) {
        self.account = account
        self.kind = kind
        self.title = title
        self.principal = principal
        self.services = services
        self.from = from
        self.until = until
        self.paper = paper
        self.paperDate = paperDate
    }

    /// What is wrong with it by itself.
    func problems(today: LocalDate, services known: Set<String>) -> [AuthorityProblem] {
        var problems: [AuthorityProblem] = []
        let lines: [(AuthorityField, String, Bool)] = [
            (.title, title, true), (.principal, principal, kind.namesPrincipal), (.paper, paper, true),
        ]
        for (field, text, isNeeded) in lines where isNeeded {
            if text.trimmed.isEmpty { problems.append(.missing(field)) }
            if field != .paper, hasPrefix(text, field) { problems.append(.prefixed(field)) }
            if text.count > Limits.positionCharactersMax { problems.append(.tooLong(field)) }
            if !text.isOneLine { problems.append(.textNotUsable(field)) }
        }
        if !services.allSatisfy(known.contains) { problems.append(.unknownService) }
        if services.isEmpty, kind.needsScope { problems.append(.missing(.services)) }
        if let until {
            if until < from { problems.append(.endsBeforeItBegins) }
            if until < today { problems.append(.isOver) }
        } else if kind.needsEnd {
            problems.append(.missing(.until))
        }
        // What it rests on is there before it counts.
        if paperDate > from { problems.append(.paperTooLate) }
        return problems
    }

    /// Whether what the kind says stands in a title once more: the block would read `KT. KT. GIÁM ĐỐC`. Somebody may
    /// sign for an acting head, and an acting head of a unit for the head: `TL. GIÁM ĐỐC / Q. TRƯỞNG PHÒNG`.
    private func hasPrefix(_ title: String, _ field: AuthorityField) -> Bool {
        let acting = SigningAuthority.Kind.acting
        let start = title.trimmed.uppercased()
        return SigningAuthority.Kind.allCases.contains { one in
            let isAllowed = one == .head || one == acting && !(kind.isLeading && field == .title)
            return !isAllowed && start.hasPrefix(one.prefix)
        }
    }

    /// As it is kept.
    func authority(id: AuthorityID, at office: OfficeCode) -> SigningAuthority {
        SigningAuthority(
            id: id, office: office, kind: kind, title: title.nfc.trimmed,
            principal: kind.namesPrincipal ? principal.nfc.trimmed : "", services: services.sorted(), from: from,
            until: until, paper: paper.nfc.trimmed, paperDate: paperDate)
    }
}

/// The fields of an authority that can be wrong by themselves. The raw values are the names of the form's.
public enum AuthorityField: String, Sendable {
    case title, principal, services, paper, until
}

/// Why an authority is not taken, confirmed or ended. Codes; the words for people are elsewhere.
public enum AuthorityProblem: Error, Hashable, Sendable {
    case missing(AuthorityField)
    case tooLong(AuthorityField)
    case textNotUsable(AuthorityField)
    /// It begins with what the kind says already.
    case prefixed(AuthorityField)
    case unknownService
    case endsBeforeItBegins
    /// Its last day is past.
    case isOver
    /// The paper is younger than what rests on it.
    case paperTooLate
    /// The account is no approver of that office, or is out of use.
    case noApprover
    /// Another leads the office on some of these days, until the day given; without one for good.
    case alreadyLed(until: LocalDate?)
    /// Nobody enters, confirms or refuses what is for themselves.
    case own
    /// Whoever entered it does not confirm it.
    case sameHand
    /// Both hands are names typed at the machine.
    case noAccount
    /// The account of whoever would confirm is younger than the entry.
    case newAccount
    /// They may not do so at this office, or not for this kind.
    case notTheirs
    /// Somebody was faster, or there is none.
    case overtaken
}

/// All that is wrong with what was entered.
public struct AuthorityProblems: Error, Hashable, Sendable {
    public let all: [AuthorityProblem]

    init(_ all: [AuthorityProblem]) { self.all = all }
}
