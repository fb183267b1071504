// Counts the population beside the pages: as of the days that a load or a decision asked for.

import Casework
import Logging
import Records
import ServiceLifecycle

/// Looks every few seconds whether a day waits, and counts it. It takes a connection for as long as a count lasts, and
/// half a core; acts and pages go on.
struct CountLoop: Service, CustomStringConvertible {
    /// Between two looks, and after a failure.
    private static let pause = Duration.seconds(5)
    private static let pauseAfterFailure = Duration.seconds(300)

    let desk: CountingDesk
    let logger: Logger

    var description: String { "count loop" }

    func run() async throws {
        await takeTurns { await countAll() ? Self.pause : Self.pauseAfterFailure }
    }

    /// Counts until no day waits; gives whether nothing failed.
    private func countAll() async -> Bool {
        do {
            while try await desk.countNext(by: .system(by: .timer), at: Present.moment()) != nil {}
            return true
        } catch is CancellationError {
            return true
        } catch {
            logger.error("the population was not counted", metadata: ["reason": "\(Reason.text(of: error))"])
            return false
        }
    }
}
