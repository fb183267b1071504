// How features add their pages: every route with who may come in, every form read, bounded and checked before it is
// used.

import Basics
public import Casework
public import Formats
import HTTPTypes
public import Hummingbird
import Records
import Storage

/// Who may open a page at all. What they may do there is `Permissions`' business.
public enum Access: Sendable, Hashable {
    case everyone
    case signedIn
    /// Signed in with one of these roles; to all others the page does not exist.
    case roles(Set<Role>)
}

/// A group of pages, by feature.
public protocol PageGroup: Sendable {
    func add(to site: Site)
}

/// The router as page groups see it.
public struct Site {
    public typealias Show = @Sendable (PageContext) async throws -> Response
    public typealias Take = @Sendable (FormData, PageContext) async throws -> Response
    public typealias TakeRefused = @Sendable (FormDataFault, PageContext) async throws -> Response

    let add: (SiteRoute, HTTPRequest.Method, @escaping Handler) -> Void
    typealias Handler = @Sendable (Request, PageContext) async throws -> Response

    /// A page. Query parameters are in `context.query`.
    public func get(_ route: SiteRoute, _ access: Access = .signedIn, _ show: @escaping Show) {
        add(route, .get) { _, context in
            try Site.admit(context, access, to: route)
            return try await show(context)
        }
    }

    /// What another program posts to: no session, no form of a page. The handler reads the body itself.
    func call(_ route: SiteRoute, _ answer: @escaping Handler) { add(route, .post, answer) }

    /// A form's target. The form is read within `bounds` and its anti-forgery value checked before `take` sees it.
    ///
    /// What cannot be taken comes back on the page with everything typed, in `context.kept`: a body that is too large
    /// or broken by `refused`, or by `again` with a notice above it; a form from before the person signed in anew by
    /// `again`, and so does one for which today's quota does not suffice, or that the store cannot take just now. A
    /// form of a session that has ended is kept until its writer signs in. Without either there is an error page.
    public func post(
        _ route: SiteRoute, _ access: Access = .signedIn, bounds: FormBounds = .texts, again: Show? = nil,
        refused: TakeRefused? = nil, _ take: @escaping Take
    ) {
        add(route, .post) { request, context in
            let page = route.formPath(of: request.uri.path)
            if access != .everyone, again != nil || refused != nil {
                try await Site.keep(request, of: page, bounds: bounds, context)
            }
            try Site.admit(context, access, to: route)
            let read = await FormReading.read(request, bounds: bounds, isTrusted: context.person != nil)
            var context = context
            if let fault = read.fault {
                context = context.keeping(read.form)
                let isFromHere = FormReading.origin(request, read.form, context) != .elsewhere
                return try await Site.answer(fault, context, refused, again, isFromHere: isFromHere)
                    .closing(context, if: read.leavesBytesUnread)
            }
            switch FormReading.origin(request, read.form, context) {
            case .thisPage: break
            case .elsewhere: throw PageError.formExpired
            case .olderPage:
                guard let again else { throw PageError.formExpired }
                context.notice = context.t("layout.notice.older-page")
                return try await again(context.keeping(read.form)).refusing(.unprocessableContent)
            }
            do {
                let response = try await take(read.form, context)
                if response.status == .seeOther { try await context.dropKept(at: page) }
                return response
            } catch PageError.overQuota(let quota) {
                return try await Site.answer(quota, read.form, context, again)
            } catch let error as StorageError where error.mayPass {
                return try await Site.answer(error, read.form, context, again)
            }
        }
    }

    /// The page again, with what could be read of a body that cannot be taken.
    private static func answer(
        _ fault: FormDataFault, _ context: PageContext, _ refused: TakeRefused?, _ again: Show?, isFromHere: Bool
    ) async throws -> Response {
        if let refused { return try await refused(fault, context) }
        let error = PageError(fault)
        guard let again, error != .unsupported, isFromHere else { throw error }
        var context = context
        context.fault = fault
        let key = error == .tooLarge ? "too-large" : "broken"
        context.notice = context.t("layout.notice.\(key)", Limits.uploadWords)
        return try await again(context).refusing(error == .tooLarge ? .contentTooLarge : .unprocessableContent)
    }

    /// The page again, with all that was typed and until when nothing more is taken.
    private static func answer(
        _ quota: SpentQuota, _ form: FormData, _ context: PageContext, _ again: Show?
    ) async throws -> Response {
        guard let again else { throw PageError.overQuota(quota) }
        var context = context.keeping(form)
        context.notice = context.t("layout.notice.quota", ["reason": context.t(quota)])
        var response = try await again(context).refusing(.tooManyRequests)
        response.wait(for: quota, from: context.moment)
        return response
    }

    /// The page again, with all that was typed, where it can be shown: reading may go on where writing does not.
    private static func answer(
        _ error: StorageError, _ form: FormData, _ context: PageContext, _ again: Show?
    ) async throws -> Response {
        guard let again else { throw error }
        var kept = context.keeping(form)
        kept.notice = context.t("layout.notice.unavailable")
        // The first error is the one to tell of.
        guard let page = try? await again(kept) else { throw error }
        context.log(failure: error)
        var response = page.refusing(.serviceUnavailable)
        response.headers[.retryAfter] = "5"
        return response
    }

    /// Keeps what somebody sent whose session has ended meanwhile, when it came from a page of that session.
    private static func keep(
        _ request: Request, of page: String, bounds: FormBounds, _ context: PageContext
    ) async throws {
        guard context.person == nil, let ended = context.ended, let keeper = context.keeper else { return }
        var theirs = context
        theirs.csrf = AntiForgery.value(for: ended)
        let read = await FormReading.read(request, bounds: bounds, isTrusted: true)
        guard FormReading.origin(request, read.form, theirs) == .thisPage else { throw PageError.notSignedIn }
        throw PageError.sessionEnded(token: try await keeper.keep(read.form.withoutFiles, at: page, for: ended))
    }

    private static func admit(_ context: PageContext, _ access: Access, to route: SiteRoute) throws {
        if access == .everyone { return }
        let person = try context.signedIn()
        if let duty = person.duty, duty.route != route { throw PageError.dutyFirst(duty) }
        if case .roles(let roles) = access, roles.isDisjoint(with: person.actor.roles) { throw PageError.notFound }
    }
}

extension AccountDuty {
    /// Where it is done.
    var route: SiteRoute {
        switch self {
        case .newPassword: .accountPassword
        case .secondFactor: .accountSecondFactor
        }
    }
}

extension StorageError {
    /// Whether the same may be taken a little later.
    fileprivate var mayPass: Bool {
        switch self {
        case .busy, .unavailable: true
        case .conflict, .corrupt, .erased, .constraint: false
        }
    }
}

extension PageError {
    /// The page for a form that cannot be read.
    init(_ fault: FormDataFault) {
        switch fault {
        case .tooLarge, .fileTooLarge, .tooManyFields: self = .tooLarge
        case .malformed: self = .malformed
        case .unsupported: self = .unsupported
        }
    }
}

extension Response {
    /// The same page as an answer that refuses; one that sends the reader elsewhere or says more stays as it is.
    fileprivate func refusing(_ status: HTTPResponse.Status) -> Response {
        guard [.ok, .unprocessableContent].contains(self.status) else { return self }
        var response = self
        response.status = status
        return response
    }
}

extension PageContext {
    /// The context of the page that shows again what was typed.
    fileprivate func keeping(_ form: FormData) -> PageContext {
        var context = self
        context.kept = form.withoutSecrets.withoutFiles
        return context
    }
}

extension Response {
    /// Says in how many seconds the quota begins anew.
    mutating func wait(for quota: SpentQuota, from now: Timestamp) {
        let wait = (Timestamp(quota.until).milliseconds - now.milliseconds + 999) / 1000
        headers[.retryAfter] = String(max(wait, 1))
    }
}

extension Strings {
    /// Which quota is used up, and when it begins anew.
    func callAsFunction(_ quota: SpentQuota) -> String {
        self("errors.quota.\(quota.kind.rawValue)", ["limit": String(quota.limit), "day": quota.until.dayFirst])
    }
}

extension SiteRoute {
    /// The address of the page with the form that is posted to `path`: mostly the same.
    fileprivate func formPath(of path: String) -> String {
        switch self {
        case .caseSubmit: path.split(separator: "/").dropLast().map { "/\($0)" }.joined() + "/check"
        case .cases: SitePath.newCase.description
        case .caseSearch: SitePath.cases.description
        case .taskSearch: SitePath.tasks.description
        default: path
        }
    }
}

extension Limits {
    /// The bounds of uploads in megabytes, for messages.
    static var uploadWords: [String: String] {
        [
            "file": String(documentBytesMax / 1024 / 1024), "list": String(subjectsFileBytesMax / 1024 / 1024),
            "form": String(formBytesMax / 1024 / 1024),
        ]
    }
}

extension Site {
    /// The site on a router whose middleware is in place.
    init(_ router: Router<PageContext>, _ access: AccessRecording) {
        add = { route, method, handler in
            precondition(route.methods.contains(method), "\(route.methods) of \(route) leaves out \(method)")
            router.on(RouterPath(route.pattern), method: method) { request, context in
                try await access.answer(route, context) { try await handler(request, context) }
            }
        }
    }
}
