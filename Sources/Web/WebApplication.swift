// Builds the router: the middleware in its one order, then the pages.

public import Basics
public import Hummingbird
public import HummingbirdCore
import NIOCore

/// What the site is told about itself.
public struct WebSettings: Sendable {
    /// The site is reached by HTTPS (usually through a proxy): cookies are secure, browsers are told to stay with it.
    public var isSecure: Bool
    /// The proxies that may say for whom they speak.
    public var trustedProxies: [NetworkRange]

    public init(isSecure: Bool = false, trustedProxies: [NetworkRange] = []) {
        self.isSecure = isSecure
        self.trustedProxies = trustedProxies
    }
}

/// Everything the pages stand on.
public struct WebEnvironment: Sendable {
    public var settings: WebSettings
    public var pages: Pages
    public var files: StaticFiles
    public var signIn: any SignInDesk
    public var sessions: any SessionDesk
    public var clock: @Sendable () -> Timestamp
    public var metrics = RequestMetrics()
    /// What was typed and could not be taken yet.
    public let kept: KeptForms
    /// Whether the store can be reached.
    public var isReady: @Sendable () async -> Bool = { true }

    public init(
        files: StaticFiles, texts: PageTexts, settings: WebSettings, desks: (any SignInDesk & SessionDesk),
        clock: @escaping @Sendable () -> Timestamp
    ) {
        self.settings = settings
        self.files = files
        pages = Pages(texts, files: files)
        signIn = desks
        sessions = desks
        self.clock = clock
        kept = KeptForms(clock: clock)
    }
}

public enum WebApplication {
    /// How connections are kept: idle ones are closed after a minute, and headers stay as small as browsers send them.
    public static var server: HTTPServerBuilder {
        let headers = HTTP1Channel.Configuration.DecoderConfiguration(
            maxHeaderFieldSize: 16 * 1024, maxHeaderListSize: 32 * 1024, maxHeaderFieldCount: 100)
        return .http1(configuration: .init(idleTimeout: .seconds(60), httpDecoderConfiguration: headers))
    }

    /// The router with all pages: those every site has, and `groups`.
    public static func router(_ environment: WebEnvironment, _ groups: [any PageGroup]) -> Router<PageContext> {
        let router = Router(context: PageContext.self, options: [.autoGenerateHeadEndpoints])
        let cookies = SiteCookies(isSecure: environment.settings.isSecure)
        let errors = ErrorPages(pages: environment.pages, cookies: cookies)

        router.add(
            middleware: PageFrame(
                tables: environment.pages.tables, cookies: cookies,
                trustedProxies: environment.settings.trustedProxies, clock: environment.clock))
        router.add(middleware: RequestLog(metrics: environment.metrics))
        router.add(middleware: SecurityHeaders(isSecure: environment.settings.isSecure))
        router.add(middleware: errors)
        router.add(middleware: StaticFileServing(files: environment.files))
        router.add(middleware: Sessions(desk: environment.sessions, cookies: cookies, keeper: environment.kept))
        router.add(middleware: errors)
        router.add(middleware: BodyLimit())

        let site = Site(router)
        let own: [any PageGroup] = [
            AccountPages(environment: environment, cookies: cookies), LanguagePages(cookies: cookies),
            OperationPages(metrics: environment.metrics, isReady: environment.isReady),
        ]
        for group in own + groups { group.add(to: site) }
        return router
    }
}
