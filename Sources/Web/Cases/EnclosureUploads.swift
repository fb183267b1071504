// Uploaded enclosures on their way into a dossier.

import Basics
import Casework
import Formats
import Forms
import Records

/// The files of a post with their kinds and titles, beside each of them in the same order, and the kinds that are
/// handed in on paper. Each file is taken or refused by itself.
struct EnclosureUploads {
    let form: FormData
    let dossier: Dossier
    let environment: CaseEnvironment

    /// What a title may have: it stands in one cell of a letter.
    private static let titleMax = 200

    private var files: [UploadedFile] { form.files.filter { $0.field == "document_file" } }
    var hasFiles: Bool { !files.isEmpty }

    /// Keeps what can be kept; gives what is wrong with the rest.
    func save(max: Int, by actor: Actor, at now: Timestamp) async throws -> [Problem] {
        let (kinds, titles) = (form.all("document_kind"), form.all("document_title"))
        var problems = try await declare(by: actor, at: now)
        var count = dossier.state.documents.count
        for (index, file) in files.enumerated() {
            let kind = index < kinds.count ? kinds[index] : Evidence.Kind.other.rawValue
            let title = index < titles.count ? titles[index].nfc.trimmed : ""
            let found = try await attach(file, kind, title, isFull: count >= max, max, by: actor, at: now)
            if found.isEmpty { count += 1 }
            problems += found
        }
        return problems
    }

    private func declare(by actor: Actor, at now: Timestamp) async throws -> [Problem] {
        let known = dossier.state.kindsForPaper(of: dossier.service, on: now.date)
        let said = form.all("on_paper").filter { !$0.isEmpty }
        if let stranger = said.first(where: { word in !known.contains { $0.rawValue == word } }) {
            return [Problem("on_paper", .unknownChoice, ["value": String(stranger.prefix(80))])]
        }
        let kinds = known.filter { said.contains($0.rawValue) }
        try await environment.desk.declareOnPaper(kinds, of: dossier.state.id, by: actor, at: now)
        return []
    }

    private func attach(
        _ file: UploadedFile, _ kind: String, _ title: String, isFull: Bool, _ max: Int, by actor: Actor,
        at now: Timestamp
    ) async throws -> [Problem] {
        if isFull { return [Problem("document_file", .tooManyAttachments, ["max": String(max)])] }
        guard let kind = Evidence.Kind(rawValue: kind) else {
            return [Problem("document_kind", .unknownChoice, ["value": String(kind.prefix(80))])]
        }
        var problems: [Problem] = []
        if title.count > Self.titleMax {
            let parameters = ["length": String(title.count), "max": String(Self.titleMax)]
            problems.append(Problem("document_title", .tooLong, parameters))
        }
        problems += try environment.papers.unprintable(
            FieldValues(["document_title": [title]]), in: ["document_title"])
        if let fault = try await environment.documents.fault(in: file.bytes) {
            problems.append(Problem("document_file", code: fault.code))
        }
        guard problems.isEmpty else { return problems }
        let document = AttachmentReference(
            id: AttachmentID(at: now, random: Random.bytes(10)),
            fileName: FileName.ofPDF(file.fileName, max: Limits.fileNameCharactersMax),
            sizeBytes: file.bytes.count, digest: Digest(of: file.bytes).hex, kind: kind, title: title)
        do {
            try await environment.desk.attach(
                document, content: file.bytes, to: dossier.state.id, by: actor, at: now)
        } catch Rejection.invalid(let found) {
            return found
        }
        return []
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
