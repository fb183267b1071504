// Work that follows from acts, done beside the pages: at once when an act asks for it, and every second for timers.

import Basics
import Logging
import Records
import ServiceLifecycle

/// Runs the worker. Passes never overlap; acts that come together share one.
struct WorkLoop: Service, CustomStringConvertible {
    /// Between two looks at timers and at what was put off.
    private static let pause = Duration.seconds(1)
    /// Between two removals of what is kept for a time only, and two looks at waits that a wrong clock set.
    private static let purgeEvery = Duration.seconds(300)
    /// How long an act waits for what follows from it; what takes longer is seen at the next look at the page.
    private static let patience = Duration.milliseconds(500)

    let worker: Worker
    let accounts: Accounts
    let logger: Logger
    private let passes = Passes()

    /// What the life cycle's log calls it.
    var description: String { "work loop" }

    init(worker: Worker, accounts: Accounts, logger: Logger) {
        self.worker = worker
        self.accounts = accounts
        self.logger = logger
    }

    /// Asks for a pass and waits until it is over, or until patience is.
    func settle() async { await passes.request(patience: Self.patience) }

    func run() async throws {
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                while (try? await Task.sleep(for: Self.pause)) != nil { await passes.wake() }  // until cancelled
            }
            var purged: ContinuousClock.Instant?
            for await _ in passes.wakes.cancelOnGracefulShutdown() {
                let turn = await passes.begin()
                await work()
                await passes.end(turn)
                if purged.map({ ContinuousClock.now - $0 > Self.purgeEvery }) ?? true {
                    purged = .now
                    await attempt("purge") { try await accounts.purge(now: Present.moment()) }
                    await attempt("work") { try await worker.shortenWaits(at: Present.moment()) }
                    await attempt("work") { try await worker.releaseAbandoned(at: Present.moment()) }
                    await attempt("purge") { try await worker.forgetAskedPersons(at: Present.moment()) }
                }
            }
            group.cancelAll()
        }
    }

    private func work() async {
        // First, as it is quick: what an act changed is found when its page is shown.
        await attempt("index") {
            let indexed = try await worker.indexSome()
            for fault in indexed.faults { logger.error("a case is not indexed", metadata: ["fault": "\(fault)"]) }
            // The rest waits no second, but lets other work go between.
            if indexed.count == Limits.indexedAtOnce { await passes.wake() }
        }
        await attempt("work") {
            let faults = try await worker.runDue(at: Present.moment())
            for (fault, count) in Dictionary(faults.map { ($0, 1) }, uniquingKeysWith: +) {
                logger.error("work failed", metadata: ["fault": "\(fault)", "items": "\(count)"])
            }
        }
    }

    /// A failure ends this turn, not the loop: the next turn tries again. Only its kind is logged.
    private func attempt(_ what: String, _ body: () async throws -> Void) async {
        do {
            try await body()
        } catch {
            logger.error("\(what) failed", metadata: ["type": "\(type(of: error))"])
        }
    }
}

/// Counts requests for a pass of the worker against passes that are over.
private actor Passes {
    /// One wake-up is enough for any number of requests.
    nonisolated let wakes: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation
    private var requested = 0
    private var waiting: [Int: CheckedContinuation<Void, Never>] = [:]

    init() {
        (wakes, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    func wake() { continuation.yield() }

    func request(patience: Duration) async {
        requested += 1
        let ticket = requested
        let timeout = Task {
            try await Task.sleep(for: patience)
            release(ticket)
        }
        await withCheckedContinuation { caller in
            waiting[ticket] = caller
            continuation.yield()
        }
        timeout.cancel()
    }

    /// The newest request that the pass beginning now will serve.
    func begin() -> Int { requested }

    func end(_ turn: Int) {
        for ticket in waiting.keys where ticket <= turn { release(ticket) }
    }

    private func release(_ ticket: Int) { waiting.removeValue(forKey: ticket)?.resume() }
}
