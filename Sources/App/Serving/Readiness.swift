// Whether the server can do its work.

import Basics
import Records
import Storage
import Web

/// Answers `/readyz`: ready means that a write reaches the disk, for a server that can only read helps no office.
struct Readiness: Sendable {
    private let look: SharedLook<SiteReadiness>

    init(
        store: any Store, clock: @escaping @Sendable () -> Timestamp,
        now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
    ) {
        look = SharedLook(now: now) {
            // Whatever is wrong: the answer is "not ready", and the error shows where it matters.
            do {
                let behind = try await store.write { db in
                    try db.touchLog()
                    return try db.clockBehindSeconds(at: clock())
                }
                return SiteReadiness(clockBehindSeconds: behind)
            } catch {
                return SiteReadiness(isReady: false)
            }
        }
    }

    func state() async -> SiteReadiness { await look.value() }
}
