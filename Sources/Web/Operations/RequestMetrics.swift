// What is measured of every request.

import Metrics

/// Requests by route, method and status; their duration by route; those under way.
public struct RequestMetrics: Sendable {
    public let registry: PrometheusRegistry
    private let underWay: any MeterHandler

    public init(registry: PrometheusRegistry = PrometheusRegistry()) {
        self.registry = registry
        underWay = registry.makeMeter(label: "trinhky_requests_in_flight", dimensions: [])
    }

    func began() { underWay.increment(by: 1) }
    func ended() { underWay.decrement(by: 1) }

    func record(method: String, route: String, status: Int, duration: Duration) {
        registry.makeCounter(
            label: "trinhky_requests_total",
            dimensions: [("method", RequestMetrics.known(method)), ("route", route), ("status", String(status))]
        ).increment(by: 1)
        registry.makeTimer(label: "trinhky_request_seconds", dimensions: [("route", route)])
            .recordNanoseconds(duration.microseconds * 1000)
    }

    /// Method names come from outside: what is none of HTTP's own counts as one.
    private static func known(_ method: String) -> String {
        ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"].contains(method) ? method : "other"
    }
}
