// The organisation's own document and the papers enclosed.

import Basics
import Casework
import Formats
import Forms
import HTTPTypes
import Hummingbird
import Records
import Storage

/// `/cases/{id}/documents`: number, date and signatory of the request, uploaded PDFs, and what is handed in on paper.
struct DocumentsPage: PageGroup {
    let environment: CaseEnvironment

    func add(to site: Site) {
        let bounds = FormBounds(
            bytesMax: Limits.documentBytesMax + Limits.formBytesMax, textBytesMax: Limits.fieldCharactersMax * 4,
            fileBytesMax: Limits.documentBytesMax, filesMax: Limits.documentsMax, fieldsMax: Limits.formFieldsMax)
        let fresh: Site.Show = { context in
            let dossier = try await editable(context)
            return try show(dossier, context.typed(or: shown(try page(dossier, context), dossier)), [], context)
        }
        site.get(.caseDocuments) { context in try await fresh(context) }
        site.post(
            .caseDocuments, bounds: bounds, again: fresh,
            refused: { fault, context in
                let dossier = try await editable(context)
                let isBroken = fault == .malformed
                let code = isBroken ? "problem.upload-broken" : "problem.file-too-large"
                let problem = Problem("document_file", code: code, ["max": Limits.uploadWords["file"] ?? ""])
                return try show(
                    dossier, context.typed(or: shown(try page(dossier, context), dossier)), [problem],
                    status: isBroken ? 422 : 413, context)
            }
        ) { form, context in try await save(form, context) }
        site.get(.caseDocument) { context in try await open(context) }
    }

    private func editable(_ context: PageContext) async throws -> Dossier {
        let dossier = try await environment.dossier(context)
        try environment.requireEditing(dossier.state, context)
        return dossier
    }

    /// The page as this person may fill it in now: for a supplement perhaps the enclosures alone.
    private func page(_ dossier: Dossier, _ context: PageContext) throws -> ApplicantForm.Page {
        guard var page = dossier.form.page("documents") else { throw PageError.notFound }
        if !Permissions.mayEdit(try dossier.requestersSide(context), dossier.state, page: page.key) {
            page.form.fields.removeAll { $0.documentsMax == nil }
        }
        return page
    }

    /// What stands in the fields at first.
    private func shown(_ page: ApplicantForm.Page, _ dossier: Dossier) -> FieldValues {
        var values = page.form.inputs(dossier.state.answers)
        values.values["on_paper"] = dossier.state.onPaper.map(\.rawValue)
        return values
    }

    private func save(_ form: FormData, _ context: PageContext) async throws -> Response {
        let dossier = try await editable(context)
        let state = dossier.state
        let actor = try dossier.requestersSide(context)
        let now = environment.clock()
        if let remove = form.first("remove").flatMap({ AttachmentID($0) }) {
            return try await detach(remove, state, actor, context)
        }
        var page = try page(dossier, context)
        let documentsMax = page.form.fields.compactMap(\.documentsMax).first
        let missing = page.form.missingDocuments(state.documents)
        page.form = page.form.withoutDocuments
        let (answers, found) = try environment.read(page, form.fieldValues, today: now.date)
        var problems = found
        do {
            if !page.form.fields.isEmpty {
                try await environment.desk.save(
                    page: page.key, answers, of: state.id, expected: try form.version, by: actor, at: now)
            }
            if let documentsMax {
                let uploads = EnclosureUploads(form: form, dossier: dossier, environment: environment)
                problems += try await uploads.save(max: documentsMax, by: actor, at: now)
                if !uploads.hasFiles { problems += missing }
            }
        } catch Rejection.invalid(let found) {
            problems += found
        } catch Rejection.conflict where Permissions.mayEdit(actor, state) {
            return try show(
                try await environment.dossier(context), form.fieldValues, problems, status: 409, context)
        } catch let rejection as Rejection {
            throw rejection.pageError(state.id)
        }
        if problems.isEmpty { return .redirect(to: .of(state.id)) }
        let isType = problems.contains { PDFFault.unsupportedCodes.contains($0.code) }
        // What was good is saved by now: the form belongs to the version that has it.
        let saved = try await environment.dossier(context)
        return try show(saved, form.fieldValues, problems, status: isType ? 415 : 422, context)
    }

    /// A form of its own, without the answers of the page: they stay as they are.
    private func detach(
        _ id: AttachmentID, _ state: CaseState, _ actor: Actor, _ context: PageContext
    ) async throws -> Response {
        do {
            try await environment.desk.detach(id, from: state.id, by: actor, at: environment.clock())
        } catch let rejection as Rejection {
            throw rejection.pageError(state.id)
        }
        return .redirect(to: .of(state.id, .caseDocuments))
    }

    private func show(
        _ dossier: Dossier, _ values: FieldValues, _ problems: [Problem], status: Int = 200, _ context: PageContext
    ) throws -> Response {
        let (t, state) = (dossier.t, dossier.state)
        let page = try page(dossier, context)
        let fields = FormFields(
            t: t, area: "procedure", form: page.form.withoutDocuments, values: values, problems: problems)
        let today = environment.clock().date
        let enclosures = page.form.fields.first { $0.documentsMax != nil }.map {
            EnclosureFields(dossier: dossier, file: $0, values: values, today: today)
        }
        let form = FormView(
            action: .of(state.id, .caseDocuments), fields: fields.views + (enclosures?.views ?? []),
            problems: fields.problemViews,
            submit: t(status == 409 ? "cases.overtaken.save" : "cases.draft.save")
        ).with(hidden: [("version", String(context.version(of: state)))])
        let stored = page.form.inputs(state.answers)
        let documents = state.documents.map { document -> PageValue in
            [
                "documentID": .text(document.id.text), "documentName": .text(document.fileName),
                "documentPath": SitePath(.caseDocument, state.id.text, document.id.text).pageValue,
                "documentTitle": .text(EnclosureLines.name(of: document, t)),
                "documentSize": .text(t("cases.kilobytes", ["count": String((document.sizeBytes + 1023) / 1024)])),
            ]
        }
        let evidence = EnclosureLines(dossier: dossier).asked(on: today)
        let title = t("procedure.page.documents")
        let view = Page(
            .documents, title: title,
            [
                "form": form.pageValue, "heading": .text(title), "back": BackLinkView.leaving(state, t).pageValue,
                "documents": .list(documents),
                "differences": status == 409 ? fields.differences(from: stored).pageValue : .none,
                "hasDocuments": .flag(!documents.isEmpty),
                "action": SitePath.of(state.id, .caseDocuments).pageValue,
                "hasEvidence": .flag(!evidence.isEmpty),
                "evidence": .list(evidence.map { PageValue.object(["line": .text($0)]) }),
            ]
        ).with(state: state.stage.rawValue, caseCode: state.code).with(status: .init(code: status))
        return try environment.pages.render(view, context)
    }

    /// An enclosed document beside the page, for everybody who may see the case.
    private func open(_ context: PageContext) async throws -> Response {
        let state = try await environment.dossier(context).state
        // One that was taken away stays in the log, not within reach.
        guard let id = context.parameters.get("document").flatMap({ AttachmentID($0) }),
            let document = state.documents.first(where: { $0.id == id })
        else { throw PageError.notFound }
        let caseID = state.id
        let content = try await environment.store.read { db in try db.attachment(document, of: caseID) }
        guard let content else { throw PageError.notFound }
        return .file(content, type: "application/pdf", name: document.fileName)
    }
}

/// The fields of the page for one more enclosure, and for what is on paper.
struct EnclosureFields {
    let dossier: Dossier
    /// The field of the form in which files are given.
    let file: Field
    let values: FieldValues
    let today: LocalDate

    private var t: Strings { dossier.t }

    var views: [FieldView] {
        let state = dossier.state
        let missing = state.missingEvidence(of: dossier.service, on: today)
        let asked = state.evidence(of: dossier.service, on: today).map(\.kind)
        let wanted = (missing + asked).first { state.standing(of: $0) == .missing } ?? .other
        let chosen = values.values("document_kind").first ?? wanted.rawValue
        let kinds = Evidence.Kind.allCases.map { kind in
            OptionView(
                kind.rawValue, EnclosureLines.name(of: kind, t), isChosen: kind.rawValue == chosen)
        }
        let declared = Set(values.values("on_paper"))
        let papers = state.kindsForPaper(of: dossier.service, on: today).map { kind in
            OptionView(
                kind.rawValue, EnclosureLines.name(of: kind, t), isChosen: declared.contains(kind.rawValue))
        }
        let needsFile = !missing.isEmpty || file.isRequired && state.documents.isEmpty
        let hint = file.hintKey.map { t("procedure.\($0)") }
        return [
            .file(file.key, label: t("procedure.\(file.labelKey)"), hint: hint, accept: ".pdf,application/pdf")
                .with(isOptional: !needsFile),
            .select("document_kind", label: t("cases.documents.kind"), options: kinds),
            .text(
                "document_title", label: t("cases.documents.title"), hint: t("cases.documents.title-hint"),
                value: values.values("document_title").first ?? ""
            ).with(isOptional: true),
            .checkboxes(
                "on_paper", label: t("cases.documents.on-paper"), hint: t("cases.documents.on-paper-hint"),
                options: papers
            ).with(isOptional: true),
        ]
    }
}
