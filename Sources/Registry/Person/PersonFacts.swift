// The small facts a person record is made of: sex, marital status, blood type, addresses, relatives.

public import Basics

public enum Sex: String, CaseIterable, Codable, Sendable {
    case male, female

    public var name: BilingualText {
        self == .male ? BilingualText(vi: "Nam", en: "Male") : BilingualText(vi: "Nữ", en: "Female")
    }

    private static let words = KnownWords<Sex>([.male: ["nam", "m"], .female: ["nữ", "f"]])

    /// Reads the stored word or the official one, in any case.
    public init?(reading text: String) { self.init(text, among: Sex.words) }
}

public enum MaritalStatus: String, CaseIterable, Codable, Sendable {
    case single, married, divorced, widowed

    public var name: BilingualText {
        switch self {
        case .single: BilingualText(vi: "Chưa kết hôn", en: "Never married")
        case .married: BilingualText(vi: "Đã kết hôn", en: "Married")
        case .divorced: BilingualText(vi: "Đã ly hôn", en: "Divorced")
        case .widowed: BilingualText(vi: "Góa", en: "Widowed")
        }
    }

    private static let words = KnownWords<MaritalStatus>([
        .single: ["chưa kết hôn", "độc thân"], .married: ["đã kết hôn", "có vợ", "có chồng"],
        .divorced: ["đã ly hôn", "ly hôn"], .widowed: ["góa", "góa vợ", "góa chồng"],
    ])

    /// Reads the stored word or an official one, in any case.
    public init?(reading text: String) { self.init(text, among: MaritalStatus.words) }
}

/// ABO group, with the Rh factor where it is known.
public struct BloodType: Hashable, Codable, Sendable {
    public enum Group: String, CaseIterable, Codable, Sendable { case a = "A", b = "B", ab = "AB", o = "O" }

    public var group: Group
    public var isRhPositive: Bool?

    public init(group: Group, isRhPositive: Bool? = nil) {
        self.group = group
        self.isRhPositive = isRhPositive
    }

    /// All there are: A, B, AB, O, each without the factor, positive and negative.
    private static let all = Group.allCases.flatMap { group in
        [nil, true, false].map { BloodType(group: group, isRhPositive: $0) }
    }
    private static let byText = Dictionary(uniqueKeysWithValues: all.map { ($0.text, $0) })

    /// Reads `A`, `a+`, `AB-`, `O Rh+`, `O RhD (+)`, `B Rh dương`, `0 negative`: the ABO group first, then the factor.
    public init?(reading text: String) {
        if let known = BloodType.byText[text] {
            self = known
            return
        }
        var rest = text.nfc.uppercased().filter { !$0.isWhitespace && $0 != "(" && $0 != ")" && $0 != "." }[...]
        if rest.hasPrefix("AB") {
            group = .ab
            rest = rest.dropFirst(2)
        } else if let first = rest.first, let found = Group(rawValue: first == "0" ? "O" : String(first)) {
            group = found
            rest = rest.dropFirst()
        } else {
            return nil
        }
        if rest.hasPrefix("RH") {
            rest = rest.dropFirst(2)
            if rest.hasPrefix("D"), !rest.hasPrefix("DƯƠNG") { rest = rest.dropFirst() }
            guard !rest.isEmpty else { return nil }
        }
        switch rest {
        case "": isRhPositive = nil
        case "+", "DƯƠNG", "DƯƠNGTÍNH", "POSITIVE", "POS": isRhPositive = true
        case "-", "−", "–", "ÂM", "ÂMTÍNH", "NEGATIVE", "NEG": isRhPositive = false
        default: return nil
        }
    }

    /// `A`, `A+`, `A-`.
    public var text: String { group.rawValue + (isRhPositive.map { $0 ? "+" : "-" } ?? "") }
}

/// A place of residence: as printed, and where it lies. What was registered before 2025-07-01 also keeps its wording in
/// the units of that time, which papers people hold still carry.
public struct Address: Hashable, Codable, Sendable {
    /// The whole address as printed today: house and street or hamlet, commune, province.
    public var text: String
    /// The commune (xã, phường, đặc khu), as printed.
    public var commune: String?
    /// Two-digit province code as valid today.
    public var province: String?
    /// The same place in the units before 2025-07-01: with commune, district, province of that time.
    public var former: String?

    public init(text: String, commune: String? = nil, province: String? = nil, former: String? = nil) {
        self.text = text
        self.commune = commune
        self.province = province
        self.former = former
    }
}

/// Someone the record names: parent, spouse, legal representative. The registry may know a name without a number, and a
/// number without a name (then the name is empty).
public struct Relative: Hashable, Codable, Sendable {
    public var name: String
    public var personalID: PersonalID?
    public var nationality: String?

    public init(name: String, personalID: PersonalID? = nil, nationality: String? = nil) {
        self.name = name
        self.personalID = personalID
        self.nationality = nationality
    }

    /// The name, where there is one.
    var knownName: String? { name.isEmpty ? nil : name }
}

/// Whether somebody lives, as far as the registry knows: who has no date of death and was not declared missing does.
enum LifeStatus: String, CaseIterable {
    case alive, died, missing

    init(_ end: LifeEnd?) {
        switch end?.kind {
        case nil: self = .alive
        case .died: self = .died
        case .missing: self = .missing
        }
    }

    private static let words = KnownWords<LifeStatus>([
        .alive: ["còn sống", "đang sống", "sống"], .died: ["dead", "đã chết", "chết", "đã mất"],
        .missing: ["mất tích"],
    ])

    /// Reads the code or the official word, in any case.
    init?(reading text: String) { self.init(text, among: LifeStatus.words) }
}

/// How a member of a household is related to its head.
public enum HouseholdRelation: String, CaseIterable, Codable, Sendable {
    case head, wife, husband, child, parent, grandchild, childInLaw = "child-in-law", sibling, other

    public var name: BilingualText {
        switch self {
        case .head: BilingualText(vi: "Chủ hộ", en: "Head")
        case .wife: BilingualText(vi: "Vợ", en: "Wife")
        case .husband: BilingualText(vi: "Chồng", en: "Husband")
        case .child: BilingualText(vi: "Con", en: "Child")
        case .parent: BilingualText(vi: "Bố, mẹ", en: "Parent")
        case .grandchild: BilingualText(vi: "Cháu", en: "Grandchild")
        case .childInLaw: BilingualText(vi: "Con dâu, con rể", en: "Child-in-law")
        case .sibling: BilingualText(vi: "Anh, chị, em", en: "Sibling")
        case .other: BilingualText(vi: "Khác", en: "Other")
        }
    }

    private static let words = KnownWords<HouseholdRelation>(
        Dictionary(uniqueKeysWithValues: allCases.map { ($0, [$0.name.vi]) }))

    /// Reads the stored word or the official one, in any case.
    public init?(reading text: String) { self.init(text, among: HouseholdRelation.words) }
}

/// The identity card in force: day and place of issue, last day of validity (none for the aged).
public struct CardIssue: Hashable, Codable, Sendable {
    public var issuedOn: LocalDate
    public var issuedBy: String
    public var expiresOn: LocalDate?

    public init(issuedOn: LocalDate, issuedBy: String, expiresOn: LocalDate?) {
        self.issuedOn = issuedOn
        self.issuedBy = issuedBy
        self.expiresOn = expiresOn
    }
}

/// That the person died, or is missing by court decision, and since when.
public struct LifeEnd: Hashable, Codable, Sendable {
    public enum Kind: String, CaseIterable, Codable, Sendable { case died, missing }

    public var kind: Kind
    public var date: PartialDate

    public init(kind: Kind, date: PartialDate) {
        self.kind = kind
        self.date = date
    }
}
