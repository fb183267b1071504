// What lets a person sign for an office (thẩm quyền ký).

public import Basics

/// A position that a person holds, or stands in for, from one day to another, and the paper that this rests on (Decree
/// 30/2020/NĐ-CP, Art. 13). Whoever decides for an office does so under one of these, in force on that very day.
public struct SigningAuthority: Hashable, Codable, Sendable {
    /// In whose name the holder signs. The raw values stand in the log for ever.
    public enum Kind: String, CaseIterable, Codable, Sendable {
        /// They hold the position themselves.
        case head
        /// They lead the office until a head is appointed: `Q. GIÁM ĐỐC`.
        case acting
        /// A deputy for the head, in the fields assigned to them: `KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC`.
        case deputy
        /// The head of a unit by order of the head: `TL. GIÁM ĐỐC / TRƯỞNG PHÒNG`.
        case order
        /// By written authorisation, always for a limited time, and never passed on: `TUQ. GIÁM ĐỐC / …`.
        case mandate

        /// What stands before the title (Decree 30/2020, box 7a); empty for the head.
        public var prefix: String {
            switch self {
            case .head: ""
            case .acting: "Q."
            case .deputy: "KT."
            case .order: "TL."
            case .mandate: "TUQ."
            }
        }

        /// Whether the block names the one they sign for above their own title.
        public var namesPrincipal: Bool { [.deputy, .order, .mandate].contains(self) }
        /// Whether it must say its last day.
        public var needsEnd: Bool { self == .mandate }
        /// Whether it must say in what: written authorisation is limited in its content as well (Art. 13(3)).
        public var needsScope: Bool { self == .mandate }
        /// Whether an office has at most one of them on any day.
        public var isLeading: Bool { !namesPrincipal }
    }

    public var id: AuthorityID
    public var office: OfficeCode
    public var kind: Kind
    /// The title that the block prints: the holder's own; for the head and an acting head that of the position.
    public var title: String
    /// The title of the one they sign for; empty for the head and an acting head.
    public var principal: String
    /// The services that it covers, by code; none means all.
    public var services: [String]
    /// First and last day on which it counts; without a last one it counts until it is ended.
    public var from: LocalDate
    public var until: LocalDate?
    /// The decision, assignment of work or authorisation that it rests on, as it is cited: `Quyết định số 12/QĐ-CAT`.
    public var paper: String
    public var paperDate: LocalDate

    public init(
        id: AuthorityID, office: OfficeCode, kind: Kind, title: String, principal: String, services: [String],
        from: LocalDate, until: LocalDate?, paper: String, paperDate: LocalDate
    ) {
        self.id = id
        self.office = office
        self.kind = kind
        self.title = title
        self.principal = principal
        self.services = services
        self.from = from
        self.until = until
        self.paper = paper
        self.paperDate = paperDate
    }

    public func isInForce(on day: LocalDate) -> Bool { from <= day && (until.map { day <= $0 } ?? true) }

    public func covers(_ service: String) -> Bool { services.isEmpty || services.contains(service) }

    /// Whether both count on some day.
    public func overlaps(_ other: SigningAuthority) -> Bool {
        (other.until.map { from <= $0 } ?? true) && (until.map { other.from <= $0 } ?? true)
    }

    /// The signature block.
    public var position: Position {
        switch kind {
        case .head: Position(title: title)
        case .acting: Position(title: "\(kind.prefix) \(title)")
        case .deputy, .order, .mandate: Position(title: title, authority: "\(kind.prefix) \(principal)")
        }
    }
}

extension Actor {
    /// The authority under which they decide on a case of that service at that office: of several the one nearest to
    /// the head. `nil` when they hold none just now.
    public func authority(for service: String, at office: OfficeCode?) -> SigningAuthority? {
        let order = SigningAuthority.Kind.allCases
        return authorities.filter { $0.office == office && $0.covers(service) }
            .min { left, right in
                let (one, other) = (order.firstIndex(of: left.kind) ?? 0, order.firstIndex(of: right.kind) ?? 0)
                return one != other ? one < other : left.id > right.id
            }
    }
}
