// What stands in tables of counts, in words.

import Basics
import Records
import Registry
import Statistics

/// The words of one language for dimensions, values and areas.
struct TableLabels {
    private let procedures: Procedures
    private let t: Strings
    /// The names of communes by their codes.
    private let communes: [String: String]

    init(_ procedures: Procedures, _ t: Strings, communes: Communes? = nil) {
        self.procedures = procedures
        self.t = t
        self.communes = Dictionary(
            (communes?.all ?? []).map { ($0.code, $0.name) }, uniquingKeysWith: { first, _ in first })
    }

    func name(ofProvince code: String) -> String {
        procedures.provinces.all.first { $0.code == code && $0.validTo == nil }?.title(t.language) ?? code
    }

    func name(of value: String?, _ dimension: Dimension) -> String {
        guard let value else { return t("cases.tables.total") }
        return switch dimension {
        case .province: name(ofProvince: value)
        case .commune: communes[value] ?? value
        default: dimension.label(ofValue: value).map { t($0) } ?? value
        }
    }

    /// What a file has of them.
    var words: TableWords {
        let (labels, t) = (self, t)
        return TableWords(
            dimension: { (label: t($0.label), code: $0.rawValue) }, value: { labels.name(of: $1, $0) },
            total: t("cases.tables.total"),
            count: (head: t("cases.tables.count"), remark: t("cases.tables.remark")),
            withheld: t("cases.tables.withheld"))
    }
}
