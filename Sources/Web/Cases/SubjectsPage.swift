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
    /// Rows of the list shown; a list no longer than this can be changed in the boxes.
    private static let rowsShown = 20

    func add(to site: Site) {
        let bounds = FormBounds(
            bytesMax: Limits.subjectsFileBytesMax + Limits.formBytesMax, textBytesMax: Limits.fieldCharactersMax * 4,
            fileBytesMax: Limits.subjectsFileBytesMax, filesMax: 1, fieldsMax: Limits.formFieldsMax)
        site.get(.caseSubjects) { context in
            let dossier = try await environment.dossier(context)
            guard try mayChange(dossier, context) else { return try await list.show(dossier, searching: nil, context) }
            return try await show(dossier, Input(), context)
        }
        site.post(
            .caseSubjects, bounds: bounds,
            refused: { fault, context in
                let dossier = try await editable(context)
                let problem = Problem(
                    "subjects_file", code: fault == .malformed ? "problem.upload-broken" : "problem.file-too-large",
                    ["max": "10"])
                return try await show(
                    dossier, Input(problems: [problem], status: fault == .malformed ? 422 : 413), context)
            }
        ) { form, context in
            if let text = form.first(SubjectListPage.search) {
                return try await list.show(try await environment.dossier(context), searching: text, context)
            }
            return try await take(form, context)
        }
    }

    /// The same list for reading.
    private var list: SubjectListPage { SubjectListPage(environment: environment) }

    private func mayChange(_ dossier: Dossier, _ context: PageContext) throws -> Bool {
        let actor = try context.signedIn().actor
        return dossier.form.page("subjects") != nil && Permissions.mayEdit(actor, dossier.state, page: "subjects")
    }

    /// What the page shows again after a fault.
    private struct Input {
        var typed = FieldValues()
        var problems: [Problem] = []
        var problemCount = 0
        /// Whether the faults are of typed rows, which show them in their cells.
        var isTyped = false
        var status = 200
    }

    private func editable(_ context: PageContext) async throws -> Dossier {
        let dossier = try await environment.dossier(context)
        try environment.requireEditing(dossier.state, page: "subjects", context)
        guard dossier.form.page("subjects") != nil else { throw PageError.notFound }
        return dossier
    }

    private func take(_ form: FormData, _ context: PageContext) async throws -> Response {
        let dossier = try await editable(context)
        let now = environment.clock()
        let reading = dossier.service.subjectReading(
            today: now.date, places: environment.procedures.places)
        let typed = form.fieldValues
        let file = form.file("subjects_file").flatMap { $0.bytes.isEmpty ? nil : $0 }
        var input = Input(typed: typed)
        let isTyped = SubjectReading.keys.contains { typed.values($0).contains { !$0.trimmed.isEmpty } }
        if file != nil, isTyped {
            input.problems = [Problem("subjects_file", .fileAndRows)]
            input.status = 422
            return try await show(dossier, input, context)
        }
        input.isTyped = isTyped
        let list = file.map { reading.read(file: $0.bytes) } ?? reading.read(typed: typed)
        let problems =
            try list.problems + [environment.papers.unprintable(list.rows, field: "subjects_file")].compactMap { $0 }
        guard problems.isEmpty else {
            input.problems = problems
            input.problemCount = max(list.problemCount, problems.count)
            input.status = 422
            return try await show(dossier, input, context)
        }
        do {
            try await environment.desk.replaceSubjects(
                list.rows, list: SubjectListID(at: now, random: Random.bytes(10)), of: dossier.state.id,
                by: try context.signedIn().actor, at: now)
        } catch let rejection as Rejection {
            throw rejection.pageError(dossier.state.id)
        }
        return .redirect(to: .of(dossier.state.id))
    }

    private func show(_ dossier: Dossier, _ input: Input, _ context: PageContext) async throws -> Response {
        let (t, state) = (dossier.t, dossier.state)
        let columns = dossier.service.subjectColumns
        let rows = try await shownRows(state)
        let count = state.subjects?.count ?? 0
        let isShort = count <= Self.rowsShown
        let typed = TypedRows(
            t: t, columns: columns, typed: input.typed, current: isShort ? rows : [],
            problems: input.isTyped ? input.problems : [])
        let current = TableView(
            caption: t("cases.subjects.current", ["count": String(count)]),
            columns: columns.map { .init(t.subjectColumn($0)) },
            rows: isShort ? [] : rows.map { row in columns.map { .text(row.cell($0)) } },
            empty: count == 0 ? t("cases.subjects.none") : t("cases.subjects.current", ["count": String(count)]))
        let page = Page(
            .subjects, title: t("procedure.page.subjects"),
            [
                "heading": .text(t("procedure.page.subjects")),
                "form": fileForm(state, columns, input, typed, t).pageValue,
                "back": BackLinkView.leaving(state, t).pageValue, "current": current.pageValue,
                "moreProblems": .optional(moreProblems(input, t)),
                "action": SitePath.of(state.id, .caseSubjects).pageValue,
                "typed": typed.pageValue,
                "columns": .list(
                    columns.map { column -> PageValue in
                        ["columnCode": .text(column), "columnLabel": .text(t.subjectColumn(column))]
                    }),
                "csvExample": .text(columns.joined(separator: ",")),
            ])
        return try environment.pages.render(
            page.with(state: state.stage.rawValue, caseCode: state.code).with(status: .init(code: input.status)),
            context)
    }

    /// The upload. Many faults of a file stand in the summary alone; the field says how many there are.
    private func fileForm(
        _ state: CaseState, _ columns: [String], _ input: Input, _ typed: TypedRows, _ t: Strings
    ) -> FormView {
        let wording = ProblemWording(t: t)
        var problems = input.isTyped ? typed.problemViews : input.problems.map(wording.view)
        var error: String?
        if !input.isTyped, input.problems.contains(where: { $0.row != nil }) {
            problems = problems.map { problem in
                ProblemView(field: nil, text: problem.text, anchor: FieldView.id("subjects_file"))
            }
            error = t("cases.subjects.file-problems", ["count": String(input.problemCount)])
        }
        let field = FieldView.file(
            "subjects_file", label: t("cases.subjects.file"), hint: t("cases.subjects.file-hint"),
            accept: ".csv,text/csv", error: error)
        return FormView(
            action: .of(state.id, .caseSubjects), fields: [field], problems: problems,
            submit: t("cases.subjects.upload"))
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
}
