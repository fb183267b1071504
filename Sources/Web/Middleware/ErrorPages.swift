// Every error becomes a page in the reader's language with a reference number, and nothing else.

import Basics
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Records
import Registry
import Storage

/// The one place that knows which error shows which page. It stands in the line twice: outside the session, for when
/// the session itself cannot be read, and inside, so that error pages know who is signed in.
struct ErrorPages: RouterMiddleware {
    let pages: Pages
    let cookies: SiteCookies

    func handle(
        _ request: Request, context: PageContext, next: (Request, PageContext) async throws -> Response
    ) async throws -> Response {
        do {
            guard context.query != nil else { throw PageError.malformed }
            return try await next(request, context)
        } catch {
            let pageError = pageError(for: error, request, context)
            log(error, as: pageError, context)
            let response = errorPage(pageError, request, context)
            let hasBody = request.method == .post
            let shown = request.method == .head ? response.createHeadResponse() : response
            return shown.closing(context, if: hasBody && pageError.closesConnection)
        }
    }

    /// The page, or bare text when the error page itself is at fault: nobody is left without an answer.
    private func errorPage(_ error: PageError, _ request: Request, _ context: PageContext) -> Response {
        do {
            if request.uri.path.hasPrefix(SiteRoute.programs) { return programAnswer(error, request) }
            return try respond(to: error, request, context)
        } catch {
            log(error, as: .failed, context)
            return Response(
                status: .internalServerError, headers: [.contentType: "text/plain; charset=utf-8"],
                body: .init(byteBuffer: ByteBuffer(string: "500 · \(context.reference)\n")))
        }
    }

    /// What a program is told: one word, and no page.
    private func programAnswer(_ error: PageError, _ request: Request) -> Response {
        var response = APIAnswer.response(
            JSONWriter.object([
                JSONMember("error", error.key), JSONMember("error_description", error.status.reasonPhrase),
            ]),
            error.status)
        if error == .methodNotAllowed { response.allow(at: request.uri.path) }
        return response
    }

    private func pageError(for error: any Error, _ request: Request, _ context: PageContext) -> PageError {
        if let error = error as? PageError { return error }
        if let error = error as? StorageError { return PageError(error, request.uri.path) }
        if error is PaperNotDrawn { return .notDrawn }
        if let refusal = error as? FulfilmentRefusal, refusal == .suspended || refusal == .revoked {
            return .grantClosed
        }
        if error as? FulfilmentRefusal == .unpaid { return .feeDue }
        guard let http = error as? any HTTPResponseError else { return .failed }
        switch http.status.code {
        case 400: return .malformed
        case 404: return SiteRoute.methods(at: request.uri.path).isEmpty ? .notFound : .methodNotAllowed
        case 413: return .tooLarge
        case 415: return .unsupported
        default: return .failed
        }
    }

    private func log(_ error: any Error, as pageError: PageError, _ context: PageContext) {
        if pageError.status.code >= 500 { context.log(failure: error) }
    }

    private func respond(to error: PageError, _ request: Request, _ context: PageContext) throws -> Response {
        let t = context.t
        if case .dutyFirst(let duty) = error { return .redirect(to: SitePath(duty.route)) }
        if error.status == .seeOther {
            let back = request.method == .get ? context.address : request.uri.path
            var response = Response.redirect(to: back == "/" ? .login : SitePath.login.with(["next": back]))
            if case .sessionEnded(let token) = error {
                response.setCookie(cookies.cookie(.kept, token, maxAge: Limits.keptFormSeconds))
            }
            return response
        }
        var model: [String: PageValue] = [
            "heading": .text(t("errors.\(error.key).heading")),
            "message": .text(error.message(t)),
            "reference": .text(context.reference), "newer": .none, "formPath": .none,
        ]
        if request.method == .post, SiteRoute.methods(at: request.uri.path).contains(.get) {
            model["formPath"] = .text(request.uri.path)
        }
        if case .conflict(let location) = error {
            model["newer"] = .text(location)
            // Who only looks has sent nothing that could be lost.
            if request.method != .post { model["message"] = .text(t("errors.conflict.look")) }
        }
        let page = Page(.error, title: t("errors.\(error.key).heading"), .object(model))
        var response = try pages.render(page.with(status: error.status), context)
        if case .throttled(let seconds) = error { response.headers[.retryAfter] = String(seconds) }
        if case .overQuota(let quota) = error { response.wait(for: quota, from: context.moment) }
        if error == .unavailable || error == .notDrawn { response.headers[.retryAfter] = "5" }
        if error == .methodNotAllowed { response.allow(at: request.uri.path) }
        return response
    }
}

extension Response {
    /// Says which methods there are at that path.
    fileprivate mutating func allow(at path: String) {
        headers[.allow] = SiteRoute.methods(at: path).map(\.rawValue).joined(separator: ", ")
    }
}

extension PageContext {
    /// Tells the log under the reference that the page may show.
    func log(failure error: any Error, _ what: Logger.Message = "request failed") {
        // The description of an error may quote data: the log gets its type. Faults of our own templates and of the
        // store never quote any, nor do those of files with secrets, and are worth reading.
        var metadata: Logger.Metadata = ["reference": "\(reference)", "type": "\(type(of: error))"]
        if error is RenderFault || error is StorageError || error is SecretFault { metadata["fault"] = "\(error)" }
        logger.error(what, metadata: metadata)
    }
}

extension PageError {
    /// What a person can do about an error of the store at `path`: look at the newer version, try again, or nothing.
    fileprivate init(_ error: StorageError, _ path: String) {
        switch error {
        case .conflict:
            self = .conflict(location: SiteRoute.methods(at: path).contains(.get) ? path : SitePath.home.description)
        case .busy, .unavailable: self = .unavailable
        case .erased: self = .erased
        case .corrupt, .constraint: self = .failed
        }
    }

    /// What the page says.
    fileprivate func message(_ t: Strings) -> String {
        if case .overQuota(let quota) = self { return t(quota) }
        return t("errors.\(key).message", Limits.uploadWords)
    }

    /// The key of its wording: `errors.<key>.heading` and `.message`.
    var key: String {
        switch self {
        case .malformed: "malformed"
        case .forbidden: "forbidden"
        case .grantClosed: "grantClosed"
        case .feeDue: "feeDue"
        case .formExpired: "formExpired"
        case .notFound: "notFound"
        case .methodNotAllowed: "methodNotAllowed"
        case .conflict: "conflict"
        case .erased: "erased"
        case .tooLarge: "tooLarge"
        case .unsupported: "unsupported"
        case .unprocessable: "unprocessable"
        case .throttled: "throttled"
        case .overQuota: "overQuota"
        case .unavailable: "unavailable"
        case .notDrawn: "notDrawn"
        case .failed: "failed"
        case .notSignedIn, .sessionEnded, .dutyFirst: "forbidden"
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .malformed: .badRequest
        case .forbidden, .grantClosed, .feeDue, .formExpired: .forbidden
        case .notFound: .notFound
        case .methodNotAllowed: .methodNotAllowed
        case .conflict: .conflict
        case .erased: .gone
        case .tooLarge: .contentTooLarge
        case .unsupported: .unsupportedMediaType
        case .unprocessable: .unprocessableContent
        case .throttled, .overQuota: .tooManyRequests
        case .unavailable, .notDrawn: .serviceUnavailable
        case .failed: .internalServerError
        case .notSignedIn, .sessionEnded, .dutyFirst: .seeOther
        }
    }

    /// Whether part of the request's body may have been left unread.
    fileprivate var closesConnection: Bool {
        switch self {
        case .conflict, .unprocessable, .formExpired, .sessionEnded: false
        default: true
        }
    }
}
