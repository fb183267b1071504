// The persons a request concerns: a CSV file, or rows typed on the page.

import Basics
import Casework
import Formats
import Forms
import Hummingbird
import Records
import Registry
import Storage

/// `/cases/{id}/subjects`. All or nothing: with any fault nothing is taken, and the list that was there stays.
struct SubjectsPage: PageGroup {
    let environment: CaseEnvironment
    /// Rows of the list shown, and empty rows offered.
    private static let rowsShown = 20
    private static let rowsOffered = 5

    func add(to site: Site) {
        let bounds = FormBounds(
            bytesMax: Limits.subjectsFileBytesMax + Limits.formBytesMax, textBytesMax: Limits.fieldCharactersMax * 4,
            fileBytesMax: Limits.subjectsFileBytesMax, filesMax: 1, fieldsMax: Limits.formFieldsMax)
        site.get(.caseSubjects) { context in
            let state = try await editable(context)
            return try await show(state, Input(), context)
        }
        site.post(
            .caseSubjects, bounds: bounds,
            refused: { fault, context in
                let state = try await editable(context)
                let problem = Problem(
                    "subjects_file", code: fault == .malformed ? "problem.upload-broken" : "problem.file-too-large",
                    ["max": "10"])
                return try await show(
                    state, Input(problems: [problem], status: fault == .malformed ? 422 : 413), context)
            }
        ) { form, context in try await take(form, context) }
    }

    /// What the page shows again after a fault.
    private struct Input {
        var typed = FieldValues()
        var problems: [Problem] = []
        var problemCount = 0
        var status = 200
    }

    private func editable(_ context: PageContext) async throws -> CaseState {
        let state = try await environment.state(context)
        try environment.requireEditing(state, context)
        return state
    }

    private func take(_ form: FormData, _ context: PageContext) async throws -> Response {
        let state = try await editable(context)
        let now = environment.clock()
        let reading = try environment.service(state).subjectReading(
            today: now.date, places: environment.procedures.places)
        let typed = form.fieldValues
        let file = form.file("subjects_file").flatMap { $0.bytes.isEmpty ? nil : $0 }
        var input = Input(typed: typed)
        let isTyped = SubjectReading.keys.contains { typed.values($0).contains { !$0.trimmed.isEmpty } }
        if file != nil, isTyped {
            input.problems = [Problem("subjects_file", code: "problem.file-and-rows")]
            input.status = 422
            return try await show(state, input, context)
        }
        let list = file.map { reading.read(file: $0.bytes) } ?? reading.read(typed: typed)
        let problems =
            try list.problems + [environment.papers.unprintable(list.rows, field: "subjects_file")].compactMap { $0 }
        guard problems.isEmpty else {
            input.problems = problems
            input.problemCount = max(list.problemCount, problems.count)
            input.status = 422
            return try await show(state, input, context)
        }
        do {
            try await environment.desk.replaceSubjects(
                list.rows, list: SubjectListID(at: now, random: Random.bytes(10)), of: state.id,
                by: try context.signedIn().actor, at: now)
        } catch let rejection as Rejection {
            throw rejection.pageError(state.id)
        }
        return .redirect(to: .of(state.id))
    }

    private func show(_ state: CaseState, _ input: Input, _ context: PageContext) async throws -> Response {
        let t = context.t
        let service = try environment.service(state)
        let columns = service.subjectColumns
        let rows = try await shownRows(state)
        let current = TableView(
            caption: t("cases.subjects.current", ["count": String(state.subjects?.count ?? 0)]),
            columns: columns.map { .init(t("request-form.field.\($0)")) },
            rows: rows.map { row in columns.map { .text(row.cell($0)) } }, empty: t("cases.subjects.none"))
        let wording = ProblemWording(t: t)
        let form = FormView(
            action: .of(state.id, .caseSubjects),
            fields: [
                .file(
                    "subjects_file", label: t("request-form.field.subjects_file"),
                    hint: t("cases.subjects.file-hint", ["columns": columns.joined(separator: ",")]),
                    accept: ".csv,text/csv")
            ],
            problems: input.problems.map(wording.view), submit: t("cases.draft.save")
        ).with(cancel: .of(state.id), t("cases.draft.back"))
        let page = Page(
            "pages/cases/subjects", title: t("request-form.page.subjects"),
            [
                "form": form.pageValue, "current": current.pageValue,
                "moreProblems": .optional(moreProblems(input, t)),
                "action": SitePath.of(state.id, .caseSubjects).pageValue,
                "typed": typedRows(input.typed, columns, t),
                "columns": .list(
                    columns.map { PageValue.object(["columnLabel": .text(t("request-form.field.\($0)"))]) }),
                "csvExample": .text(columns.joined(separator: ",")),
            ])
        return try environment.pages.render(
            page.with(state: state.stage.rawValue, caseCode: state.code).with(status: .init(code: input.status)),
            context)
    }

    private func moreProblems(_ input: Input, _ t: Strings) -> String? {
        guard input.problemCount > input.problems.count else { return nil }
        return t(
            "cases.subjects.more-problems",
            ["shown": String(input.problems.count), "count": String(input.problemCount)])
    }

    private func shownRows(_ state: CaseState) async throws -> [Subject] {
        guard let list = state.subjects else { return [] }
        return try await environment.store.read { db in try db.subjects(of: list.id, limit: Self.rowsShown) }
    }

    /// The rows that were typed, and some empty ones.
    private func typedRows(_ typed: FieldValues, _ columns: [String], _ t: Strings) -> PageValue {
        let count = columns.map { typed.values($0).count }.max() ?? 0
        let rows = max(count, Self.rowsOffered)
        return .list(
            (0..<min(rows, Limits.typedSubjectsMax)).map { index -> PageValue in
                let cells = columns.map { column -> PageValue in
                    let values = typed.values(column)
                    let label = t(
                        "cases.subjects.cell-label",
                        ["row": String(index + 1), "column": t("request-form.field.\(column)")])
                    return [
                        "cellName": .text(column), "cellLabel": .text(label),
                        "cellValue": .text(index < values.count ? values[index] : ""),
                    ]
                }
                return ["rowNumber": .number(index + 1), "cells": .list(cells)]
            })
    }
}

extension Subject {
    /// The value of one column as the list gave it.
    func cell(_ column: String) -> String {
        switch column {
        case "personal_id": personalID.description
        case "full_name": fullName
        case "birth_date": birthDate.description
        default: PersonField(rawValue: column).flatMap { claims[$0] } ?? ""
        }
    }
}
