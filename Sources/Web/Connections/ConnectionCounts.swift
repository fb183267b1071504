// How many connections each address has open.

import Basics
import NIOCore
import Synchronization

/// Lets nobody use up the descriptors of the process alone. Trusted proxies are passed over: they speak for many, and
/// count those themselves (docs/operating.md).
final class ConnectionCounts: Sendable {
    private let ofOneMax: Int
    private let exempt: [NetworkRange]
    private let metrics: RequestMetrics
    private let open = Mutex<[[UInt8]: Int]>([:])

    init(ofOneMax: Int, exempt: [NetworkRange], metrics: RequestMetrics) {
        self.ofOneMax = ofOneMax
        self.exempt = exempt
        self.metrics = metrics
    }

    /// Counts the connection until it closes; `false` when its address has too many.
    func admit(_ channel: any Channel) -> Bool {
        guard let address = channel.remoteAddress?.ipAddress.flatMap(NetworkAddress.init) else { return true }
        let isAdmitted = exempt.contains { $0.contains(address) } || enter(address.subscriber)
        guard isAdmitted else {
            metrics.refusedConnection()
            return false
        }
        metrics.opened()
        channel.closeFuture.whenComplete { [self] _ in
            metrics.closed()
            leave(address.subscriber)
        }
        return true
    }

    private func enter(_ key: [UInt8]) -> Bool {
        open.withLock { open in
            let count = open[key, default: 0]
            guard count < ofOneMax else { return false }
            open[key] = count + 1
            return true
        }
    }

    private func leave(_ key: [UInt8]) {
        open.withLock { open in
            guard let count = open[key] else { return }  // a proxy, which is not counted
            open[key] = count > 1 ? count - 1 : nil
        }
    }
}
