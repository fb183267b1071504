// Looks and refused attempts on their way into the log.

public import Basics
public import Storage

/// Gathers records for a moment and writes them together, so that a page need not wait for the disk: what was shown is
/// in the log half a second later. Who may look is told only while that works: when the disk does not take the records,
/// or not fast enough, the page waits or fails.
public actor AccessLog {
    /// The stream of the log that has them.
    public static let stream = "access"

    private let store: any Store
    private let clock: @Sendable () -> Timestamp
    private let delay: Duration
    private var waiting = AccessBatch()
    private var writing: Task<Void, any Error>?
    private var timer: Task<Void, Never>?
    /// Why the last write failed; until one succeeds nobody is shown anything.
    private var fault: (any Error)?

    /// - Parameter delay: how long the first record of a batch waits for others.
    public init(
        store: any Store, delay: Duration = .milliseconds(Limits.accessDelayMilliseconds),
        clock: @escaping @Sendable () -> Timestamp
    ) {
        self.store = store
        self.delay = delay
        self.clock = clock
    }

    /// Takes a record in. Throws when records cannot be written: then what was to be shown must not be.
    public func note(_ record: AccessRecord) async throws {
        if let fault { throw fault }
        while waiting.count >= Limits.accessBatchMax { try await write() }
        waiting.add(record)
        schedule()
    }

    /// Writes all that waits.
    public func flush() async throws {
        while writing != nil || waiting.count > 0 { try await write() }
    }

    /// Waits for the write that is under way, or begins one.
    private func write() async throws {
        if let writing { return try await writing.value }
        guard waiting.count > 0 else { return }
        let batch = waiting
        waiting = AccessBatch()
        let task = Task { try await commit(batch) }
        writing = task
        try await task.value
    }

    private func commit(_ batch: AccessBatch) async throws {
        // Before the task is over: whoever waits for it must not find it again.
        defer { writing = nil }
        do {
            let now = clock()
            try await store.write { db in try db.append(try batch.entries(at: now), to: Self.stream) }
            fault = nil
        } catch {
            fault = error
            waiting.add(batch)
            schedule()
            throw error
        }
    }

    private func schedule() {
        guard timer == nil else { return }
        timer = Task {
            try? await Task.sleep(for: delay)  // cut short, it writes sooner
            timer = nil
            try? await write()  // what failed is kept in `fault`, and the next turn tries again
        }
    }
}
