// What persons are counted by.

public import Basics
import Registry

/// Something by which persons are told apart in a table. The raw values are the codes in forms, columns and addresses.
public enum Dimension: String, CaseIterable, Sendable, Comparable {
    case province, commune
    case ageBand = "age-band"
    case sex, ethnicity
    case maritalStatus = "marital-status"
    case householdSize = "household-size"

    /// What it is called in forms, decisions and tables.
    public var label: BilingualText {
        switch self {
        case .province: BilingualText(vi: "Tỉnh, thành phố", en: "Province")
        case .commune: BilingualText(vi: "Xã, phường, đặc khu", en: "Commune")
        case .ageBand: BilingualText(vi: "Nhóm tuổi (5 năm)", en: "Age band (5 years)")
        case .sex: BilingualText(vi: "Giới tính", en: "Sex")
        case .ethnicity: BilingualText(vi: "Dân tộc", en: "Ethnic group")
        case .maritalStatus: BilingualText(vi: "Tình trạng hôn nhân", en: "Marital status")
        case .householdSize: BilingualText(vi: "Quy mô hộ", en: "Household size")
        }
    }

    /// Those that say something of a person and nothing of a place.
    static let ofPersons: [Dimension] = [.ageBand, .sex, .ethnicity, .maritalStatus, .householdSize]

    var isArea: Bool { self == .province || self == .commune }

    /// The codes of its values in the order in which tables print them; `unknown` last, where the registry may not
    /// know. None for areas: which there are is a matter of the day (`Coverage`).
    public var codes: [String] {
        switch self {
        case .province, .commune: []
        case .ageBand: AgeBand.codes
        case .sex: Sex.allCases.map(\.rawValue)
        case .ethnicity: EthnicGroup.codes + [Self.unknown]
        case .maritalStatus: MaritalStatus.allCases.map(\.rawValue) + [Self.unknown]
        case .householdSize: HouseholdSize.codes + [Self.unknown]
        }
    }

    /// How many values it has; 0 for areas.
    var count: Int {
        switch self {
        case .province, .commune: 0
        case .ageBand: AgeBand.count
        case .sex: Sex.allCases.count
        case .ethnicity: EthnicGroup.count + 1
        case .maritalStatus: MaritalStatus.allCases.count + 1
        case .householdSize: HouseholdSize.count + 1
        }
    }

    /// The value of whom the registry does not know it.
    public static let unknown = "unknown"

    /// In the order of their declaration.
    public static func < (left: Self, right: Self) -> Bool { left.order < right.order }

    /// Its place among all of them; part of what noise is made of, so it never changes.
    var order: Int {
        switch self {
        case .province: 0
        case .commune: 1
        case .ageBand: 2
        case .sex: 3
        case .ethnicity: 4
        case .maritalStatus: 5
        case .householdSize: 6
        }
    }
}
