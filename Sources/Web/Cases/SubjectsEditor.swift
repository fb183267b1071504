// The page on which the persons of a request are given and changed.

import Basics
import Casework
import Formats
import Forms
import Hummingbird
import Records
import Registry
import Storage

/// What the page shows besides the list as it stands.
struct SubjectsInput {
    /// A change that somebody has to say yes to: how many persons the list has before and after it.
    struct Question {
        var before: Int
        var replaced: Int
        /// The number when the new rows are added instead; none where that is not the question.
        var added: Int?
        /// `good` when it is about the good rows of a file alone.
        var part: String?
    }

    /// What was typed; without it the boxes hold the list.
    var typed: FieldValues?
    var problems: [Problem] = []
    var problemCount = 0
    /// Whether the faults are of typed rows, which show them in their cells.
    var isTyped = false
    /// Rows of a faulty file that are in order, and those that are not.
    var faulty = (good: 0, bad: 0)
    var question: Question?
    /// Under which the file or the typed rows in question are kept.
    var token: String?
    /// Somebody else changed the list meanwhile.
    var isOvertaken = false
    var status = 200
}

/// Shows `/cases/{id}/subjects` to those who may change the list.
struct SubjectsEditor {
    let environment: CaseEnvironment
    /// Rows in boxes at once.
    private static let rowsShown = 20

    func show(_ dossier: Dossier, _ input: SubjectsInput, _ context: PageContext) async throws -> Response {
        let (t, state) = (dossier.t, dossier.state)
        let columns = dossier.subjectColumns
        let count = state.subjects?.count ?? 0
        let pages = PageNumbers(count: count, size: Self.rowsShown)
        let shown = pages.number(try PageNumbers.asked(input.typed?.values("page").first ?? context.query("page")))
        let rows = try await rows(state, from: (shown - 1) * Self.rowsShown + 1)
        let typed = TypedRows(
            t: t, columns: columns, typed: input.isOvertaken ? input.typed?.unnumbered : input.typed, current: rows,
            count: count, problems: input.isTyped ? input.problems : [])
        // Where the boxes hold something else, the list as it stands is shown beside them.
        let current: PageValue =
            input.typed == nil ? .none : dossier.subjects(rows, caption: caption(count, t)).pageValue
        let path = SitePath.of(state.id, .caseSubjects)
        let page = Page(
            .subjects, title: t("procedure.page.subjects"),
            [
                "heading": .text(t("procedure.page.subjects")),
                "form": fileForm(dossier, input, typed).pageValue,
                "back": BackLinkView.leaving(state, t).pageValue, "current": current,
                "countLine": .text(caption(count, t)),
                "csvPath": count > 0 ? SitePath.of(state.id, .caseSubjectsCSV).pageValue : .none,
                "moreProblems": .optional(moreProblems(input, t)), "action": path.pageValue,
                "question": question(input, dossier), "faulty": faulty(input, dossier),
                "overtaken": .optional(input.isOvertaken ? t("cases.subjects.overtaken") : nil),
                "typedFiles": typedFiles(dossier),
                "version": .number(context.version(of: state)), "shownPage": .number(shown), "typed": typed.pageValue,
                "columns": .list(
                    columns.map { column -> PageValue in
                        ["columnCode": .text(column), "columnLabel": .text(t.subjectColumn(column))]
                    }),
                "enclosureHint": .optional(enclosureHint(dossier)),
                "csvExample": .text(columns.joined(separator: ",")), "pages": pages.view(at: path, shown: shown),
            ])
        return try environment.pages.render(
            page.with(state: state.stage.rawValue, caseCode: state.code).with(status: .init(code: input.status)),
            context)
    }

    private func enclosureHint(_ dossier: Dossier) -> String? {
        guard dossier.state.namesEnclosures(of: dossier.service) else { return nil }
        return dossier.t("cases.subjects.enclosure-hint", ["page": dossier.t("procedure.page.documents")])
    }

    private func caption(_ count: Int, _ t: Strings) -> String {
        count == 0 ? t("cases.subjects.none") : t("cases.subjects.current", ["count": String(count)])
    }

    private func rows(_ state: CaseState, from first: Int) async throws -> [Subject] {
        guard let list = state.subjects else { return [] }
        return try await environment.store.read { db in
            try db.subjects(of: list.id, from: first, limit: Self.rowsShown)
        }
    }

    /// The upload. Many faults of a file stand in the summary alone; the field says how many there are.
    private func fileForm(_ dossier: Dossier, _ input: SubjectsInput, _ typed: TypedRows) -> FormView {
        let (t, state) = (dossier.t, dossier.state)
        let wording = ProblemWording(t: t)
        var problems = input.isTyped ? typed.problemViews : input.problems.map { wording.view($0) }
        var error: String?
        if !input.isTyped, input.problems.contains(where: { $0.row != nil }) {
            problems = problems.map { problem in
                ProblemView(field: nil, text: problem.text, anchor: FieldView.id("subjects_file"))
            }
            error = t("cases.subjects.file-problems", ["count": String(input.problemCount)])
        }
        let field = FieldView.file(
            "subjects_file", label: t("cases.subjects.file"), hint: t("cases.subjects.file-hint"),
            accept: ".csv,.txt,text/csv", error: error)
        let fingerprints = dossier.service.comparesFingers ? [FingerprintFiles.field(t)] : []
        return FormView(
            action: .of(state.id, .caseSubjects), fields: [field] + fingerprints, problems: problems,
            submit: t("cases.subjects.upload")
        ).with(hidden: [("version", String(state.version))])
    }

    /// The files that typed rows name. The box is that of the other form but for its name in the page.
    private func typedFiles(_ dossier: Dossier) -> PageValue {
        guard dossier.service.comparesFingers else { return .none }
        var field = FingerprintFiles.field(dossier.t)
        field.place = "typed"
        return field.pageValue
    }

    private func moreProblems(_ input: SubjectsInput, _ t: Strings) -> String? {
        guard input.problemCount > input.problems.count else { return nil }
        return t(
            "cases.subjects.more-problems",
            ["shown": String(input.problems.count), "count": String(input.problemCount)])
    }

    /// "40 → 1?", with a button for each answer.
    private func question(_ input: SubjectsInput, _ dossier: Dossier) -> PageValue {
        guard let question = input.question, let token = input.token else { return .none }
        let t = dossier.t
        func button(_ answer: String, _ after: Int, _ key: String) -> PageValue {
            let numbers = ["before": String(question.before), "after": String(after)]
            return ["answer": .text(answer), "answerLabel": .text(t("cases.subjects.\(key)", numbers))]
        }
        let isFile = question.added != nil || input.typed == nil
        let replacing = button("replace", question.replaced, isFile ? "replace" : "shorten")
        let adding = question.added.map { button("add", $0, "add") }
        let numbers = ["before": String(question.before), "after": String(question.replaced)]
        return [
            "questionText": .text(t("cases.subjects.\(isFile ? "replace" : "shorten")-question", numbers)),
            "keptToken": .text(token), "keptPart": .optional(question.part),
            "answers": .list([replacing, adding].compactMap { $0 }),
            "cancelPath": SitePath.of(dossier.state.id, .caseSubjects).pageValue,
        ]
    }

    /// The good rows can be kept, the bad ones fetched as a file.
    private func faulty(_ input: SubjectsInput, _ dossier: Dossier) -> PageValue {
        guard let token = input.token, input.question == nil, input.faulty.bad > 0 else { return .none }
        let t = dossier.t
        let (good, bad) = (["count": String(input.faulty.good)], ["count": String(input.faulty.bad)])
        return [
            "keptToken": .text(token), "badLabel": .text(t("cases.subjects.fetch-bad", bad)),
            "goodLabel": input.faulty.good > 0 ? .text(t("cases.subjects.keep-good", good)) : .none,
        ]
    }
}

extension FieldValues {
    /// The same rows without the numbers of a list that is another one now.
    fileprivate var unnumbered: FieldValues {
        var values = self
        values.values[TypedRows.number] = nil
        return values
    }
}
