// The legal clock follows the stage of its case.

import Basics

extension [ClockMark] {
    /// Notes what a stage does to the clock. Before the request was filed nothing runs, and what stopped stays so.
    mutating func follow(_ movement: ClockMovement, on date: LocalDate) {
        guard let last else { return }
        switch (movement, last) {
        case (.unchanged, _), (_, .stopped), (.runs, .started), (.runs, .resumed), (.pauses, .paused): break
        case (.runs, .paused): append(.resumed(date))
        case (.pauses, _): append(.paused(date))
        case (.stops, _): append(.stopped(date))
        }
    }
}
