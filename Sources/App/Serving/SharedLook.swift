// Answers for anybody who asks, found out once for all who ask at about the same time.

/// Keeps what was found for a while, and has many who ask at once share one look.
actor SharedLook<Found: Sendable> {
    /// How long what was found holds.
    private static var holds: Duration { .seconds(5) }

    private let now: @Sendable () -> ContinuousClock.Instant
    private let look: @Sendable () async -> Found
    private var found: (at: ContinuousClock.Instant, what: Found)?
    private var looking: Task<Found, Never>?

    init(
        now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }, _ look: @escaping @Sendable () async -> Found
    ) {
        self.now = now
        self.look = look
    }

    /// What was found lately, or is found now.
    func value() async -> Found {
        if let found, now() - found.at < Self.holds { return found.what }
        if let looking { return await looking.value }
        let task = Task { [look] in await look() }
        looking = task
        let what = await task.value
        (found, looking) = ((now(), what), nil)
        return what
    }
}
