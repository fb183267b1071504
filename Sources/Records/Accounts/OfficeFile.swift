// The table of offices, read from `Workflows/units/offices.csv`.

public import Basics
public import Casework
import Formats

/// Reads the file of offices. The last two columns, `uncertain` and `source`, are for people who check the facts.
public enum OfficeFile {
    static let columns = [
        "code", "name", "english_name", "superior", "letterhead", "abbreviation", "place", "unit_code", "address",
        "telephone", "uncertain", "source",
    ]

    /// The offices, and what is wrong with the file; with an error among it the offices are not to be used.
    public static func read(_ bytes: [UInt8], file: String) -> ([Office], [Diagnostic]) {
        let table: CSVTable
        do {
            table = try CSVReader.read(bytes, rowsMax: Limits.officesMax)
        } catch {
            return ([], error.places.map { fault(file, $0.line, "not a readable table: \($0.kind)") })
        }
        guard table.header == columns else {
            return ([], [fault(file, 1, "expected the columns \(columns.joined(separator: ", "))")])
        }
        var offices: [Office] = []
        var diagnostics: [Diagnostic] = []
        for row in table.rows {
            let cells = row.cells.map(\.trimmed)
            for (name, cell) in zip(columns, cells) where cell.isEmpty && !["telephone", "uncertain"].contains(name) {
                diagnostics.append(fault(file, row.line, "\(name) is empty"))
            }
            let code = OfficeCode(cells[0])
            if offices.contains(where: { $0.code == code }) {
                diagnostics.append(fault(file, row.line, "office \(code) stands twice"))
            }
            offices.append(
                Office(
                    code: code, name: cells[1], englishName: cells[2], superior: cells[3], letterhead: cells[4],
                    abbreviation: cells[5], place: cells[6], unitCode: cells[7], address: cells[8],
                    telephone: cells[9]))
        }
        if !offices.contains(where: { $0.code == .central }) {
            diagnostics.append(fault(file, 1, "the office \(OfficeCode.central) is missing"))
        }
        return (offices, diagnostics)
    }

    private static func fault(_ file: String, _ line: Int, _ text: String) -> Diagnostic {
        Diagnostic(file: file, line: line, text)
    }
}
