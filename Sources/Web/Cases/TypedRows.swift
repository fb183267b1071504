// The persons of a request as rows of boxes to type in.

import Basics
import Casework
import Forms
import Registry

/// The typed part of the persons page: what was typed, or the rows of the list, and a few empty rows below.
struct TypedRows {
    /// The hidden field of each row that says which row of the list it is; empty for a new one.
    static let number = "row"
    /// Empty rows offered below the filled ones.
    private static let rowsOffered = 5

    let t: Strings
    let columns: [String]
    let typed: FieldValues?
    /// The rows of the list that are shown; they can be changed in their boxes.
    let current: [Subject]
    /// Persons on the whole list.
    let count: Int
    /// The faults of typed rows, each shown in its cell.
    let problems: [Problem]

    private struct Row {
        /// In the list; none for a new row.
        var number: Int?
        /// As the page shows it: a new row has the number that it will get.
        var shown: Int
        var cells: [String: String]
    }

    private var rows: [Row] {
        var rows: [Row] = []
        if let typed {
            let filled = columns.map { typed.values($0).count }.max() ?? 0
            let numbers = typed.values(Self.number)
            for index in 0..<min(filled, Limits.typedSubjectsMax) {
                let cells = columns.map { column -> (String, String) in
                    let values = typed.values(column)
                    return (column, index < values.count ? values[index] : "")
                }
                let number = index < numbers.count ? Int(numbers[index]) : nil
                rows.append(Row(number: number, shown: 0, cells: Dictionary(uniqueKeysWithValues: cells)))
            }
        } else {
            for subject in current {
                let cells = columns.map { ($0, subject.cell($0)) }
                rows.append(Row(number: subject.row, shown: 0, cells: Dictionary(uniqueKeysWithValues: cells)))
            }
        }
        let empty = max(0, min(Self.rowsOffered, Limits.typedSubjectsMax - rows.count))
        let hasEmpty =
            typed != nil && rows.contains { $0.number == nil && $0.cells.values.allSatisfy(\.trimmed.isEmpty) }
        if !hasEmpty { rows += (0..<empty).map { _ in Row(shown: 0, cells: [:]) } }
        var next = count
        for index in rows.indices {
            if rows[index].number == nil { next += 1 }
            rows[index].shown = rows[index].number ?? next
        }
        return rows
    }

    var pageValue: PageValue {
        let faults = Dictionary(grouping: problems, by: { Self.anchor($0.row, $0.column) })
        let rows = rows
        return .list(
            rows.enumerated().map { index, row -> PageValue in
                let cells = columns.map { column -> PageValue in
                    let id = Self.anchor(index + 1, column)
                    let errors = faults[id]?.map { words($0, rows) }
                    return [
                        "cellName": .text(column), "cellID": .text(id),
                        "cellLabel": .text(label(row.shown, column)), "columnLabel": .text(t.subjectColumn(column)),
                        "cellValue": .text(row.cells[column] ?? ""),
                        "cellError": .optional(errors?.joined(separator: " ")),
                    ]
                }
                return [
                    "rowNumber": .number(row.shown), "cells": .list(cells),
                    "listNumber": .text(row.number.map(String.init) ?? ""),
                ]
            })
    }

    /// The problems for the summary: each leads to its cell and names it as the page does.
    var problemViews: [ProblemView] {
        let (wording, rows) = (ProblemWording(t: t), rows)
        return problems.map { problem in
            guard let row = problem.row, rows.indices.contains(row - 1), let column = problem.column,
                columns.contains(column)
            else { return wording.view(problem) }
            return ProblemView(
                field: problem.field, text: words(problem, rows), label: label(rows[row - 1].shown, column),
                anchor: Self.anchor(row, column))
        }
    }

    /// What is wrong with a cell; a row that it names has the number that the page shows.
    private func words(_ problem: Problem, _ rows: [Row]) -> String {
        var parameters = problem.parameters
        parameters["field"] = problem.column.map { t.subjectColumn($0) } ?? t("problems.this-field")
        if let first = parameters["first"].flatMap({ Int($0) }), rows.indices.contains(first - 1) {
            parameters["first"] = String(rows[first - 1].shown)
        }
        return t("problems.\(problem.code)", parameters)
    }

    private func label(_ row: Int, _ column: String) -> String {
        t("cases.subjects.cell-label", ["row": String(row), "column": t.subjectColumn(column)])
    }

    private static func anchor(_ row: Int?, _ column: String?) -> String { "cell-\(row ?? 0)-\(column ?? "")" }
}

extension Subject {
    /// The value of one column as the list gave it.
    func cell(_ column: String) -> String {
        switch column {
        case "personal_id": personalID.description
        case "full_name": fullName
        case "birth_date": birthDate.dayFirst
        case SubjectReading.enclosure: enclosure ?? ""
        default: PersonField(rawValue: column).flatMap { shownClaim($0) } ?? ""
        }
    }
}
