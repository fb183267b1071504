// Reads persons from the bytes of a CSV file.

import Formats

extension SubjectReading {
    /// Reads an uploaded file. What is wrong with the file as such comes out as problems of its rows, like every other.
    public func read(file bytes: [UInt8]) -> SubjectOutcome {
        var outcome = SubjectOutcome()
        do {
            // Rows of the wrong width are told with all other faults of rows, not before them.
            var file = try CSVRows(bytes)
            var rows: [(line: Int, cells: [String])] = []
            while let row = try file.next() {
                guard rows.count < rowsMax else {
                    outcome.report(Problem(field, .fileTooManyRows, ["max": String(rowsMax)], row: row.line))
                    return outcome
                }
                rows.append((row.line, row.cells))
            }
            return read(header: file.header, rows: rows)
        } catch {
            for place in error.places {
                let (code, parameters) = SubjectReading.words(place.kind)
                let column = code == .columnTwice ? parameters["column"] : nil
                outcome.report(Problem(field, code, parameters, row: place.line, column: column))
            }
            return outcome
        }
    }

    private static func words(_ kind: CSVFault.Kind) -> (ProblemCode, [String: String]) {
        switch kind {
        case .empty: (.fileEmpty, [:])
        case .notUTF8: (.fileNotUTF8, [:])
        case .unclosedQuote: (.fileUnclosedQuote, [:])
        case .strayQuote: (.fileStrayQuote, [:])
        case .wrongWidth(let expected, let found):
            (.cellCount, ["count": String(found), "expected": String(expected)])
        case .tooManyRows(let max): (.fileTooManyRows, ["max": String(max)])
        case .cellTooLong(let max): (.fileCellTooLong, ["max": String(max)])
        case .badHeader(let name): name.isEmpty ? (.columnNameless, [:]) : (.columnTwice, ["column": name])
        }
    }
}
