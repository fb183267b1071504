// Connections and the threads that wait on them.

import Basics
import Foundation
import Storage
import Synchronization

/// How many callers a store serves, and how long it keeps what nobody needs: `Limits`, but for tests.
struct PostgresBounds: Sendable {
    var connections = Limits.databaseConnectionsMax
    var writesWaiting = Limits.writesWaitingMax
    var readsWaiting = Limits.readsWaitingMax
    var idleSeconds = Double(Limits.databaseIdleSecondsMax)
    var answerSeconds = Double(Limits.answerSecondsMax)
    var commitSeconds = Double(Limits.commitSecondsMax)
}

/// So many threads at most, each with a connection of its own: libpq blocks, and the threads of Swift's tasks must not.
/// Whoever finds none free waits in a queue, which is bounded. What nobody needs for a while is closed.
final class ConnectionPool: Sendable {
    /// What one caller wants done; it answers its caller itself.
    typealias Work = @Sendable (Line) -> Void

    private struct State {
        var waiting: [Work] = []
        /// Threads without work; the one that worked last is the next to do so.
        var free: [Seat] = []
        var seats = 0
        var isClosed = false
        /// Who waits for the end of the last thread.
        var closers: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())
    private let address: DatabaseAddress
    private let bounds: PostgresBounds
    private let waitingMax: Int

    init(_ address: DatabaseAddress, _ bounds: PostgresBounds, waitingMax: Int) {
        self.address = address
        self.bounds = bounds
        self.waitingMax = waitingMax
    }

    /// Has the work done as soon as a connection is free, or throws at once.
    func submit(_ work: @escaping Work) throws(StorageError) {
        let newSeat = try state.withLock { (state) throws(StorageError) -> Bool in
            if state.isClosed { throw .unavailable("the store is closed") }
            if let seat = state.free.popLast() {
                seat.give(work)
            } else if state.seats < bounds.connections {
                state.seats += 1
                return true
            } else if state.waiting.count < waitingMax {
                state.waiting.append(work)
            } else {
                throw .busy("\(state.waiting.count) calls wait for a connection")
            }
            return false
        }
        if newSeat { Thread.detachNewThread { [self] in serve(work) } }
    }

    /// Accepts no more, and returns when what was accepted is done and every connection closed.
    func close() async {
        await withCheckedContinuation { continuation in
            let isEmpty = state.withLock { state in
                state.isClosed = true
                for seat in state.free { seat.give(nil) }
                state.free = []
                if state.seats > 0 { state.closers.append(continuation) }
                return state.seats == 0
            }
            if isEmpty { continuation.resume() }
        }
    }

    private func serve(_ first: @escaping Work) {
        let seat = Seat()
        do {
            let line = Line(address, bounds)
            var work: Work? = first
            while let next = work {
                next(line)
                work = waitForWork(seat)
            }
        }
        let closers = state.withLock { state in
            state.seats -= 1
            guard state.isClosed && state.seats == 0 else { return [CheckedContinuation<Void, Never>]() }
            defer { state.closers = [] }
            return state.closers
        }
        for closer in closers { closer.resume() }
    }

    /// The next work for that thread; `nil` when it may end.
    private func waitForWork(_ seat: Seat) -> Work? {
        let (work, mayEnd) = state.withLock { state -> (Work?, Bool) in
            if !state.waiting.isEmpty { return (state.waiting.removeFirst(), false) }
            if state.isClosed { return (nil, true) }
            state.free.append(seat)
            return (nil, false)
        }
        if work != nil || mayEnd { return work }
        if let given = seat.wait(seconds: bounds.idleSeconds) { return given }
        let isForgotten = state.withLock { state in
            guard let place = state.free.firstIndex(where: { $0 === seat }) else { return false }
            state.free.remove(at: place)
            return true
        }
        // Work may have come between the end of the wait and now.
        return isForgotten ? nil : seat.wait(seconds: 0) ?? nil
    }
}

/// The place at which a free thread waits for work.
private final class Seat: Sendable {
    private let signal = DispatchSemaphore(value: 0)
    private let work = Mutex<ConnectionPool.Work?>(nil)

    /// Wakes the thread; without work it ends.
    func give(_ work: ConnectionPool.Work?) {
        self.work.withLock { $0 = work }
        signal.signal()
    }

    /// What was given in that time; the outer `nil` when nothing was.
    func wait(seconds: Double) -> ConnectionPool.Work?? {
        guard signal.wait(timeout: .now() + seconds) == .success else { return .none }
        return .some(work.withLock { $0 })
    }
}

/// The connection of one thread: opened when it is needed, and anew after it was lost.
final class Line {
    private let address: DatabaseAddress
    private let bounds: PostgresBounds
    private var current: Session?

    init(_ address: DatabaseAddress, _ bounds: PostgresBounds) {
        self.address = address
        self.bounds = bounds
    }

    func session() throws(ServerFault) -> Session {
        if let current { return current }
        let session = try Session(address, bounds)
        current = session
        return session
    }

    /// Closes the connection, so that the next work gets another.
    func drop() { current = nil }
}
