// What is measured of every request.

import Metrics

/// Requests by route, method and status; their duration by route; those under way; connections; sign-ins by outcome.
public struct RequestMetrics: Sendable {
    public let registry: PrometheusRegistry
    private let underWay: any MeterHandler
    private let connections: any MeterHandler
    private let refusedConnections: any CounterHandler
    private let commits: any TimerHandler

    public init(registry: PrometheusRegistry = PrometheusRegistry()) {
        self.registry = registry
        underWay = registry.makeMeter(label: "trinhky_requests_in_flight", dimensions: [])
        connections = registry.makeMeter(label: "trinhky_connections", dimensions: [])
        commits = registry.makeTimer(label: "trinhky_commit_seconds", dimensions: [])
        refusedConnections = registry.makeCounter(label: "trinhky_connections_refused_total", dimensions: [])
    }

    func began() { underWay.increment(by: 1) }
    func ended() { underWay.decrement(by: 1) }
    func opened() { connections.increment(by: 1) }
    func closed() { connections.decrement(by: 1) }
    func refusedConnection() { refusedConnections.increment(by: 1) }

    /// How long a commit took until it was on disk.
    public func recordCommit(_ duration: Duration) { commits.recordNanoseconds(duration.nanoseconds) }

    func record(_ outcome: SignInOutcome) {
        let word =
            switch outcome {
            case .signedIn: "signed_in"
            case .refused: "refused"
            case .throttled: "throttled"
            case .codeNeeded: "code_needed"
            case .expired: "expired"
            }
        registry.makeCounter(label: "trinhky_sign_ins_total", dimensions: [("outcome", word)]).increment(by: 1)
    }

    func record(method: String, route: String, status: Int, duration: Duration) {
        registry.makeCounter(
            label: "trinhky_requests_total",
            dimensions: [("method", RequestMetrics.known(method)), ("route", route), ("status", String(status))]
        ).increment(by: 1)
        registry.makeTimer(label: "trinhky_request_seconds", dimensions: [("route", route)])
            .recordNanoseconds(duration.nanoseconds)
    }

    /// Method names come from outside: what is none of HTTP's own counts as one.
    private static func known(_ method: String) -> String {
        ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"].contains(method) ? method : "other"
    }
}
