// Who decides.

public import Basics

/// The code of a managing agency: `central`, the two digits of a province for its provincial police, or the five
/// digits of a commune for the police of that commune.
public struct OfficeCode: Hashable, Sendable, TextCodable, Comparable {
    public let text: String

    public init(_ text: String) { self.text = text }

    public static let central = OfficeCode("central")

    public var description: String { text }

    public static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}

/// A managing agency of the database, with what its letters print.
public struct Office: Hashable, Codable, Sendable {
    /// The tiers that have offices. The raw values are what decision tables call the competent authority.
    public enum Level: String, CaseIterable, Codable, Sendable {
        case central, province, commune

        /// The lower, the higher up.
        var rank: Int {
            switch self {
            case .central: 0
            case .province: 1
            case .commune: 2
            }
        }
    }

    public var code: OfficeCode
    public var level: Level
    /// Full Vietnamese name, as running text.
    public var name: String
    /// English name for the pages.
    public var englishName: String
    /// What pages call it.
    public var names: BilingualText { BilingualText(vi: name, en: englishName) }
    /// Upper-case line of the direct superior, such as `BỘ CÔNG AN` (Decree 30/2020, box 2).
    public var superior: String
    /// Upper-case line of the issuing agency, such as `CÔNG AN TỈNH PHÚ THỌ`.
    public var letterhead: String
    /// The post of its head, such as `Giám đốc`, as it stands before the name.
    public var head: String
    /// The abbreviation in document numbers, such as `CAT`.
    public var abbreviation: String
    /// The unit that drafts its letters, such as `PC06`; empty where it has none, or none is known.
    public var unit: String
    /// Place name before the date, such as `Hà Nội`.
    public var place: String
    /// The two digits of its province; empty for the centre.
    public var province: String
    /// The electronic code of the agency at the head of dossier codes, such as `G01.801.000` (Circular
    /// 58/2025/TT-BCA).
    public var agencyCode: String
    /// Empty where the site has not said it; letters leave it out.
    public var address: String
    /// Empty where the site has not said it; letters leave it out.
    public var telephone: String

    public init(
        code: OfficeCode, level: Level, name: String, englishName: String, superior: String, letterhead: String,
        head: String, abbreviation: String, unit: String, place: String, province: String, agencyCode: String,
        address: String, telephone: String
    ) {
        self.code = code
        self.level = level
        self.name = name
        self.englishName = englishName
        self.superior = superior
        self.letterhead = letterhead
        self.head = head
        self.abbreviation = abbreviation
        self.unit = unit
        self.place = place
        self.province = province
        self.agencyCode = agencyCode
        self.address = address
        self.telephone = telephone
    }

    /// Whoever heads it, as running text: `Giám đốc Công an tỉnh Phú Thọ`.
    public var headPosition: String { "\(head) \(name)" }

    /// What follows the type in its document numbers, such as `CAT-PC06`.
    public var notation: String { unit.isEmpty ? abbreviation : "\(abbreviation)-\(unit)" }
}
