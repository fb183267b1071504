// Reading rows that were typed into a table.

import Basics

extension FieldReader {
    /// Rows in which nothing was typed are passed over: the page shows more rows than people fill.
    func table(_ table: Table) -> Reading {
        let cells = table.columns.map { source.values($0.key) }
        let count = cells.map(\.count).max() ?? 0
        guard count <= table.rowsMax else {
            return .problem(Problem(field.key, .tooManyRows, ["max": String(table.rowsMax), "count": String(count)]))
        }
        var rows: [[String: String]] = []
        var problems: [Problem] = []
        for index in 0..<count {
            let raw = cells.map { index < $0.count ? $0[index] : "" }
            if raw.allSatisfy(\.trimmed.isEmpty) { continue }
            rows.append(row(raw, index + 1, table.columns, &problems))
        }
        guard problems.isEmpty else { return Reading(value: nil, problems: problems) }
        return rows.isEmpty ? missing(.rowsMissing) : .value(.rows(rows))
    }

    private func row(
        _ raw: [String], _ number: Int, _ columns: [Column], _ problems: inout [Problem]
    ) -> [String: String] {
        var row: [String: String] = [:]
        for (column, cell) in zip(columns, raw) {
            func report(_ code: ProblemCode, _ parameters: [String: String] = [:]) {
                problems.append(Problem(field.key, code, parameters, row: number, column: column.key))
            }
            let text: String
            do {
                text = try CleanText.clean(cell, allowsLines: false)
            } catch {
                report(.controlCharacter, ["character": error.scalar.codePoint])
                continue
            }
            let length = text.unicodeScalars.count
            if text.isEmpty {
                if column.isRequired { report(.required) }
            } else if length > column.max {
                report(.tooLong, ["max": String(column.max), "length": String(length)])
            } else {
                row[column.key] = text
            }
        }
        return row
    }
}
