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
        try takePlace()
        return try await withCheckedThrowingContinuation { continuation in
            add { continuation.resume(with: Result { try work() }) }
        }
    }

    /// What the work hands to its argument, piece by piece. Refuses as busy at once when the line is full.
    func stream(
        _ work: @escaping @Sendable (_ send: ([UInt8]) -> Void) throws -> Void
    ) throws -> AsyncThrowingStream<[UInt8], any Error> {
        try takePlace()
        return AsyncThrowingStream { continuation in
            add {
                do {
                    try work { continuation.yield($0) }
                    continuation.finish()
                } catch {
                    continuation.finish(throwing: error)
                }
            }
        }
    }

    private func takePlace() throws {
        let isFull = length.withLock { length in
            if length >= lengthMax { return true }
            length += 1
            return false
        }
        if isFull { throw StorageError.busy("\(lengthMax) are waiting for \(queue.name ?? "a thread")") }
    }

    private func add(_ work: @escaping @Sendable () -> Void) {
        queue.addOperation { [self] in
            defer { length.withLock { $0 -= 1 } }
            work()
        }
    }
}
