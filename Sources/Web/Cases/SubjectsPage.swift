// The persons a request concerns: a CSV file, or rows typed on the page.

import Basics
import Casework
import Formats
import Forms
import Hummingbird
import Records
import Registry
import Storage

/// `/cases/{id}/subjects` and `/cases/{id}/subjects.csv`: to be changed while that is possible, later to be read.
///
/// A list never becomes shorter unasked: typed rows take the place of those whose number they carry or are added, a
/// file replaces a list only after a question, and of a file with faults the rest is taken only when somebody says so.
/// What is asked about is kept meanwhile (`FormKeeper`).
struct SubjectsPage: PageGroup {
    let environment: CaseEnvironment

    func add(to site: Site) {
        let bounds = FormBounds(
            bytesMax: Limits.subjectsFileBytesMax + Limits.fingerprintZIPBytesMax + Limits.formBytesMax,
            textBytesMax: Limits.fieldCharactersMax * 4, fileBytesMax: Limits.subjectsFileBytesMax,
            filesMax: 1 + Limits.fingerprintFilesMax, fieldsMax: Limits.formFieldsMax)
        site.get(.caseSubjects) { context in try await open(context) }
        site.post(
            .caseSubjects, bounds: bounds, again: { context in try await open(context) },
            refused: { fault, context in
                var input = SubjectsInput(typed: context.kept?.fieldValues)
                let code = fault == .malformed ? "problem.upload-broken" : "problem.file-too-large"
                input.problems = [Problem("subjects_file", code: code, ["max": Limits.uploadWords["list"] ?? ""])]
                input.status = fault == .malformed ? 422 : 413
                return try await editor.show(try await editable(context), input, context)
            }
        ) { form, context in
            if let text = form.first(SubjectListPage.search) {
                return try await list.show(try await environment.dossier(context), searching: text, context)
            }
            return try await take(form, context)
        }
        site.get(.caseSubjectsCSV) { context in try list.file(try await environment.dossier(context)) }
    }

    private var list: SubjectListPage { SubjectListPage(environment: environment) }
    private var editor: SubjectsEditor { SubjectsEditor(environment: environment) }

    private func open(_ context: PageContext) async throws -> Response {
        let dossier = try await environment.dossier(context)
        let actor = try dossier.requestersSide(context)
        guard dossier.listsPersons, Permissions.mayEdit(actor, dossier.state, page: "subjects") else {
            return try await list.show(dossier, searching: nil, context)
        }
        return try await editor.show(dossier, SubjectsInput(typed: context.kept?.fieldValues), context)
    }

    private func editable(_ context: PageContext) async throws -> Dossier {
        let dossier = try await environment.dossier(context)
        try environment.requireEditing(dossier.state, page: "subjects", context)
        guard dossier.listsPersons else { throw PageError.notFound }
        return dossier
    }

    private func take(_ sent: FormData, _ context: PageContext) async throws -> Response {
        let dossier = try await editable(context)
        var form = sent
        if let token = sent.first("kept") {
            guard let kept = try await environment.kept.find(token, at: path(dossier), for: try context.signedIn())
            else {
                var input = SubjectsInput()
                input.problems = [Problem("subjects_file", code: "problem.file-again")]
                input.status = 422
                return try await editor.show(dossier, input, context)
            }
            form = kept
        }
        let fingerprints = try await environment.fingerprints(from: &form, dossier, context)
        let typed = form.fieldValues
        guard fingerprints.problems.isEmpty else {
            var input = SubjectsInput(typed: typed)
            (input.problems, input.status) = (fingerprints.problems, 422)
            return try await editor.show(dossier, input, context)
        }
        let given = SentList(dossier: dossier, form: form, fingerprints: fingerprints)
        let file = form.file("subjects_file").flatMap { $0.bytes.isEmpty ? nil : $0 }
        let isTyped = SubjectReading.keys.contains { typed.values($0).contains { !$0.trimmed.isEmpty } }
        let seen = try sent.version ?? (try form.version)
        let isChanged = seen.map { dossier.state.isChanged(page: "subjects", since: $0) } ?? false
        if let file {
            guard !isTyped else {
                var input = SubjectsInput(typed: typed)
                input.problems = [Problem("subjects_file", .fileAndRows)]
                input.status = 422
                return try await editor.show(dossier, input, context)
            }
            let answer = isChanged ? nil : sent.first("answer")
            return try await take(file, FileWish(part: sent.first("part"), answer: answer), given, context)
        }
        if isChanged {
            var input = SubjectsInput(typed: typed)
            input.isOvertaken = true
            input.status = 409
            return try await editor.show(dossier, input, context)
        }
        return try await take(typed, isConfirmed: sent.first("answer") != nil, given, context)
    }

    /// What came, and for which request.
    private struct SentList {
        let dossier: Dossier
        /// Without its fingerprints.
        let form: FormData
        let fingerprints: FingerprintFiles
    }

    // MARK: A file

    /// What somebody wants of a file that was asked about: `good` or `bad` rows, `replace` or `add`.
    private struct FileWish {
        var part: String?
        var answer: String?
    }

    private func take(
        _ file: UploadedFile, _ wish: FileWish, _ sent: SentList, _ context: PageContext
    ) async throws -> Response {
        let (dossier, form, state) = (sent.dossier, sent.form, sent.dossier.state)
        let reading = environment.subjectReading(dossier, sent.fingerprints)
        let outcome = reading.read(file: file.bytes)
        if wish.part == "bad" { return list.file(ofFaulty: outcome, dossier) }
        if outcome.problemCount > 0, wish.part != "good" || outcome.good.isEmpty {
            var input = SubjectsInput()
            (input.problems, input.problemCount, input.status) = (outcome.problems, outcome.problemCount, 422)
            input.faulty = (outcome.good.count, outcome.faulty.count)
            if !outcome.faulty.isEmpty { input.token = try await keep(form, dossier, context) }
            return try await editor.show(dossier, input, context)
        }
        let given = wish.part == "good" ? outcome.good.map(\.row) : outcome.rows
        let current = try await environment.subjectRows(state)
        if current.isEmpty || given == current { return try await save(given, dossier, context) }
        let added = SubjectMerge(current, adding: given).rows
        let mayBeAdded = reading.problems(ofWhole: added).isEmpty
        switch wish.answer {
        case "replace": return try await save(given, dossier, context)
        case "add" where mayBeAdded: return try await save(added, dossier, context)
        default:
            var input = SubjectsInput()
            input.token = try await keep(form, dossier, context)
            input.question = SubjectsInput.Question(
                before: current.count, replaced: given.count,
                added: mayBeAdded ? added.count : nil, part: wish.part)
            return try await editor.show(dossier, input, context)
        }
    }

    // MARK: Typed rows

    private func take(
        _ typed: FieldValues, isConfirmed: Bool, _ sent: SentList, _ context: PageContext
    ) async throws -> Response {
        let (dossier, form) = (sent.dossier, sent.form)
        let reading = environment.subjectReading(dossier, sent.fingerprints)
        let outcome = reading.read(typed: typed)
        var input = SubjectsInput(typed: typed)
        (input.isTyped, input.status) = (true, 422)
        guard outcome.problemCount == 0 else {
            (input.problems, input.problemCount) = (outcome.problems, outcome.problemCount)
            return try await editor.show(dossier, input, context)
        }
        let current = try await environment.subjectRows(dossier.state)
        let numbers = typed.values(TypedRows.number).map { Int($0) }
        let merge = SubjectMerge(current, typed: outcome, numbers: numbers, field: "subjects_file")
        input.problems = merge.problems + reading.problems(ofWhole: merge.rows)
        guard input.problems.isEmpty else { return try await editor.show(dossier, input, context) }
        if merge.removed > 0, !isConfirmed {
            var asked = SubjectsInput(typed: typed)
            asked.token = try await keep(form, dossier, context)
            asked.question = SubjectsInput.Question(before: current.count, replaced: merge.rows.count)
            return try await editor.show(dossier, asked, context)
        }
        return try await save(merge.rows, dossier, context)
    }

    // MARK: Both

    /// The list was put together from the one that this dossier has, and takes the place of no other.
    private func save(_ rows: [SubjectRow], _ dossier: Dossier, _ context: PageContext) async throws -> Response {
        let (now, state) = (environment.clock(), dossier.state)
        do {
            try await environment.desk.replaceSubjects(
                rows, list: SubjectListID(at: now, random: Random.bytes(10)), of: state.id, expected: state.version,
                by: try dossier.requestersSide(context), at: now)
        } catch let rejection as Rejection {
            throw rejection.pageError(state.id)
        }
        return .redirect(to: .of(state.id))
    }

    private func keep(_ form: FormData, _ dossier: Dossier, _ context: PageContext) async throws -> String {
        try await environment.kept.keep(form, at: path(dossier), for: try context.signedIn())
    }

    private func path(_ dossier: Dossier) -> String { SitePath.of(dossier.state.id, .caseSubjects).description }
}

extension CaseEnvironment {
    /// How a list for this request is read, today.
    fileprivate func subjectReading(_ dossier: Dossier, _ fingerprints: FingerprintFiles) -> SubjectReading {
        var reading = dossier.service.subjectReading(
            namesEnclosures: dossier.state.namesEnclosures(of: dossier.service), today: clock().date,
            places: procedures.places, headings: procedures.headings)
        reading.unprintable = { [papers] text in
            // Where the fonts cannot be asked no letter can be made either, and whoever makes one says so.
            (try? papers.unprintable(in: text)) ?? []
        }
        reading.kept = { column, value in
            column == PersonField.fingerprint.rawValue ? fingerprints.claim(value) : .value(value)
        }
        return reading
    }

    /// The list that the request has, as rows that can be changed.
    fileprivate func subjectRows(_ state: CaseState) async throws -> [SubjectRow] {
        guard let list = state.subjects else { return [] }
        let subjects = try await store.read { db in try db.subjects(of: list.id, limit: Limits.subjectsMax) }
        return subjects.map { SubjectRow($0) }
    }
}
