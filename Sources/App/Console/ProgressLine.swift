// How far a long command is, on standard error.

import Basics
import Foundation
import Records
import Synchronization

/// Says where a check stands, once a second at most: what ends sooner says nothing.
final class ProgressLine: Sendable {
    private let last = Mutex(ContinuousClock.now)

    func show(_ progress: AuditProgress) {
        let what =
            switch progress.part {
            case .log: "entries of the log"
            case .cases: "cases"
            }
        show("\(progress.done) of \(progress.total) \(what) checked …")
    }

    /// How many of a load's people are done, how fast, and how long the rest will take.
    func show(people done: Int, of all: Int, since start: ContinuousClock.Instant) {
        let seconds = max(0.001, (ContinuousClock.now - start) / .seconds(1))
        let rate = Double(done) / seconds
        let left = rate > 0 ? Double(all - done) / rate : 0
        show("\(done) of \(all) people, \(Int(rate)) a second, \(Int(left.rounded(.up))) s left …")
    }

    /// How much of a file is looked at, and how long that takes yet.
    func show(checked part: Double, since start: ContinuousClock.Instant) {
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        let left = part > 0 ? seconds / part * (1 - part) : 0
        show("\(Int(part * 100)) % of the file checked, \(Int(left.rounded(.up))) s left …")
    }

    /// How much of a count as of a day is done.
    func show(counted day: LocalDate, part: Double, since start: ContinuousClock.Instant) {
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        show("\(day): \(Int(part * 100)) % counted after \(Int(seconds)) s …")
    }

    func show(_ text: String) {
        let isDue = last.withLock { last in
            guard ContinuousClock.now - last > .seconds(1) else { return false }
            last = .now
            return true
        }
        if isDue { Output.remark(text) }
    }
}
