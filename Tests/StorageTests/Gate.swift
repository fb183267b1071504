// A door for tests that must hold a synchronous body back until something else has happened.

import Foundation

/// Closed at first; `wait` blocks its thread until somebody opens it.
final class Gate: Sendable {
    private let semaphore = DispatchSemaphore(value: 0)

    func wait() { semaphore.wait() }
    func open() { semaphore.signal() }
}
