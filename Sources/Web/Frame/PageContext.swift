// What is known about one request: who, in which language, by which reference number.

public import Basics
import Formats
public import Hummingbird
import NIOCore

/// The context of one request, filled in by the middleware on the way to the handler and passed along as a value.
public struct PageContext: RequestContext {
    public var coreContext: CoreRequestContextStorage
    /// The connection, which only the body limit closes.
    let channel: any Channel
    /// Ten characters that people can read out; on every error page, log line and response.
    public internal(set) var reference: String
    /// The wording for this page.
    public internal(set) var t: Strings
    /// Nobody on the public pages.
    public internal(set) var person: SignedIn?
    /// The value of the hidden field `csrf` of every form on this page.
    public internal(set) var csrf = ""
    /// Path and query as asked for, only to come back to it.
    var address = "/"
    /// When the page was asked for; printed pages say so.
    var moment = Timestamp(milliseconds: 0)
    /// The parameters of the query; `nil` only while a broken one is being refused.
    var query: FormData? = FormData()
    /// What the browser's session cookie holds.
    var sessionToken: String?
    /// Whom the proxy says it speaks for.
    var forwardedFor: String?

    public var language: Language { t.language }

    public init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        channel = source.channel
        reference = Reference.make()
        t = Strings(language: .vi, table: StringTable(texts: [:]))
    }

    /// The network address of the browser, for throttling only: the one that connects, or whom the proxy names.
    public var remoteAddress: String { forwardedFor ?? channel.remoteAddress?.ipAddress ?? "unknown" }

    /// The first value of a query parameter.
    public func query(_ name: String) -> String? { query?.first(name) }

    /// The signed-in person, on pages that need one.
    public func signedIn() throws -> SignedIn {
        guard let person else { throw PageError.notSignedIn }
        return person
    }

    /// The identifier in the place `:case` of the path. What is no identifier is not found.
    public func caseID() throws -> CaseID {
        guard let text = parameters.get("case"), let id = CaseID(text) else { throw PageError.notFound }
        return id
    }
}

/// Reference numbers: letters and digits that cannot be mistaken for one another.
enum Reference {
    private static let alphabet = Array("23456789ABCDEFGHJKLMNPQRSTUVWXYZ".utf8)

    static func make() -> String {
        String(decoding: Random.bytes(10).map { alphabet[Int($0 & 31)] }, as: UTF8.self)
    }
}
