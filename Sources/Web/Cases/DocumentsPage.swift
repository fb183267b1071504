// The organisation's own document and the papers enclosed.

import Basics
import Casework
import Formats
import Forms
import HTTPTypes
import Hummingbird
import NIOCore
import Records
import Storage

/// `/cases/{id}/documents`: number, date and signatory of the request, and uploaded PDFs.
struct DocumentsPage: PageGroup {
    let environment: CaseEnvironment

    func add(to site: Site) {
        let bounds = FormBounds(
            bytesMax: Limits.documentBytesMax + Limits.formBytesMax, textBytesMax: Limits.fieldCharactersMax * 4,
            fileBytesMax: Limits.documentBytesMax, filesMax: 1, fieldsMax: Limits.formFieldsMax)
        site.get(.caseDocuments) { context in
            let dossier = try await editable(context)
            return try show(dossier, try page(dossier, context).form.inputs(dossier.state.answers), [], context)
        }
        site.post(
            .caseDocuments, bounds: bounds,
            refused: { fault, context in
                let dossier = try await editable(context)
                let isBroken = fault == .malformed
                let code = isBroken ? "problem.upload-broken" : "problem.file-too-large"
                let problem = Problem("document_file", code: code, ["max": "10"])
                return try show(
                    dossier, try page(dossier, context).form.inputs(dossier.state.answers), [problem],
                    status: isBroken ? 422 : 413, context)
            }
        ) { form, context in try await save(form, context) }
        site.get(.caseDocument) { context in try await download(context) }
    }

    private func editable(_ context: PageContext) async throws -> Dossier {
        let dossier = try await environment.dossier(context)
        try environment.requireEditing(dossier.state, context)
        return dossier
    }

    /// The page as this person may fill it in now: for a supplement perhaps the enclosures alone.
    private func page(_ dossier: Dossier, _ context: PageContext) throws -> ApplicantForm.Page {
        guard var page = dossier.form.page("documents") else { throw PageError.notFound }
        if !Permissions.mayEdit(try context.signedIn().actor, dossier.state, page: page.key) {
            page.form.fields.removeAll { $0.documentsMax == nil }
        }
        return page
    }

    private func save(_ form: FormData, _ context: PageContext) async throws -> Response {
        let dossier = try await editable(context)
        let state = dossier.state
        let actor = try context.signedIn().actor
        let now = environment.clock()
        if let remove = form.first("remove").flatMap({ AttachmentID($0) }) {
            return try await detach(remove, state, actor, context)
        }
        var page = try page(dossier, context)
        let documentsMax = page.form.fields.compactMap(\.documentsMax).first ?? 0
        let missing = page.form.missingDocuments(state.documents)
        page.form = page.form.withoutDocuments
        let (answers, found) = try environment.read(page, form.fieldValues, today: now.date)
        var problems = found
        do {
            if !page.form.fields.isEmpty {
                try await environment.desk.save(page: page.key, answers, of: state.id, by: actor, at: now)
            }
            let file = form.file("document_file")
            if file == nil { problems += missing }
            if let file {
                if state.documents.count >= documentsMax {
                    problems.append(Problem("document_file", .tooManyAttachments, ["max": String(documentsMax)]))
                } else if let fault = try await environment.documents.fault(in: file.bytes) {
                    problems.append(Problem("document_file", code: fault.code))
                } else {
                    let document = AttachmentReference(
                        id: AttachmentID(at: now, random: Random.bytes(10)),
                        fileName: try environment.papers.printable(
                            FileName.ofPDF(file.fileName, max: Limits.fileNameCharactersMax)),
                        sizeBytes: file.bytes.count, digest: Digest(of: file.bytes).hex)
                    try await environment.desk.attach(document, content: file.bytes, to: state.id, by: actor, at: now)
                }
            }
        } catch Rejection.invalid(let found) {
            problems += found
        } catch let rejection as Rejection {
            throw rejection.pageError(state.id)
        }
        if problems.isEmpty { return .redirect(to: .of(state.id)) }
        let isType = problems.contains { PDFFault.unsupportedCodes.contains($0.code) }
        return try show(dossier, form.fieldValues, problems, status: isType ? 415 : 422, context)
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
        let fields = FormFields(
            t: t, area: "procedure", form: try page(dossier, context).form, values: values, problems: problems)
        let form = FormView(
            action: .of(state.id, .caseDocuments), fields: fields.views, problems: fields.problemViews,
            submit: t("cases.draft.save"))
        let documents = state.documents.map { document -> PageValue in
            [
                "documentID": .text(document.id.text), "documentName": .text(document.fileName),
                "documentPath": SitePath(.caseDocument, state.id.text, document.id.text).pageValue,
                "documentSize": .text(t("cases.kilobytes", ["count": String((document.sizeBytes + 1023) / 1024)])),
            ]
        }
        let evidence = dossier.service.evidence(for: state.requester)
        let title = t("procedure.page.documents")
        let view = Page(
            .documents, title: title,
            [
                "form": form.pageValue, "heading": .text(title), "back": BackLinkView.leaving(state, t).pageValue,
                "documents": .list(documents),
                "hasDocuments": .flag(!documents.isEmpty),
                "action": SitePath.of(state.id, .caseDocuments).pageValue,
                "hasEvidence": .flag(!evidence.isEmpty),
                "evidence": .list(
                    evidence.map { PageValue.object(["line": .text(t("cases.evidence.\($0.kind.rawValue)"))]) }),
            ]
        ).with(state: state.stage.rawValue, caseCode: state.code).with(status: .init(code: status))
        return try environment.pages.render(view, context)
    }

    /// An enclosed document, for everybody who may see the case.
    private func download(_ context: PageContext) async throws -> Response {
        let state = try await environment.dossier(context).state
        // One that was taken away stays in the log, not within reach.
        guard let id = context.parameters.get("document").flatMap({ AttachmentID($0) }),
            let document = state.documents.first(where: { $0.id == id })
        else { throw PageError.notFound }
        let caseID = state.id
        let content = try await environment.store.read { db in try db.attachment(id, of: caseID) }
        guard let content else { throw PageError.notFound }
        return .file(content, type: "application/pdf", name: document.fileName)
    }
}

extension PDFFault {
    /// The words of what is wrong.
    var code: String {
        switch self {
        case .empty: "problem.file-empty"
        case .notPDF: "problem.not-a-pdf"
        case .foreignHead: "problem.pdf-foreign-head"
        case .unreadable: "problem.pdf-unreadable"
        case .password: "problem.pdf-password"
        }
    }

    /// The codes of files that are not what this page takes, whatever was typed beside them.
    static let unsupportedCodes = Set([PDFFault.notPDF, .foreignHead, .unreadable].map(\.code))
}
