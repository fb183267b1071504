// Whether a request can be filed: what is still missing, page by page.

public import Basics
public import Forms

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
            page.form.problems(state.answers, today: today)
        }
    }

    /// Everything that stands against filing, in the order of the pages.
    public static func problems(_ context: CaseContext) -> [Problem] {
        context.form.pages(having: context.service.formFeatures).flatMap {
            problems(page: $0, context.state, context.service, today: context.today)
        }
    }

    public static func status(
        of page: ApplicantForm.Page, _ state: CaseState, _ service: ServiceEntry, today: LocalDate
    ) -> PageStatus {
        if problems(page: page, state, service, today: today).isEmpty { return .done }
        let isTouched = page.form.fields.contains { state.answers[$0.key] != nil }
        return isTouched ? .unfinished : .untouched
    }
}
