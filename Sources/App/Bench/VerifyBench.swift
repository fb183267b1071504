// `bench verify`: what `audit verify` does to a database of accepted cases whose papers are drawn.

import Basics
import Records
import Storage

struct VerifyBench {
    let site: Composition

    private static let atOnce = 16

    /// `count` is how many cases; what is counted a second are entries of the log.
    func run(count: Int) async throws -> Timing {
        let cases = try await SampleCases.make(site)
        guard let clerk = try await site.store.read({ db in try db.account(username: "clerk-central") }) else {
            throw CommandFault("the demo account clerk-central is missing")
        }
        _ = try await Tasks.time(count, atOnce: Self.atOnce) { _ in
            let id = try await cases.draft()
            try await cases.submit(id)
            try await cases.vouch(id)
            try await cases.act("accept", id, by: clerk.actor)
        }
        try await site.worker.runDue(at: Present.moment())
        let audit = DatabaseAudit(site.store)
        let (chain, log) = try await Self.time { try await audit.verifyLog() }
        let schema = try await site.store.schema()
        let (tables, whole) = try await Self.time { try await audit.verify(schema: schema) }
        guard log.isSound, whole.isSound else { throw CommandFault("the database that was measured is not sound") }
        let entries = whole.ledger.entries
        var timing = Timing(count: entries, took: tables, durations: [tables])
        timing.about = [("chain_per_second", String(Int(Double(entries) / (chain / .seconds(1)))))]
        return timing
    }

    private static func time(
        _ work: () async throws -> AuditReport
    ) async throws -> (took: Duration, report: AuditReport) {
        let start = ContinuousClock.now
        let report = try await work()
        return (ContinuousClock.now - start, report)
    }
}
