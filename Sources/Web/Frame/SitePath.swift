// Every address of the site in one place: patterns for the router and the documentation, links for the pages.

public import Basics
public import HTTPTypes

/// A pattern of the router and the methods it answers. `docs/routes.md` is printed from this list.
public enum SiteRoute: String, CaseIterable, Sendable {
    case home = "/"
    case login = "/login"
    case loginCode = "/login/code"
    case logout = "/logout"
    case language = "/language/:language"
    case account = "/account"
    case accountPassword = "/account/password"
    case accountSecondFactor = "/account/second-factor"
    case accountSessions = "/account/sessions"
    case accountLists = "/account/lists"
    case adminAccounts = "/admin/accounts"
    case adminNewAccount = "/admin/accounts/new"
    case adminAccount = "/admin/accounts/:account"
    case adminAccountChange = "/admin/accounts/:account/change"
    case adminAccountSessions = "/admin/accounts/:account/sessions"
    case adminAccountStep = "/admin/accounts/:account/steps/:step"
    case adminOrganizations = "/admin/organizations"
    case adminNewOrganization = "/admin/organizations/new"
    case adminOrganization = "/admin/organizations/:organization"
    case adminKeys = "/admin/keys"
    case adminKeyStep = "/admin/keys/:key/:step"
    case adminOutbox = "/admin/outbox"
    case adminWork = "/admin/outbox/:case/:work"
    case adminWorkStep = "/admin/outbox/:case/:work/:step"
    case authorities = "/authorities"
    case newAuthority = "/authorities/new"
    case authority = "/authorities/:authority"
    case authorityStep = "/authorities/:authority/:step"
    case organizationKeys = "/organization/keys"
    case organizationKeyWithdrawal = "/organization/keys/:key/withdrawal"
    case cases = "/cases"
    case newCase = "/cases/new"
    case caseSearch = "/cases/search"
    case savedCases = "/cases/saved"
    case showCase = "/cases/:case"
    case casePurpose = "/cases/:case/purpose"
    case caseSubjects = "/cases/:case/subjects"
    case caseSubjectsCSV = "/cases/:case/subjects.csv"
    case caseFields = "/cases/:case/fields"
    case caseDocuments = "/cases/:case/documents"
    case caseUndertakings = "/cases/:case/undertakings"
    case casePage = "/cases/:case/pages/:page"
    case caseCheck = "/cases/:case/check"
    case caseSubmit = "/cases/:case/submit"
    case caseAssigning = "/cases/:case/assigning/:step"
    case caseAct = "/cases/:case/acts/:act"
    case caseActPreview = "/cases/:case/acts/:act/preview"
    case caseRemark = "/cases/:case/acts/remark"
    case caseAnswerRemark = "/cases/:case/acts/answer-remark"
    case caseSettleRemarks = "/cases/:case/acts/settle-remarks"
    case caseRemarks = "/cases/:case/remarks"
    case caseLetters = "/cases/:case/letters"
    case caseLetter = "/cases/:case/letters/{number}.pdf"
    case caseDocument = "/cases/:case/documents/:document"
    case caseResult = "/cases/:case/result"
    case caseResultCSV = "/cases/:case/result.csv"
    case caseResultXML = "/cases/:case/result.xml"
    case caseResultPDF = "/cases/:case/result.pdf"
    case caseCalls = "/cases/:case/calls"
    case caseTables = "/cases/:case/tables"
    case caseTable = "/cases/:case/tables/:table"
    case caseTableCSV = "/cases/:case/tables/{table}.csv"
    case grants = "/grants"
    case ownRequests = "/me/requests"
    case ownRecord = "/me/record"
    case ownRecordCSV = "/me/record.csv"
    case ownRecordXML = "/me/record.xml"
    case ownRecordPDF = "/me/record.pdf"
    case deskRecord = "/desk/record"
    case deskRequest = "/desk/request"
    case deskCases = "/desk/cases"
    case remarks = "/remarks"
    case tasks = "/tasks"
    case taskSearch = "/tasks/search"
    case savedTasks = "/tasks/saved"
    case manyCases = "/tasks/acts/:act"
    case manyAssigning = "/tasks/assigning/:role"
    case manyLetters = "/tasks/acts/:act/letters"
    case incomingRegister = "/registers/incoming"
    case incomingRegisterCSV = "/registers/incoming.csv"
    case incomingRegisterPDF = "/registers/incoming.pdf"
    case outgoingRegister = "/registers/outgoing"
    case outgoingRegisterCSV = "/registers/outgoing.csv"
    case outgoingRegisterPDF = "/registers/outgoing.pdf"
    case fees = "/registers/fees"
    case feesCSV = "/registers/fees.csv"
    case verify = "/verify"
    case verifyCode = "/verify/:code"
    case token = "/api/v1/token"
    case assertions = "/api/v1/assertions"
    case payments = "/api/v1/payments"
    case publishedKeys = "/.well-known/jwks.json"
    case healthz = "/healthz"
    case readyz = "/readyz"
    case metrics = "/metrics"

    /// Where programs ask, and are answered in JSON.
    static let programs = "/api/"

    /// The pattern as the router and the log name it.
    public var pattern: String { rawValue }

    /// What the route answers; GET brings HEAD with it.
    public var methods: [HTTPRequest.Method] {
        switch self {
        case .logout, .token, .assertions, .payments, .caseSubmit, .caseActPreview, .caseSettleRemarks, .savedTasks,
            .savedCases,
            .manyLetters, .accountSessions, .adminAccountSessions:
            [.post]
        case .login, .loginCode, .account, .accountPassword, .accountSecondFactor, .accountLists, .adminNewAccount,
            .adminAccountChange, .adminAccountStep, .adminNewOrganization, .adminOrganization, .adminKeyStep,
            .adminWorkStep, .newAuthority, .authorityStep,
            .organizationKeys, .organizationKeyWithdrawal:
            [.get, .post]
        case .cases, .caseSearch, .taskSearch, .newCase, .casePurpose, .caseSubjects, .caseFields, .caseDocuments,
            .caseUndertakings, .casePage, .caseAct, .caseRemark, .caseAnswerRemark, .caseAssigning, .caseTables,
            .deskRecord, .deskRequest, .manyCases, .manyAssigning, .verify:
            [.get, .post]
        default: [.get]
        }
    }

    /// The methods of all routes that `path` could mean; empty when there is no such address.
    static func methods(at path: String) -> [HTTPRequest.Method] {
        var methods: [HTTPRequest.Method] = []
        for route in allCases where route.matches(path) {
            for method in route.methods where !methods.contains(method) { methods.append(method) }
        }
        return methods
    }

    /// The address of the page of a request with that key.
    static func page(_ key: String) -> SiteRoute {
        switch key {
        case "purpose": .casePurpose
        case "subjects": .caseSubjects
        case "fields": .caseFields
        case "documents": .caseDocuments
        case "undertakings": .caseUndertakings
        default: .casePage
        }
    }

    /// The segments of the pattern.
    var segments: [Substring] { rawValue.split(separator: "/") }

    /// Whether `path` has the form of this pattern.
    func matches(_ path: String) -> Bool {
        let parts = path.split(separator: "/", omittingEmptySubsequences: true)
        let own = segments
        guard parts.count == own.count else { return false }
        return zip(own, parts).allSatisfy { segment, part in
            if segment.hasPrefix(":") { return true }
            guard segment.hasPrefix("{"), let close = segment.firstIndex(of: "}") else { return segment == part }
            return part.hasSuffix(segment[segment.index(after: close)...])
        }
    }
}

/// An address within the site. Pages link with these alone, so no link can go nowhere.
public struct SitePath: Sendable, Hashable, CustomStringConvertible {
    public let route: SiteRoute
    /// What is printed in `href` and `action`: path and query, percent-encoded.
    public let description: String

    /// Fills the places of the pattern in order. The number of `values` is part of the code, never of the input.
    public init(_ route: SiteRoute, _ values: String...) {
        self.init(route, values: values)
    }

    private init(_ route: SiteRoute, values: [String]) {
        var left = values[...]
        let segments = route.segments.map { segment -> String in
            let isPlace = segment.hasPrefix(":") || segment.hasPrefix("{")
            guard isPlace, let value = left.popFirst() else { return String(segment) }
            let ending = segment.firstIndex(of: "}").map { segment[segment.index(after: $0)...] } ?? ""
            return SitePath.encoded(value) + ending
        }
        precondition(left.isEmpty, "more values than places in \(route.rawValue)")
        self.route = route
        description = "/" + segments.joined(separator: "/")
    }

    private init(route: SiteRoute, description: String) {
        self.route = route
        self.description = description
    }

    public static let home = SitePath(.home)
    public static let login = SitePath(.login)
    public static let tasks = SitePath(.tasks)
    public static let cases = SitePath(.cases)
    public static let newCase = SitePath(.newCase)
    static let account = SitePath(.account)

    /// The page of an account, for those who keep them, or one of the pages under it.
    static func account(_ id: AccountID, _ route: SiteRoute = .adminAccount) -> SitePath {
        SitePath(route, values: [id.text])
    }

    /// What is done to an account after one more question.
    static func step(_ step: String, of id: AccountID) -> SitePath {
        SitePath(.adminAccountStep, values: [id.text, step])
    }

    /// An item of failed work at its place below its case, or what is done with it after one more question.
    static func work(_ place: String, of id: CaseID, step: String? = nil) -> SitePath {
        step.map { SitePath(.adminWorkStep, values: [id.text, place, $0]) }
            ?? SitePath(.adminWork, values: [id.text, place])
    }

    /// An address of one case: the case page, or one of the pages under it.
    public static func of(_ id: CaseID, _ route: SiteRoute = .showCase) -> SitePath {
        SitePath(route, values: [id.text])
    }

    /// A page of the request. Those of the outside contract have addresses of their own, others are known by their key.
    public static func page(_ key: String, of id: CaseID) -> SitePath {
        let route = SiteRoute.page(key)
        return route == .casePage ? SitePath(route, values: [id.text, key]) : of(id, route)
    }

    /// The page of one act of a case.
    public static func act(_ slug: String, of id: CaseID) -> SitePath {
        SitePath(.caseAct, values: [id.text, slug])
    }

    /// Where the form of that act shows the paper it would make.
    public static func preview(_ slug: String, of id: CaseID) -> SitePath {
        SitePath(.caseActPreview, values: [id.text, slug])
    }

    /// The address with a query, `?page=2`, behind what it asks for already.
    public func with(_ query: KeyValuePairs<String, String>) -> SitePath {
        let pairs = query.map { "\(SitePath.encoded($0.key))=\(SitePath.encoded($0.value))" }
        let joined = pairs.joined(separator: "&")
        let mark = description.contains("?") ? "&" : "?"
        return SitePath(route: route, description: joined.isEmpty ? description : "\(description)\(mark)\(joined)")
    }

    /// Percent-encodes all but the unreserved characters of RFC 3986.
    static func encoded(_ text: String) -> String {
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                bytes.append(byte)
            default:
                let digits = Array("0123456789ABCDEF".utf8)
                bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension SitePath: PageValueConvertible {
    public var pageValue: PageValue { .text(description) }
}

/// Where a person wanted to go, when it is safe to send them there.
public enum ReturnAddress {
    /// `text` when it is a path of this very site: no scheme, no host, no `//`, no backslash, nothing unprintable.
    public static func safe(_ text: String?) -> String? {
        guard let text, text.utf8.count <= 512, text.hasPrefix("/"), !text.hasPrefix("//"), !text.contains("\\"),
            text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f })
        else { return nil }
        return text
    }
}
