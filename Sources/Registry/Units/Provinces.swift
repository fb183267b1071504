// The provinces of Viet Nam by day: 63 until 2025-06-30, 34 since, told apart by (code, valid from).

public import Basics
import Formats

/// A province or centrally-run city as it stood in one period.
public struct Province: Hashable, Sendable {
    public enum Kind: String, Sendable { case province, city }

    /// Two digits. The same code may mean another province in another period: 15 was Yên Bái, and is Lào Cai.
    public let code: String
    public let name: BilingualText
    public let kind: Kind
    public let validFrom: LocalDate
    /// The last day; `nil` while it stands.
    public let validTo: LocalDate?
    /// The code of what carries it on from the day after `validTo`.
    let continuedAs: String?
    /// The instrument that says so.
    public let source: String

    public func isValid(on date: LocalDate) -> Bool {
        validFrom <= date && validTo.map { date <= $0 } ?? true
    }

    /// Whether it is called after a person: letters give such a name in full before the date (Decree 30/2020).
    let isNamedAfterPerson: Bool

    /// As it stands before the date of a letter: `Huế`, `Thành phố Hồ Chí Minh`.
    public var placeName: String { isNamedAfterPerson ? title(.vi) : name.vi }

    /// `thành phố Huế`, `tỉnh Lào Cai`: as addresses print it.
    public var printedName: String { (kind == .city ? "thành phố " : "tỉnh ") + name.vi }

    /// `Thành phố Huế`: as lists show it.
    public func title(_ language: Language) -> String {
        language == .en ? name.en : (kind == .city ? "Thành phố " : "Tỉnh ") + name.vi
    }
}

/// All provinces of all periods, read from `Workflows/units/provinces.csv`.
public struct Provinces: Sendable {
    public let all: [Province]

    /// Those that stand on that day, by code.
    public func on(_ date: LocalDate) -> [Province] { all.filter { $0.isValid(on: date) } }

    /// What the code means on that day.
    public func province(_ code: String, on date: LocalDate) -> Province? {
        all.first { $0.code == code && $0.isValid(on: date) }
    }

    /// The province in which the territory of `code`, read as on `asOf`, lies on the later day `date`.
    public func successor(of code: String, asOf: LocalDate, on date: LocalDate) -> Province? {
        guard date >= asOf, var found = province(code, on: asOf) else { return nil }
        while !found.isValid(on: date) {
            guard let end = found.validTo, let next = found.continuedAs,
                let heir = province(next, on: end.adding(days: 1))
            else { return nil }
            found = heir
        }
        return found
    }

    /// The codes that identity numbers may begin with: every code that was ever given, since numbers outlive mergers.
    public var numberCodes: Set<Int> { Set(all.compactMap { Int($0.code) }) }

    /// The last day of the 63 provinces.
    public static let lastDayOf63 = LocalDate(days: 20_269)
}

extension Provinces {
    private static let columns = [
        "code", "name_vi", "name_en", "type", "named_after", "valid_from", "valid_to", "continued_as", "source",
    ]
    private static let rowsMax = 1_000

    /// Reads the file. With any error there are no provinces, since a half-known map would misroute requests.
    public static func load(_ bytes: [UInt8], file: String) -> (Provinces?, [Diagnostic]) {
        let table: CSVTable
        do {
            table = try CSVReader.read(bytes, rowsMax: rowsMax)
        } catch {
            return (nil, error.diagnostics(of: file))
        }
        guard table.header == columns else {
            let wanted = columns.joined(separator: ",")
            return (nil, [Diagnostic(file: file, line: 1, "the header must be \(wanted)")])
        }
        var found: [Province] = []
        var problems: [Diagnostic] = []
        for row in table.rows {
            switch province(row.cells) {
            case .success(let province): found.append(province)
            case .failure(let reason): problems.append(Diagnostic(file: file, line: row.line, reason.text))
            }
        }
        let provinces = Provinces(all: found)
        if problems.isEmpty {
            for (province, row) in zip(found, table.rows) {
                problems += provinces.faults(of: province).map { Diagnostic(file: file, line: row.line, $0) }
            }
        }
        return (problems.hasErrors ? nil : provinces, problems)
    }

    private struct Reason: Error { let text: String }

    private static func province(_ cells: [String]) -> Result<Province, Reason> {
        let code = cells[0]
        guard code.isDigits(2) else {
            return .failure(.init(text: "the code must be two digits, not “\(code)”"))
        }
        guard !cells[1].isEmpty, !cells[2].isEmpty else { return .failure(.init(text: "a name is missing")) }
        guard let kind = Province.Kind(rawValue: cells[3]) else {
            return .failure(.init(text: "the type must be province or city, not “\(cells[3])”"))
        }
        guard ["", "person"].contains(cells[4]) else {
            return .failure(.init(text: "named_after must be person or empty, not “\(cells[4])”"))
        }
        guard let from = LocalDate(cells[5]) else {
            return .failure(.init(text: "valid_from is not a date: “\(cells[5])”"))
        }
        let to = LocalDate(cells[6])
        guard to != nil || cells[6].isEmpty else {
            return .failure(.init(text: "valid_to is not a date: “\(cells[6])”"))
        }
        if let to, to < from { return .failure(.init(text: "valid_to lies before valid_from")) }
        guard !cells[8].isEmpty else { return .failure(.init(text: "the source is missing")) }
        return .success(
            Province(
                code: code, name: BilingualText(vi: cells[1], en: cells[2]), kind: kind, validFrom: from, validTo: to,
                continuedAs: cells[7].isEmpty ? nil : cells[7], source: cells[8],
                isNamedAfterPerson: cells[4] == "person"))
    }

    private func faults(of province: Province) -> [String] {
        var faults: [String] = []
        let twins = all.filter { other in
            other.code == province.code && other != province
                && (other.isValid(on: province.validFrom) || province.isValid(on: other.validFrom))
        }
        if !twins.isEmpty || all.count(where: { $0 == province }) > 1 {
            faults.append("code \(province.code) stands for two provinces at once")
        }
        switch (province.validTo, province.continuedAs) {
        case (nil, .some): faults.append("continued_as without valid_to")
        case (.some, nil): faults.append("valid_to without continued_as")
        case (.some(let end), .some(let next)) where self.province(next, on: end.adding(days: 1)) == nil:
            faults.append("continued_as names \(next), which does not stand on the day after valid_to")
        default: break
        }
        return faults
    }
}
