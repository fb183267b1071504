// A bounded line before threads of their own.

import Foundation
import Storage
import Synchronization

/// Runs work that takes long and much memory away from the threads that serve pages: so much at once, so much waiting,
/// and no more.
final class WaitingLine: Sendable {
    private let queue: OperationQueue
    private let lengthMax: Int
    private let length = Mutex(0)

    /// `lengthMax` counts what runs and what waits.
    init(name: String, threads: Int, lengthMax: Int) {
        self.lengthMax = lengthMax
        queue = OperationQueue()
        queue.name = name
        queue.maxConcurrentOperationCount = threads
    }

    /// What the work gives. Refuses as busy at once when the line is full.
    func run<Made: Sendable>(_ work: @escaping @Sendable () throws -> Made) async throws -> Made {
        let isFull = length.withLock { length in
            if length >= lengthMax { return true }
            length += 1
            return false
        }
        if isFull { throw StorageError.busy("\(lengthMax) are waiting for \(queue.name ?? "a thread")") }
        return try await withCheckedThrowingContinuation { continuation in
            queue.addOperation { [self] in
                let result = Result { try work() }
                length.withLock { $0 -= 1 }
                continuation.resume(with: result)
            }
        }
    }
}
