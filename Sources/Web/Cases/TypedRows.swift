// The persons of a request as rows of boxes to type in.

import Basics
import Casework
import Forms
import Registry

/// The typed part of the persons page: what was typed, or the short list that is there, and a few empty rows.
struct TypedRows {
    /// Empty rows offered below the filled ones.
    private static let rowsOffered = 5

    let t: Strings
    let columns: [String]
    let typed: FieldValues
    /// The list as it stands; shown in the boxes so that it can be changed without typing it again.
    let current: [Subject]
    /// The faults of typed rows, each shown in its cell.
    let problems: [Problem]

    var pageValue: PageValue {
        let faults = Dictionary(grouping: problems, by: { Self.anchor($0.row, $0.column) })
        let filled = columns.map { typed.values($0).count }.max() ?? 0
        let count = filled > 0 ? max(filled, Self.rowsOffered) : current.count + Self.rowsOffered
        return .list(
            (0..<min(count, Limits.typedSubjectsMax)).map { index -> PageValue in
                let cells = columns.map { column -> PageValue in
                    let id = Self.anchor(index + 1, column)
                    return [
                        "cellName": .text(column), "cellID": .text(id),
                        "cellLabel": .text(label(index + 1, column)),
                        "columnLabel": .text(t.subjectColumn(column)),
                        "cellValue": .text(value(index, column, isTyped: filled > 0)),
                        "cellFault": .flag(faults[id] != nil),
                    ]
                }
                return ["rowNumber": .number(index + 1), "cells": .list(cells)]
            })
    }

    /// The problems for the summary: each leads to its cell and names it as the page does.
    var problemViews: [ProblemView] {
        let wording = ProblemWording(t: t)
        return problems.map { problem in
            guard let row = problem.row, let column = problem.column, columns.contains(column) else {
                return wording.view(problem)
            }
            let what = t("problems.\(problem.code)", problem.parameters)
            return ProblemView(
                field: problem.field, text: what, label: label(row, column), anchor: Self.anchor(row, column))
        }
    }

    private func label(_ row: Int, _ column: String) -> String {
        t("cases.subjects.cell-label", ["row": String(row), "column": t.subjectColumn(column)])
    }

    private func value(_ index: Int, _ column: String, isTyped: Bool) -> String {
        guard isTyped else { return index < current.count ? current[index].cell(column) : "" }
        let values = typed.values(column)
        return index < values.count ? values[index] : ""
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
        default: PersonField(rawValue: column).flatMap { claims[$0] } ?? ""
        }
    }
}
