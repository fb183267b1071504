// What is known about one request: who, in which language, by which reference number.

public import Basics
import Casework
import Formats
import Forms
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
    /// What this person typed on this page and could not be taken yet: shown in place of what is stored.
    var kept: FormData?
    /// What the page says about that above everything else, in the reader's language.
    var notice: String?
    /// Who held the session of the browser's cookie, until it came to its end by itself.
    var ended: SignedIn?
    /// Why what was typed could not even be read to its end.
    var fault: FormDataFault?
    /// Where forms are kept, and the token of one that the browser brought.
    var keeper: (any FormKeeper)?
    var keptToken: String?
    /// What the browser's session cookie holds.
    var sessionToken: String?
    /// The token that the browser keeps for long, by which accounts know it again. It signs nobody in: it only keeps
    /// the wrong guesses of strangers from making its people wait.
    var browserToken: String?
    /// Nobody will read the answer: it is asked for its head alone, or by a browser that guesses what comes next.
    var isUnread = false
    /// What the browser brought from the first step of signing in.
    var stepToken: String?
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

    /// What was typed on this page and is shown again, in place of `stored`.
    func typed(or stored: FieldValues) -> FieldValues { kept?.fieldValues ?? stored }

    /// The version of the case that a form belongs to: the one that what was typed was written for, so that what others
    /// did since is noticed when it is sent.
    func version(of state: CaseState) -> Int {
        kept?.first("version").flatMap { Int($0) }.map { min($0, state.version) } ?? state.version
    }

    /// Forgets what was kept for the page at `path`: it has been taken.
    func dropKept(at path: String) async throws {
        guard let keeper, let keptToken, let person else { return }
        try await keeper.drop(keptToken, at: path, for: person)
    }

    /// The identifier in the place `:case` of the path. What is no identifier is not found.
    public func caseID() throws -> CaseID { try identifier("case") }

    /// The same in the place of that name.
    func identifier<Subject>(_ place: String) throws -> Identifier<Subject> {
        guard let text = parameters.get(place), let id = Identifier<Subject>(text) else { throw PageError.notFound }
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
