// One log line and one measurement a request: what kind of page, how it ended, how long it took.

import HTTPTypes
import Hummingbird
import Logging

/// Writes the route's pattern, never the path itself or a query: both may name a person or a dossier.
struct RequestLog: RouterMiddleware {
    let metrics: RequestMetrics

    func handle(
        _ request: Request, context: PageContext, next: (Request, PageContext) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        metrics.began()
        defer { metrics.ended() }
        let response = try await next(request, context)
        let duration = ContinuousClock.now - start
        let route = context.endpointPath ?? "static"
        metrics.record(method: request.method.rawValue, route: route, status: response.status.code, duration: duration)
        context.logger.info(
            "request",
            metadata: [
                "reference": "\(context.reference)", "method": "\(request.method.rawValue)", "route": "\(route)",
                "status": "\(response.status.code)", "duration_us": "\(duration.microseconds)",
            ])
        return response
    }
}

extension Duration {
    var microseconds: Int64 { components.seconds * 1_000_000 + components.attoseconds / 1_000_000_000_000 }
    var nanoseconds: Int64 { components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000 }
}
