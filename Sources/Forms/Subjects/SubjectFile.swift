// Reads persons from the bytes of a CSV file.

import Basics
import Formats

extension SubjectReading {
    /// Reads an uploaded file. What is wrong with the file as such comes out as problems of its rows, like every other.
    public func read(file bytes: [UInt8]) -> SubjectOutcome {
        var outcome = SubjectOutcome()
        do {
            // Rows of the wrong width are told with all other faults of rows, not before them.
            var file = try SheetRows(bytes, meaning: meaning)
            guard let columns = columns(file.header, titles: file.titles, line: file.headerLine, &outcome) else {
                return outcome
            }
            var walk = RowWalk(reading: self, columns: columns, width: file.header.count, list: outcome)
            walk.list.titles = file.titles
            var count = 0
            while let row = try file.next() {
                count += 1
                guard count <= rowsMax else {
                    outcome.report(Problem(field, .fileTooManyRows, ["max": String(rowsMax)], row: row.line))
                    return outcome
                }
                walk.take(row.cells, line: row.line, nameless: row.nameless)
            }
            return finish(walk)
        } catch {
            // Nothing behind such a fault can be trusted, and so nothing of the file.
            outcome = SubjectOutcome()
            for place in error.places {
                let (code, parameters) = SubjectReading.words(place.kind)
                let column = code == .columnTwice ? parameters["column"] : nil
                // What is no list at all has no lines to speak of.
                let isList = ![.fileEmpty, .fileSpreadsheet, .fileForeign].contains(code)
                outcome.report(
                    Problem(field, code, parameters, row: isList ? place.line : nil, column: column))
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
        case .tooManyColumns(let max): (.fileTooManyColumns, ["max": String(max)])
        case .tooManyRows(let max): (.fileTooManyRows, ["max": String(max)])
        case .cellTooLong(let max): (.fileCellTooLong, ["max": String(max)])
        case .badHeader(let name): (.columnTwice, ["column": CleanText.quotable(name)])
        case .foreign(let format):
            (format.isSpreadsheet ? .fileSpreadsheet : .fileForeign, ["format": format.rawValue])
        }
    }
}
