// Who may sign for an office, as rows.

public import Basics
public import Casework
public import Storage

/// How far an authority is.
public enum AuthorityStanding: String, CaseIterable, Sendable {
    /// Entered by one person; nobody signs under it before another one has confirmed it.
    case proposed
    case confirmed
    case refused
    /// It counted, and counts no more since that moment.
    case ended
}

/// An authority with whose it is and what became of it.
public struct AuthorityRecord: Sendable, Hashable {
    public let authority: SigningAuthority
    public let account: AccountID
    /// The holder's name as it is confirmed: another name on the account signs nothing.
    public let holder: String
    public let standing: AuthorityStanding
    public let proposedBy: ActorEnvelope.Who
    public let proposedAt: Timestamp
    /// Who changed the holder's account since: it waits for a second person's word again.
    public let reopenedBy: ActorEnvelope.Who?
    public let reopenedAt: Timestamp?
    /// Who confirmed or refused it.
    public let decidedBy: ActorEnvelope.Who?
    public let decidedAt: Timestamp?
    public let endedBy: ActorEnvelope.Who?
    public let endedAt: Timestamp?
    /// Why it was refused or ended; empty otherwise.
    public let reason: String

    /// Whose word another person's has to come to.
    public var lastHand: ActorEnvelope.Who { reopenedBy ?? proposedBy }
    public var lastHandAt: Timestamp { reopenedAt ?? proposedAt }
}

/// An authority with the names of its holder's account and office.
public struct AuthorityLine: Sendable, Hashable {
    public let record: AuthorityRecord
    public let username: String
    public let office: String
}

/// Which authorities a list shows.
public enum AuthorityFilter: String, CaseIterable, Sendable {
    /// Those under which somebody may sign today.
    case current
    /// Those that wait for a second person.
    case proposed
    /// Those that are confirmed and begin later.
    case coming
    /// Those that count no more, or never did.
    case past

    fileprivate func condition(_ today: LocalDate) -> Query {
        switch self {
        case .current:
            "s.standing = 'confirmed' AND s.from_day <= \(today) AND coalesce(s.until_day, '9999') >= \(today)"
        case .proposed: "s.standing = 'proposed'"
        case .coming: "s.standing = 'confirmed' AND s.from_day > \(today)"
        case .past: "(s.standing IN ('refused', 'ended') OR s.standing = 'confirmed' AND s.until_day < \(today))"
        }
    }
}

extension SortKey {
    /// The newest first: an id begins with its moment.
    public static let authorities = SortKey(.text("s.id"), descending: true)
}

extension Connection {
    /// An actor with what they may sign under at that moment. Only approvers ever need it.
    func empowered(_ actor: Actor, at now: Timestamp) throws -> Actor {
        try empowered(actor, at: now, locked: "")
    }

    /// The same, and whoever would end one of these or change the account waits until this body ends.
    func holdingAuthority(_ actor: Actor, at now: Timestamp) throws -> Actor {
        try empowered(actor, at: now, locked: dialect.lock)
    }

    private func empowered(_ actor: Actor, at now: Timestamp, locked: Query) throws -> Actor {
        guard actor.roles.contains(.approver), let account = actor.account else { return actor }
        var actor = actor
        actor.authorities = try rows(
            """
            SELECT \(columns) FROM account a JOIN signing_authority s ON s.account_id = a.id
            WHERE a.id = \(account) AND \(fits) AND \(AuthorityFilter.current.condition(now.date))\(locked)
            """
        ).map { try AuthorityRecord($0).authority }
        return actor
    }

    public func authority(_ id: AuthorityID) throws -> AuthorityLine? {
        try one("SELECT \(columns), \(names) FROM signing_authority s \(joined) WHERE s.id = \(id)")
            .map { try AuthorityLine($0) }
    }

    /// The authorities of an office, or of all, the newest first.
    /// - Parameter holder: only those of that account, when given.
    public func authorities(
        of office: OfficeCode?, _ filter: AuthorityFilter, holder: AccountID? = nil, today: LocalDate,
        at place: PagePlace = .first, size: Int = Limits.pageRows
    ) throws -> ListPage<AuthorityLine> {
        let inOffice: Query = office.map { "s.office = \($0) AND " } ?? ""
        let ofHolder: Query = holder.map { "s.account_id = \($0) AND " } ?? ""
        let list = SortedList(
            "\(columns), \(names)", from: "signing_authority s", joined: joined,
            where: ["\(inOffice)\(ofHolder)\(filter.condition(today))"], by: .authorities)
        let first = list.keyLength
        return try page(of: list, at: place, size: size) { row in try AuthorityLine(row, from: first) }
    }

    /// Whoever leads, led or will lead the office, the latest first, with those who were ended.
    func leaders(of office: OfficeCode) throws -> [AuthorityRecord] {
        try rows(
            """
            SELECT \(columns) FROM signing_authority s
            WHERE s.office = \(office) AND s.standing IN ('confirmed', 'ended') AND s.kind IN ('head', 'acting')
            ORDER BY s.from_day DESC, s.id DESC
            """
        ).map { try AuthorityRecord($0) }
    }

    /// The offices that have people who approve, and nobody who may sign in all of these services just now: among all,
    /// or that one alone.
    public func officesWithoutSigner(
        today: LocalDate, for services: Set<String>, among office: OfficeCode? = nil
    ) throws -> [OfficeCode] {
        let inOffice: Query = office.map { "a.office_code = \($0)" } ?? "a.office_code IS NOT NULL"
        var unsigned: [OfficeCode: Set<String>] = [:]
        for row in try rows(
            """
            SELECT a.office_code, s.services FROM account a
            LEFT JOIN signing_authority s
                ON s.account_id = a.id AND \(fits) AND \(AuthorityFilter.current.condition(today))
            WHERE \(inOffice) AND a.is_disabled = 0 AND \(holding(.approver))
            """)
        {
            let (office, covered) = (OfficeCode(try row.text(at: 0)), try row.optionalText(at: 1))
            let left = unsigned[office] ?? services
            unsigned[office] = covered.map { $0.isEmpty ? [] : left.subtracting($0.words) } ?? left
        }
        return unsigned.filter { !$0.value.isEmpty }.keys.sorted { $0.text < $1.text }
    }

    /// Has whoever else would say who leads that office wait until this body ends.
    func lockOffice(_ office: OfficeCode) throws {
        try lock("SELECT code FROM office WHERE code = \(office)")
    }

    /// Gives the row for the log to prove. The office is locked before: it comes ahead of the account, as elsewhere.
    func insert(_ record: AuthorityRecord) throws -> RecordedRow {
        let authority = record.authority
        return try recorded(
            """
            INSERT INTO signing_authority (id, account_id, holder, office, kind, title, principal, services, from_day,
                until_day, paper, paper_date, standing, proposed_by, proposed_ms)
            VALUES (\(authority.id), \(record.account), \(record.holder), \(authority.office),
                \(authority.kind.rawValue), \(authority.title), \(authority.principal),
                \(authority.services.joined(separator: " ")), \(authority.from), \(authority.until),
                \(authority.paper), \(authority.paperDate),
                \(record.standing.rawValue), \(record.proposedBy.text), \(record.proposedAt))
            RETURNING *
            """)
    }

    /// What a second person says of it.
    func decide(
        _ id: AuthorityID, _ standing: AuthorityStanding, reason: String?, by who: ActorEnvelope.Who,
        at now: Timestamp
    ) throws -> RecordedRow {
        try recorded(
            """
            UPDATE signing_authority SET standing = \(standing.rawValue), decided_by = \(who.text),
                decided_ms = \(now), reason = \(reason)
            WHERE id = \(id)
            RETURNING *
            """)
    }

    func end(_ id: AuthorityID, reason: String, by who: ActorEnvelope.Who, at now: Timestamp) throws -> RecordedRow {
        try recorded(
            """
            UPDATE signing_authority SET standing = 'ended', ended_by = \(who.text), ended_ms = \(now),
                reason = \(reason)
            WHERE id = \(id)
            RETURNING *
            """)
    }

    /// Whoever else changes the account of a holder would say who signs: a second person looks at what they may sign
    /// under again, and at the name that stands there now. The account is held.
    func reopenAuthorities(of account: AccountID, by actor: Actor, now: Timestamp) throws {
        let rows = try rows(
            """
            UPDATE signing_authority SET standing = 'proposed', decided_by = NULL, decided_ms = NULL,
                reopened_by = \(actor.envelope.who.text), reopened_ms = \(now),
                holder = (SELECT name FROM account WHERE id = \(account))
            WHERE account_id = \(account) AND standing IN ('proposed', 'confirmed')
                AND coalesce(until_day, '9999') >= \(now.date)
            RETURNING *
            """
        ).map { try RecordedRow(.authorities, $0) }
        if !rows.isEmpty { try record(rows, of: account.text, by: actor, at: now) }
    }

    /// What of an account an authority counts for: it is in use, works where the authority is for, approves there, and
    /// has the name that was confirmed.
    private var fits: Query {
        "a.is_disabled = 0 AND a.office_code = s.office AND a.name = s.holder AND \(holding(.approver))"
    }

    private func recorded(_ query: Query) throws -> RecordedRow {
        guard let row = try one(query) else { throw StorageError.conflict("an authority was not written") }
        return try RecordedRow(.authorities, row)
    }

    private var columns: Query {
        """
        s.id, s.account_id, s.office, s.kind, s.title, s.principal, s.services, s.from_day, s.until_day, s.paper,
        s.paper_date, s.standing, s.proposed_by, s.proposed_ms, s.decided_by, s.decided_ms, s.ended_by, s.ended_ms,
        s.reason, s.holder, s.reopened_by, s.reopened_ms
        """
    }

    private var names: Query { "a.username, o.name" }

    private var joined: Query {
        "JOIN account a ON a.id = s.account_id JOIN office o ON o.code = s.office"
    }
}

extension AuthorityLine {
    fileprivate init(_ row: Row, from first: Int = 0) throws {
        let names = first + AuthorityRecord.columnCount
        self.init(
            record: try AuthorityRecord(row, from: first), username: try row.text(at: names),
            office: try row.text(at: names + 1))
    }
}

extension String {
    /// The codes of a column that holds several.
    fileprivate var words: [String] { split(separator: " ").map(String.init) }
}

extension AuthorityRecord {
    fileprivate static let columnCount = 22

    /// Reads the columns of the queries above, which begin there.
    fileprivate init(_ row: Row, from first: Int = 0) throws {
        let id: AuthorityID = try row.id(at: first)
        guard let kind = SigningAuthority.Kind(rawValue: try row.text(at: first + 3)),
            let standing = AuthorityStanding(rawValue: try row.text(at: first + 11)),
            let proposer = ActorEnvelope.Who(try row.text(at: first + 12))
        else { throw StorageError.corrupt("the authority \(id) cannot be read") }
        self.init(
            authority: SigningAuthority(
                id: id, office: OfficeCode(try row.text(at: first + 2)), kind: kind,
                title: try row.text(at: first + 4), principal: try row.text(at: first + 5),
                services: try row.text(at: first + 6).words,
                from: try row.date(at: first + 7), until: try row.optionalDate(at: first + 8),
                paper: try row.text(at: first + 9), paperDate: try row.date(at: first + 10)),
            account: try row.id(at: first + 1), holder: try row.text(at: first + 19), standing: standing,
            proposedBy: proposer, proposedAt: try row.timestamp(at: first + 13),
            reopenedBy: try row.optionalText(at: first + 20).flatMap { ActorEnvelope.Who($0) },
            reopenedAt: try row.optionalInt64(at: first + 21).map(Timestamp.init(milliseconds:)),
            decidedBy: try row.optionalText(at: first + 14).flatMap { ActorEnvelope.Who($0) },
            decidedAt: try row.optionalInt64(at: first + 15).map(Timestamp.init(milliseconds:)),
            endedBy: try row.optionalText(at: first + 16).flatMap { ActorEnvelope.Who($0) },
            endedAt: try row.optionalInt64(at: first + 17).map(Timestamp.init(milliseconds:)),
            reason: try row.optionalText(at: first + 18) ?? "")
    }
}
