// The communes of today, as their list has them: wards, communes and special zones, right below the provinces.

public import Basics
import Formats

/// An administrative unit of the lower of the two levels (Law on Organisation of Local Government 2025, Article 1).
public struct Commune: Hashable, Sendable {
    public enum Kind: String, CaseIterable, Sendable {
        case ward, commune
        case specialZone = "special-zone"

        /// The word before its name.
        public var word: String {
            switch self {
            case .ward: "phường"
            case .commune: "xã"
            case .specialZone: "đặc khu"
            }
        }
    }

    /// Five digits.
    public let code: String
    /// With the word of its kind: `Phường Ba Đình`.
    public let name: String
    public let kind: Kind
    /// Two digits.
    public let province: String

    public init(code: String, name: String, kind: Kind, province: String) {
        self.code = code
        self.name = name
        self.kind = kind
        self.province = province
    }
}

/// All of them, found by code.
public struct Communes: Sendable {
    /// By code.
    public let all: [Commune]
    private let byCode: [String: Commune]

    public init(_ all: [Commune]) {
        self.all = all.sorted { $0.code < $1.code }
        byCode = Dictionary(all.map { ($0.code, $0) }) { first, _ in first }
    }

    public subscript(code: String) -> Commune? { byCode[code] }

    /// The code of the commune that an address of that province names so; `nil` where there is none, or more than one.
    /// Case and the place of tone marks make no difference.
    public func code(named name: String, in province: String) -> String? {
        let key = name.foldedName
        let found = all.filter { $0.province == province && $0.name.foldedName == key }
        return found.count == 1 ? found[0].code : nil
    }
}

extension Communes {
    private static let kinds = KnownWords<Commune.Kind>(
        Dictionary(uniqueKeysWithValues: Commune.Kind.allCases.map { ($0, [$0.word]) }))
    private static let columns = ["code", "name", "type", "province"]
    /// What the columns are called, by `String.searchKey`; the second are those of public lists.
    private static let headings = [
        "code": "code", "ma": "code", "name": "name", "full_name": "name", "ten": "name", "type": "type",
        "loai": "type", "province": "province", "province_code": "province", "ma tinh": "province",
    ]

    /// Reads a list with the columns code, name, type and province in any order. With any error there is none, since a
    /// list that lacks some would refuse true addresses.
    public static func read(
        _ bytes: [UInt8], file: String, provinces: Provinces, on day: LocalDate
    ) -> (Communes?, [Diagnostic]) {
        var rows: SheetRows
        var (found, faults): ([Commune], [Diagnostic]) = ([], [])
        do {
            rows = try SheetRows(bytes) { headings[$0.trimmed.searchKey].map(SheetHeading.column) ?? .ignored }
            for column in columns where !rows.header.contains(column) {
                faults.append(Diagnostic(file: file, line: rows.headerLine, "the column \(column) is missing"))
            }
            guard faults.isEmpty else { return (nil, faults) }
            var lines: [String: Int] = [:]
            while let row = try rows.next() {
                let cells = Dictionary(zip(rows.header, row.cells.map { $0.trimmed.nfc })) { first, _ in first }
                func fault(_ text: String) { faults.append(Diagnostic(file: file, line: row.line, text)) }
                guard let commune = commune(cells, provinces, day, fault) else { continue }
                if let first = lines.updateValue(row.line, forKey: commune.code) {
                    fault("the code \(commune.code) stands on line \(first) already")
                }
                found.append(commune)
            }
        } catch {
            return (nil, error.diagnostics(of: file))
        }
        if found.isEmpty, faults.isEmpty {
            faults.append(Diagnostic(file: file, line: rows.headerLine, "there is no commune in it"))
        }
        if found.count > Limits.communesMax {
            faults.append(Diagnostic(file: file, line: 1, "more than \(Limits.communesMax) communes"))
        }
        return (faults.isEmpty ? Communes(found) : nil, faults)
    }

    private static func commune(
        _ cells: [String: String], _ provinces: Provinces, _ day: LocalDate, _ fault: (String) -> Void
    ) -> Commune? {
        let (code, name) = (cells["code"] ?? "", cells["name"] ?? "")
        let (type, province) = (cells["type"] ?? "", cells["province"] ?? "")
        let isCode = code.isDigits(5)
        let kind = Commune.Kind(type, among: kinds)
        let isName = !name.isEmpty && name.isPlainText && name.count <= Limits.communeNameCharactersMax
        if !isCode { fault("the code must be five digits, not “\(CleanText.quotable(code))”") }
        if !isName { fault("the name is missing or no name of a place") }
        if kind == nil { fault("the type must be phường, xã or đặc khu, not “\(CleanText.quotable(type))”") }
        if provinces.province(province, on: day) == nil {
            fault("no province of today has the code “\(CleanText.quotable(province))”")
        }
        guard isCode, isName, let kind, provinces.province(province, on: day) != nil else { return nil }
        let hasKind = name.foldedName.hasPrefix(kind.word.foldedName + " ")
        let word = kind.word.prefix(1).uppercased() + kind.word.dropFirst()
        return Commune(code: code, name: hasKind ? name : "\(word) \(name)", kind: kind, province: province)
    }
}
