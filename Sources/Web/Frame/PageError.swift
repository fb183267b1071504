// Why a request gets an error page instead of an answer.

public import Casework
public import Records

/// The error pages. Handlers throw these; `ErrorPages` turns them, and every other error, into a page in the reader's
/// language. Nothing of an error's own description reaches the reader.
public enum PageError: Error, Sendable, Hashable {
    /// 400: the request is broken in a way no form can repair.
    case malformed
    /// 403 where the reader may know that the thing exists.
    case forbidden
    /// 403: the approval under which it may be had is suspended or revoked.
    case grantClosed
    /// The answer is kept back until its fee is paid.
    case feeDue
    /// 403: the form came without its anti-forgery value.
    case formExpired
    /// 404: unknown, or not for this reader to know.
    case notFound
    /// 405.
    case methodNotAllowed
    /// 409: somebody was faster. `location` leads to the newer version.
    case conflict(location: String)
    /// 410: what stood there was taken away by order.
    case erased
    /// 413.
    case tooLarge
    /// 415.
    case unsupported
    /// 422 without a form to show it on.
    case unprocessable
    /// 429.
    case throttled(seconds: Int)
    /// 429: the organisation has done as much of it today as it may.
    case overQuota(SpentQuota)
    /// 503: try again soon.
    case unavailable
    /// 503: the paper was issued this moment and is still being drawn.
    case notDrawn
    /// 500.
    case failed
    /// To the sign-in page and back.
    case notSignedIn
    /// To the page of what has to be done before this one opens.
    case dutyFirst(AccountDuty)
    /// To the sign-in page with what was typed, which is kept under that token until its writer signs in again.
    case sessionEnded(token: String)
}
