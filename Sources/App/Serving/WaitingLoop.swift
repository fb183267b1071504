// Asks every night whether somebody will go on with each open case.

import Logging
import Records
import ServiceLifecycle

/// Looks every few minutes whether this night's check was made, and makes it. It reads beside acts and pages.
struct WaitingLoop: Service, CustomStringConvertible {
    private static let pause = Duration.seconds(300)

    let check: WaitingCheck
    let logger: Logger

    var description: String { "waiting loop" }

    func run() async throws {
        await takeTurns {
            await look()
            return Self.pause
        }
    }

    private func look() async {
        do {
            guard let report = try await check.runNightly(at: Present.moment()) else { return }
            let counts = report.counts.map { ($0.key, Logger.MetadataValue.string("\($0.value)")) }
            let metadata = Logger.Metadata(uniqueKeysWithValues: counts).merging([
                "cases": "\(report.cases)", "faulty": "\(report.faulty)", "unreadable": "\(report.unreadable)",
            ]) { $1 }
            logger.log(
                level: report.faulty + report.unreadable > 0 ? .error : .info, "open cases were checked",
                metadata: metadata)
        } catch is CancellationError {
            return
        } catch {
            logger.error("open cases were not checked", metadata: ["reason": "\(Reason.text(of: error))"])
        }
    }
}
