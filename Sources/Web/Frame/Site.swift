// How features add their pages: every route with who may come in, every form read, bounded and checked before it is
// used.

import Basics
public import Casework
public import Formats
import HTTPTypes
public import Hummingbird

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
            try Site.admit(context, access)
            return try await show(context)
        }
    }

    /// A form's target. The form is read within `bounds` and its anti-forgery value checked before `take` sees it.
    ///
    /// What cannot be taken comes back on the page with everything typed, in `context.kept`: a body that is too large
    /// or broken by `refused`, or by `again` with a notice above it; a form from before the person signed in anew by
    /// `again`. A form of a session that has ended is kept until its writer signs in. Without either there is an error
    /// page.
    public func post(
        _ route: SiteRoute, _ access: Access = .signedIn, bounds: FormBounds = .texts, again: Show? = nil,
        refused: TakeRefused? = nil, _ take: @escaping Take
    ) {
        add(route, .post) { request, context in
            let page = route.formPath(of: request.uri.path)
            if access != .everyone, again != nil || refused != nil {
                try await Site.keep(request, of: page, bounds: bounds, context)
            }
            try Site.admit(context, access)
            let read = await FormReading.read(request, bounds: bounds, isTrusted: context.person != nil)
            var context = context
            if let fault = read.fault {
                context.kept = read.form.withoutSecrets.withoutFiles
                let isFromHere = FormReading.origin(request, read.form, context) != .elsewhere
                return try await Site.answer(fault, context, refused, again, isFromHere: isFromHere)
                    .closing(context, if: read.leavesBytesUnread)
            }
            switch FormReading.origin(request, read.form, context) {
            case .thisPage: break
            case .elsewhere: throw PageError.formExpired
            case .olderPage:
                guard let again else { throw PageError.formExpired }
                context.kept = read.form.withoutSecrets.withoutFiles
                context.notice = context.t("layout.notice.older-page")
                return try await again(context).refusing(.unprocessableContent)
            }
            let response = try await take(read.form, context)
            if response.status == .seeOther { context.dropKept(at: page) }
            return response
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

    /// Keeps what somebody sent whose session has ended meanwhile, when it came from a page of that session.
    private static func keep(
        _ request: Request, of page: String, bounds: FormBounds, _ context: PageContext
    ) async throws {
        guard context.person == nil, let ended = context.ended, let keeper = context.keeper else { return }
        var theirs = context
        theirs.csrf = AntiForgery.value(for: ended)
        let read = await FormReading.read(request, bounds: bounds, isTrusted: true)
        guard FormReading.origin(request, read.form, theirs) == .thisPage else { throw PageError.notSignedIn }
        throw PageError.sessionEnded(token: keeper.keep(read.form.withoutFiles, at: page, for: ended))
    }

    private static func admit(_ context: PageContext, _ access: Access) throws {
        switch access {
        case .everyone: return
        case .signedIn: _ = try context.signedIn()
        case .roles(let roles):
            guard !roles.isDisjoint(with: try context.signedIn().actor.roles) else { throw PageError.notFound }
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

extension SiteRoute {
    /// The address of the page with the form that is posted to `path`: mostly the same.
    fileprivate func formPath(of path: String) -> String {
        switch self {
        case .caseSubmit: path.split(separator: "/").dropLast().map { "/\($0)" }.joined() + "/check"
        case .cases: SitePath.newCase.description
        default: path
        }
    }
}

extension Limits {
    /// The bounds of uploads in megabytes, for messages.
    static var uploadWords: [String: String] {
        [
            "file": String(documentBytesMax / 1024 / 1024), "form": String(formBytesMax / 1024 / 1024),
        ]
    }
}

extension Site {
    /// The site on a router whose middleware is in place.
    init(_ router: Router<PageContext>) {
        add = { route, method, handler in
            precondition(route.methods.contains(method), "\(route.methods) of \(route) leaves out \(method)")
            router.on(RouterPath(route.pattern), method: method) { request, context in
                try await handler(request, context)
            }
        }
    }
}
