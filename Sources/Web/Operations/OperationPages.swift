// What operators and their tools ask: is it alive, is it ready, how does it do.

import HTTPTypes
import Hummingbird
import NIOCore

/// `/healthz`, `/readyz`, `/metrics`: plain text, no personal data, no session.
struct OperationPages: PageGroup {
    let metrics: RequestMetrics
    /// Whether the server can do its work; the store answers.
    let isReady: @Sendable () async -> Bool

    func add(to site: Site) {
        site.get(.healthz, .everyone) { _ in OperationPages.text("ok\n") }
        site.get(.readyz, .everyone) { _ in
            await isReady() ? OperationPages.text("ready\n") : OperationPages.text("not ready\n", .serviceUnavailable)
        }
        site.get(.metrics, .everyone) { _ in
            OperationPages.text(metrics.registry.text(), type: "text/plain; version=0.0.4; charset=utf-8")
        }
    }

    private static func text(
        _ text: String, _ status: HTTPResponse.Status = .ok, type: String = "text/plain; charset=utf-8"
    ) -> Response {
        Response(status: status, headers: [.contentType: type], body: .init(byteBuffer: ByteBuffer(string: text)))
    }
}
