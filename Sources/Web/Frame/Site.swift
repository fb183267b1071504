// How features add their pages: every route with who may come in, every form read, bounded and checked before it is
// used.

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
    /// A body that is too large or broken goes to `refused`, to show the page again; without it, to an error page.
    public func post(
        _ route: SiteRoute, _ access: Access = .signedIn, bounds: FormBounds = .texts, refused: TakeRefused? = nil,
        _ take: @escaping Take
    ) {
        add(route, .post) { request, context in
            try Site.admit(context, access)
            let form: FormData
            do throws(FormDataFault) {
                form = try await FormReading.read(request, bounds: bounds)
            } catch {
                guard let refused else { throw PageError(error) }
                return try await refused(error, context).closing(context, if: error.leavesBytesUnread)
            }
            try FormReading.checkOrigin(request, form, context)
            return try await take(form, context)
        }
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
