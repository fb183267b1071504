// Whether the server can do its work.

import Records
import Storage

/// Answers `/readyz`: ready means that a write reaches the disk, for a server that can only read helps no office.
/// Anybody may ask, so what was found is told again for a while, and many who ask at once share one look.
actor Readiness {
    /// How long what was found holds.
    private static let holds = Duration.seconds(5)

    private let store: any Store
    private let now: @Sendable () -> ContinuousClock.Instant
    private var found: (at: ContinuousClock.Instant, isReady: Bool)?
    private var looking: Task<Bool, Never>?

    init(store: any Store, now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }) {
        self.store = store
        self.now = now
    }

    /// Whether the last write succeeded, or a new one does.
    func isReady() async -> Bool {
        if let found, now() - found.at < Self.holds { return found.isReady }
        if let looking { return await looking.value }
        let look = Task { [store] in
            // Whatever is wrong: the answer is "not ready", and the error shows where it matters.
            do {
                try await store.write { db in try db.count("readiness") }
                return true
            } catch {
                return false
            }
        }
        looking = look
        let isReady = await look.value
        (found, looking) = ((now(), isReady), nil)
        return isReady
    }
}
