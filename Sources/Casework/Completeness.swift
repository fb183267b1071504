// Whether a request can be filed: what is still missing, page by page.

public import Basics
public import Forms
import Registry

/// The check behind the task list, the check page and the act of submitting.
public enum Completeness {
    /// How far a page of the task list is.
    public enum PageStatus: String, Sendable { case untouched, unfinished, done }

    /// What is missing or wrong on one page; empty when it is done.
    public static func problems(
        page: ApplicantForm.Page, _ state: CaseState, _ service: ServiceEntry, today: LocalDate
    ) -> [Problem] {
        switch page.key {
        case "subjects":
            (state.subjects?.count ?? 0) > 0 ? [] : [Problem("subjects", .rowsMissing)]
        case "fields":
            state.requestedFields(of: service).isEmpty ? [Problem("fields", .chooseAtLeastOne)] : []
        default:
            page.form.withoutDocuments.problems(state.answers, today: today)
                + page.form.missingDocuments(state.documents)
                + missingEvidence(page, state, service, today: today) + unreadableCorrection(page, state)
        }
    }

    /// A value that no record can have, at the field in which it is typed.
    private static func unreadableCorrection(_ page: ApplicantForm.Page, _ state: CaseState) -> [Problem] {
        guard page.form.fields.contains(where: { $0.key == CorrectionRequest.valueKey }) else { return [] }
        return CorrectionRequest(state.answers)?.problem().map { [$0] } ?? []
    }

    /// The kinds of evidence that the law asks for and nobody gave, and the files that the list of persons names and
    /// nobody enclosed, at the field in which files are given.
    private static func missingEvidence(
        _ page: ApplicantForm.Page, _ state: CaseState, _ service: ServiceEntry, today: LocalDate
    ) -> [Problem] {
        guard let field = page.form.fields.first(where: { $0.documentsMax != nil }) else { return [] }
        let missing = state.missingEvidence(of: service, on: today).map {
            Problem(field.key, code: "problem.evidence-missing.\($0.rawValue)")
        }
        let unknown = state.unknownEnclosures
        if unknown.isEmpty { return missing }
        let more = unknown.count > namesShown ? ", …" : ""
        let names = unknown.prefix(namesShown).map { "“\($0)”" }.joined(separator: ", ") + more
        return missing + [Problem(field.key, .enclosureUnknown, ["names": names])]
    }

    private static let namesShown = 5

    /// Everything that stands against filing, in the order of the pages.
    public static func problems(_ context: CaseContext) -> [Problem] {
        let missing = context.form.pages(having: context.service.formFeatures).flatMap {
            problems(page: $0, context.state, context.service, today: context.today)
        }
        guard missing.isEmpty, let record = context.ownRecord else { return missing }
        return CorrectionRequest(context.state.answers)?.problem(of: record).map { [$0] } ?? []
    }

    public static func status(
        of page: ApplicantForm.Page, _ state: CaseState, _ service: ServiceEntry, today: LocalDate
    ) -> PageStatus {
        if problems(page: page, state, service, today: today).isEmpty { return .done }
        let isTouched = page.form.fields.contains { state.answers[$0.key] != nil }
        return isTouched ? .unfinished : .untouched
    }
}

extension Form {
    /// The form without its fields for documents, which are kept beside the answers.
    public var withoutDocuments: Form {
        var form = self
        form.fields.removeAll { $0.documentsMax != nil }
        return form
    }

    /// The fields for documents that need one while there is none.
    public func missingDocuments(_ documents: [AttachmentReference]) -> [Problem] {
        guard documents.isEmpty else { return [] }
        return fields.filter { $0.documentsMax != nil && $0.isRequired }.map { Problem($0.key, .attachmentMissing) }
    }
}

extension Field {
    /// How many documents the field takes; `nil` for a field of another kind.
    public var documentsMax: Int? { if case .attachment(let max) = kind { max } else { nil } }
}
