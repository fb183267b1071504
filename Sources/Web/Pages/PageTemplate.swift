// The templates of pages, by name.

/// Every template that a page is rendered from. All must be there when the server starts: `PageTexts` looks.
public enum PageTemplate: String, CaseIterable, Sendable {
    case login = "pages/accounts/login"
    case act = "pages/cases/act"
    case check = "pages/cases/check"
    case documents = "pages/cases/documents"
    case draftPage = "pages/cases/draft-page"
    case letters = "pages/cases/letters"
    case newCase = "pages/cases/new"
    case overtaken = "pages/cases/overtaken"
    case result = "pages/cases/result"
    case showCase = "pages/cases/show"
    case subjectList = "pages/cases/subject-list"
    case subjects = "pages/cases/subjects"
    case taskList = "pages/cases/task-list"
    case error = "pages/errors/error"
    case home = "pages/inbox/home"
    case caseList = "pages/inbox/list"
    case register = "pages/registers/list"
    case verifyForm = "pages/verify/form"
    case verifyLetter = "pages/verify/letter"
}
