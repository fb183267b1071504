// The table of offices, read from `Workflows/units/offices.csv`.

public import Basics
public import Casework
import Formats
import Forms

/// Reads the file of offices. The last two columns, `marks` and `source`, are for people who check the facts.
public enum OfficeFile {
    static let columns = [
        "code", "level", "name", "english_name", "superior", "letterhead", "head", "abbreviation", "unit", "place",
        "province", "agency_code", "address", "telephone", "marks", "source",
    ]
    /// What may be empty in every row: `OfficeGaps` says what letters lack by it.
    private static let optional: Set = ["unit", "address", "telephone", "marks"]

    /// The offices, and what is wrong with the file; with an error among it the offices are not to be used.
    public static func read(_ bytes: [UInt8], file: String) -> ([Office], [Diagnostic]) {
        let table: CSVTable
        do {
            table = try CSVReader.read(bytes, rowsMax: Limits.officesMax)
        } catch {
            return ([], error.diagnostics(of: file))
        }
        guard table.header == columns else {
            return ([], [fault(file, 1, "expected the columns \(columns.joined(separator: ", "))")])
        }
        var offices: [OfficeCode: Office] = [:]
        var lines: [(office: OfficeCode, line: Int)] = []
        var diagnostics: [Diagnostic] = []
        for row in table.rows {
            let cells = Dictionary(zip(columns, row.cells.map { $0.trimmed.nfc })) { first, _ in first }
            diagnostics += faults(cells).map { fault(file, row.line, $0) }
            guard let office = office(cells) else { continue }
            if offices.updateValue(office, forKey: office.code) != nil {
                diagnostics.append(fault(file, row.line, "office \(office.code) stands twice"))
            }
            lines.append((office.code, row.line))
        }
        if offices[.central] == nil {
            diagnostics.append(fault(file, 1, "the office \(OfficeCode.central) is missing"))
        }
        for (code, line) in lines {
            if let what = settle(code, &offices) { diagnostics.append(fault(file, line, what)) }
        }
        return (offices.values.sorted(by: Office.isBefore), diagnostics)
    }

    private static func office(_ cells: [String: String]) -> Office? {
        func cell(_ name: String) -> String { cells[name] ?? "" }
        guard let level = Office.Level(rawValue: cell("level")) else { return nil }
        return Office(
            code: OfficeCode(cell("code")), level: level, name: cell("name"), englishName: cell("english_name"),
            superior: cell("superior"), letterhead: cell("letterhead"), head: cell("head"),
            abbreviation: cell("abbreviation"), unit: cell("unit"), place: cell("place"), province: cell("province"),
            agencyCode: cell("agency_code"), address: cell("address"), telephone: cell("telephone"))
    }

    /// What is wrong with a row by itself.
    private static func faults(_ cells: [String: String]) -> [String] {
        let level = Office.Level(rawValue: cells["level"] ?? "")
        var faults: [String] = []
        if level == nil {
            let words = Office.Level.allCases.map(\.rawValue).joined(separator: ", ")
            faults.append("level is one of \(words)")
        }
        var mayBeEmpty = optional
        if level == .central { mayBeEmpty.insert("province") }
        // Of few communes the code is public; their dossiers go by that of the province.
        if level == .commune { mayBeEmpty.insert("agency_code") }
        for name in columns where (cells[name] ?? "").isEmpty && !mayBeEmpty.contains(name) && name != "level" {
            faults.append("\(name) is empty")
        }
        for mark in (cells["marks"] ?? "").split(separator: " ") {
            let parts = mark.split(separator: "=", maxSplits: 1).map(String.init)
            if parts.count != 2 || !columns.contains(parts[0]) || EvidenceMark(rawValue: parts[1]) == nil {
                faults.append("marks has \(mark), which is no column=mark")
            }
        }
        return faults
    }

    /// Holds an office against the others, and gives a commune the agency code of its province where it has none of
    /// its own.
    private static func settle(_ code: OfficeCode, _ offices: inout [OfficeCode: Office]) -> String? {
        guard let office = offices[code] else { return nil }
        let isOfLevel =
            switch office.level {
            case .central: code == .central
            case .province: code.text.isDigits(2) && office.province == code.text
            case .commune: code.text.isDigits(5)
            }
        if !isOfLevel {
            return "\(code) is no code of that level: central, two digits that are the province, or five of a commune"
        }
        guard office.level == .commune else { return nil }
        guard let province = offices[OfficeCode(office.province)], province.level == .province else {
            return "the office of the province \(office.province) is missing"
        }
        if office.agencyCode.isEmpty { offices[code]?.agencyCode = province.agencyCode }
        return nil
    }

    private static func fault(_ file: String, _ line: Int, _ text: String) -> Diagnostic {
        Diagnostic(file: file, line: line, text)
    }
}
