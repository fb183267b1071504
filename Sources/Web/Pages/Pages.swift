// Turns a page model into a response: layout, wording, headers.

import Basics
import Casework
public import HTTPTypes
public import Hummingbird
import NIOCore

/// One page: which template, under which title, with which model.
public struct Page: Sendable {
    /// Such as `pages/cases/show`.
    public var template: String
    /// Ready text in the reader's language; also the title of the window.
    public var title: String
    public var model: PageValue
    public var status: HTTPResponse.Status = .ok
    /// The state and code of a case, for `data-state` and `data-case-code` of the main element.
    public var state: String?
    public var caseCode: String?
    var address: String?

    public init(_ template: PageTemplate, title: String, _ model: PageValue = [:]) {
        self.init(named: template.rawValue, title: title, model)
    }

    init(named template: String, title: String, _ model: PageValue) {
        self.template = template
        self.title = title
        self.model = model
    }

    public func with(status: HTTPResponse.Status) -> Page {
        var page = self
        page.status = status
        return page
    }

    /// Where the page can be asked for again, when it is shown at an address that only takes forms.
    func with(address: SitePath) -> Page {
        var page = self
        page.address = address.description
        return page
    }

    public func with(state: String?, caseCode: String?) -> Page {
        var page = self
        page.state = state
        page.caseCode = caseCode
        return page
    }
}

/// The templates and their wording: the only way a page is made.
public struct Pages: Sendable {
    public let templates: Templates
    public let tables: StringTables
    /// Addresses of the style sheet and the emblem with a mark of their content, so that browsers may keep them.
    let stylesheet: String
    let emblem: String

    public init(_ texts: PageTexts, files: StaticFiles) {
        templates = texts.templates
        tables = texts.tables
        stylesheet = files.address(of: "/css/trinhky.css")
        emblem = files.address(of: "/images/emblem.svg")
    }

    /// The finished page. Throws `RenderFault` when the model lacks something: a 500 page, and a failed test.
    public func render(_ page: Page, _ context: PageContext) throws -> Response {
        let text = try templates.render(
            page.template, model: page.model, frame: frame(of: page, context), strings: context.t)
        var headers = HTTPFields()
        headers[.contentType] = "text/html; charset=utf-8"
        headers[.contentLanguage] = context.language.rawValue
        return Response(status: page.status, headers: headers, body: .init(byteBuffer: ByteBuffer(string: text)))
    }

    /// What the layout shows round the page. These names are taken: a model cannot replace them.
    private func frame(of page: Page, _ context: PageContext) -> [String: PageValue] {
        let other: Language = context.language == .vi ? .en : .vi
        let switchPath = SitePath(.language, other.rawValue).with(["back": page.address ?? context.address])
        let minutes = ["minutes": String(Limits.sessionIdleSeconds / 60)]
        return [
            "pageTitle": .text(page.title),
            "pageHasProblems": .flag(Self.problemStatuses.contains(page.status)),
            "pageLanguage": .text(context.language.rawValue),
            "pageOtherLanguage": .text(other.rawValue),
            "pageLanguageSwitch": switchPath.pageValue,
            "pageState": .optional(page.state),
            "pageCaseCode": .optional(page.caseCode),
            "pageStylesheet": .text(stylesheet),
            "pageEmblem": .text(emblem),
            "pagePerson": person(page, context),
            "pagePrinted": .text(printed(page, context)),
            "pageReference": .text(context.reference),
            "pageNotice": .optional(context.notice),
            "pageSessionNote": .text(context.person == nil ? "" : context.t("layout.session-note", minutes)),
            "csrf": .text(context.csrf),
        ]
    }

    /// The foot of each sheet of a printed page: which case, who printed it, when.
    private func printed(_ page: Page, _ context: PageContext) -> String {
        [page.caseCode, context.person?.actor.name, context.moment.dayFirst].compactMap { $0 }.joined(separator: " · ")
    }

    /// What a form answers with when it is shown again; the title of the window says so too.
    private static let problemStatuses: Set<HTTPResponse.Status> = [
        .unprocessableContent, .contentTooLarge, .unsupportedMediaType, .tooManyRequests,
    ]

    /// `aria-current` of a link of the navigation: the page itself, or a page below it. What is not found is nowhere.
    private func current(_ path: String, _ page: Page, _ context: PageContext) -> PageValue {
        guard page.status != .notFound else { return .none }
        let shown = context.address.prefix { $0 != "?" }
        if shown == path { return .text("page") }
        return path != "/" && shown.hasPrefix(path + "/") ? .text("true") : .none
    }

    private func person(_ page: Page, _ context: PageContext) -> PageValue {
        guard let person = context.person else { return .none }
        let roles = person.actor.roles
        let isOffice = !roles.isDisjoint(with: [.clerk, .officer, .approver])
        let isRequester = !roles.isDisjoint(with: [.filer, .official])
        return [
            "personName": .text(person.actor.name),
            "personUnit": .text(person.unit),
            "atHome": current("/", page, context),
            "atTasks": current("/tasks", page, context),
            "atCases": current("/cases", page, context),
            "atGrants": current("/grants", page, context),
            "showsGrants": .flag(isRequester && !roles.contains(.citizen)),
            "atRecord": current("/me/record", page, context), "showsRecord": .flag(roles.contains(.citizen)),
            "atDesk": current("/desk/record", page, context), "showsDesk": .flag(roles.contains(.clerk)),
            "atIncoming": current("/registers/incoming", page, context),
            "atOutgoing": current("/registers/outgoing", page, context),
            "atFees": current("/registers/fees", page, context),
            "atAuthorities": current("/authorities", page, context),
            "showsAuthorities": .flag(!roles.isDisjoint(with: AuthorityEnvironment.readers)),
            "atAccounts": current("/admin/accounts", page, context),
            "atOrganizations": current("/admin/organizations", page, context),
            "atKeys": current("/admin/keys", page, context),
            "atOutbox": current("/admin/outbox", page, context),
            "atOwnKeys": current("/organization/keys", page, context),
            "showsAccounts": .flag(roles.contains(.admin)),
            "showsTasks": .flag(isOffice || isRequester),
            "showsCases": .flag(isOffice || isRequester || roles.contains(.inspector)),
            "showsRegisters": .flag(isOffice || roles.contains(.inspector)),
        ]
    }
}

extension Response {
    /// After a POST: the browser asks for `path` with GET, so that reloading repeats nothing.
    public static func redirect(to path: SitePath) -> Response { redirect(toAddress: path.description) }

    /// The same for an address that `ReturnAddress.safe` has let through.
    static func redirect(toAddress address: String) -> Response {
        Response(status: .seeOther, headers: [.location: address])
    }
}
