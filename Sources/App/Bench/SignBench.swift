// `bench sign`: one approver signs many proposals with one password, each decided, numbered and logged by itself.

import Basics
import Casework
import Records
import Synchronization

struct SignBench {
    let site: Composition

    private static let atOnce = 64

    func run(count: Int) async throws -> Timing {
        let cases = try await SampleCases.make(site)
        let proposed = Mutex<[CaseID]>([])
        _ = try await Tasks.time(count, atOnce: Self.atOnce) { _ in
            let draft = try await cases.draft()
            try await cases.propose(draft)
            proposed.withLock { $0.append(draft) }
        }
        let approver = try await cases.approver()
        var chosen: [ChosenCase] = []
        for id in proposed.withLock({ $0 }) {
            guard let found = try await site.desk.find(id, approver) else { throw CommandFault("a case is not there") }
            chosen.append(ChosenCase(id: id, version: found.state.version))
        }
        let start = ContinuousClock.now
        var durations: [Duration] = []
        for first in stride(from: 0, to: chosen.count, by: Limits.casesAtOnceMax) {
            let before = ContinuousClock.now
            let dealt = await site.desk.perform(
                "sign", onEach: Array(chosen[first..<min(first + Limits.casesAtOnceMax, chosen.count)]), by: approver,
                password: "–", isReauthenticated: true, at: { Present.moment() })
            let isDone = dealt.allSatisfy { if case .done = $0.outcome { true } else { false } }
            durations.append(ContinuousClock.now - before)
            guard isDone else { throw CommandFault("a proposal was not signed") }
        }
        return Timing(count: count, took: ContinuousClock.now - start, durations: durations)
    }
}
