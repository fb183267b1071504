// `bench submit`: the act `submit`, sixteen at a time, each answered only after its sync of the disk.

import Basics
import Synchronization

struct SubmitBench {
    let site: Composition

    private static let atOnce = 16

    func run(count: Int) async throws -> Timing {
        let cases = try await SampleCases.make(site)
        let drafts = Mutex<[CaseID]>([])
        _ = try await Tasks.time(count, atOnce: 64) { _ in
            let draft = try await cases.draft()
            drafts.withLock { $0.append(draft) }
        }
        let ids = drafts.withLock { $0 }
        let start = ContinuousClock.now
        let durations = try await Tasks.time(count, atOnce: Self.atOnce) { index in
            try await cases.submit(ids[index])
        }
        return Timing(count: count, took: ContinuousClock.now - start, durations: durations)
    }
}
