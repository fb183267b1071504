// What operators and their tools ask: is it alive, is it ready, how does it do.

import HTTPTypes
import Hummingbird
import NIOCore

/// `/healthz`, `/readyz`, `/metrics`: plain text, no personal data, no session.
struct OperationPages: PageGroup {
    let environment: WebEnvironment
    /// Whether measurements are given here.
    let showsMeasures: Bool

    func add(to site: Site) {
        site.get(.healthz, .everyone) { _ in OperationPages.text("ok\n") }
        site.get(.readyz, .everyone) { _ in
            let readiness = await environment.readiness()
            guard readiness.isReady else { return OperationPages.text("not ready\n", .serviceUnavailable) }
            guard readiness.clockBehindSeconds > 0 else { return OperationPages.text("ready\n") }
            // A balancer that turned away from the site would only hide what its pages say.
            return OperationPages.text(
                "ready, but without numbers: the clock is \(readiness.clockBehindSeconds) s behind the log\n")
        }
        site.get(.metrics, .everyone) { _ in
            guard showsMeasures else { throw PageError.notFound }
            let registry = environment.metrics.registry
            for gauge in await environment.gauges() { registry.set(gauge) }
            return OperationPages.text(registry.text(), type: "text/plain; version=0.0.4; charset=utf-8")
        }
    }

    private static func text(
        _ text: String, _ status: HTTPResponse.Status = .ok, type: String = "text/plain; charset=utf-8"
    ) -> Response {
        Response(status: status, headers: [.contentType: type], body: .init(byteBuffer: ByteBuffer(string: text)))
    }
}
