// Builds the router: the middleware in its one order, then the pages.

public import Basics
public import Hummingbird
public import HummingbirdCore
import NIOCore
public import Records

/// What the site is told about itself.
public struct WebSettings: Sendable {
    /// The site is reached by HTTPS (usually through a proxy): cookies are secure, browsers are told to stay with it.
    public var isSecure: Bool
    /// The proxies that may say for whom they speak.
    public var trustedProxies: [NetworkRange]
    /// Connections that one address may have open, trusted proxies aside.
    public var connectionsOfOneMax = Limits.connectionsOfOneMax
    /// Measurements are asked for at an address of their own (`WebApplication.measurements`).
    public var measuresApart = false

    public init(isSecure: Bool = false, trustedProxies: [NetworkRange] = []) {
        self.isSecure = isSecure
        self.trustedProxies = trustedProxies
    }
}

/// Whether the site can do its work.
public struct SiteReadiness: Sendable, Hashable {
    public var isReady: Bool
    /// How far the clock lies behind the log; more than 0 and no numbers are given.
    public var clockBehindSeconds: Int

    public init(isReady: Bool = true, clockBehindSeconds: Int = 0) {
        self.isReady = isReady
        self.clockBehindSeconds = clockBehindSeconds
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
    /// Takes down what officials are shown and what anybody is refused. When it throws, the page is not shown.
    public var record: @Sendable (AccessRecord) async throws -> Void
    public var metrics: RequestMetrics
    /// What was typed and could not be taken yet.
    public let kept: any FormKeeper
    public var readiness: @Sendable () async -> SiteReadiness = { SiteReadiness() }
    /// What is measured when somebody asks.
    public var gauges: @Sendable () async -> [Gauge] = { [] }

    public init(
        files: StaticFiles, texts: PageTexts, settings: WebSettings, desks: (any SignInDesk & SessionDesk),
        kept: any FormKeeper, metrics: RequestMetrics = RequestMetrics(), clock: @escaping @Sendable () -> Timestamp,
        record: @escaping @Sendable (AccessRecord) async throws -> Void
    ) {
        self.settings = settings
        self.record = record
        self.files = files
        pages = Pages(texts, files: files)
        signIn = desks
        sessions = desks
        self.metrics = metrics
        self.clock = clock
        self.kept = kept
    }
}

public enum WebApplication {
    /// How connections are kept: idle ones are closed after a minute, headers stay as small as browsers send them, and
    /// nobody holds up others (`RequestGuard`, `ConnectionCounts`).
    public static func server(_ environment: WebEnvironment) -> HTTPServerBuilder {
        let headers = HTTP1Channel.Configuration.DecoderConfiguration(
            maxHeaderFieldSize: 16 * 1024, maxHeaderListSize: 32 * 1024, maxHeaderFieldCount: 100)
        let configuration = HTTP1Channel.Configuration(
            idleTimeout: .seconds(60), httpDecoderConfiguration: headers)
        let settings = environment.settings
        // Without HTTPS there is no proxy that would be believed.
        let counts = ConnectionCounts(
            ofOneMax: settings.connectionsOfOneMax, exempt: settings.isSecure ? settings.trustedProxies : [],
            metrics: environment.metrics)
        return HTTPServerBuilder { responder in
            BoundedChannel(inner: HTTP1Channel(responder: responder, configuration: configuration), counts: counts)
        }
    }

    /// The router of the address that gives measurements, where they have one of their own.
    public static func measurements(_ environment: WebEnvironment) -> Router<PageContext> {
        let router = Router(context: PageContext.self, options: [.autoGenerateHeadEndpoints])
        let site = Site(router, AccessRecording(record: environment.record))
        OperationPages(environment: environment, showsMeasures: true).add(to: site)
        return router
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

        let site = Site(router, AccessRecording(record: environment.record))
        let own: [any PageGroup] = [
            AccountPages(environment: environment, cookies: cookies), LanguagePages(cookies: cookies),
            OperationPages(environment: environment, showsMeasures: !environment.settings.measuresApart),
        ]
        for group in own + groups { group.add(to: site) }
        return router
    }
}
