// What a measurement found.

import Dispatch
import Foundation
import Synchronization

struct Timing: Sendable {
    /// How many were done in all.
    var count: Int
    var seconds: Double
    /// How long each took, or each batch where `count` counts what is in them.
    var durations: [Duration]
    /// The most memory that the measured process ever held.
    var peakRSS: Double
    /// What was measured, where that needs saying.
    var about: [(name: String, value: String)] = []

    init(count: Int, took: Duration, durations: [Duration], peakRSS: Double = Memory.peak()) {
        self.count = count
        seconds = took / .seconds(1)
        self.durations = durations.sorted()
        self.peakRSS = peakRSS
    }

    var perSecond: Double { Double(count) / seconds }

    func json(_ name: String) -> String {
        let fields = [
            ("count", String(count)), ("seconds", rounded(seconds, 3)),
            ("per_second", rounded(perSecond, 1)), ("p50_ms", rounded(percentile(0.50), 4)),
            ("p99_ms", rounded(percentile(0.99), 4)), ("peak_rss_mib", rounded(peakRSS, 1)),
        ]
        let said = about.map { ("\($0.name)", "\"\($0.value)\"") }
        return "{\"bench\":\"\(name)\"," + (said + fields).map { "\"\($0)\":\($1)" }.joined(separator: ",") + "}"
    }

    /// Milliseconds within which half was done, for `about`.
    var median: String { rounded(percentile(0.50), 4) }

    /// Milliseconds within which that share was done.
    private func percentile(_ share: Double) -> Double {
        guard !durations.isEmpty else { return 0 }
        return durations[min(Int(Double(durations.count) * share), durations.count - 1)] / .milliseconds(1)
    }

    private func rounded(_ number: Double, _ places: Int) -> String { String(format: "%.\(places)f", number) }
}

/// Memory of a process, as Linux keeps it.
enum Memory {
    /// The highest resident size in MiB, of this process or of another; 0 where it is not known.
    static func peak(of process: Int32? = nil) -> Double {
        let path = "/proc/\(process.map(String.init) ?? "self")/status"
        guard let status = FileManager.default.contents(atPath: path) else { return 0 }
        let line = String(decoding: status, as: UTF8.self).split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        let number = line?.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first
        return (number.flatMap { Double($0) } ?? 0) / 1024
    }
}

/// Runs `work` on so many threads at once, until `count` are done, and times each.
enum Threads {
    static func time(
        _ count: Int, threads: Int, _ work: @escaping @Sendable (_ thread: Int) throws -> Void
    ) throws -> (took: Duration, durations: [Duration]) {
        let results = Results()
        let all = DispatchGroup()
        let start = ContinuousClock.now
        // Threads of their own: `concurrentPerform` would run no more at once than there are cores.
        for number in 0..<threads {
            let share = count / threads + (number < count % threads ? 1 : 0)
            all.enter()
            Thread {
                results.add(Result { try (0..<share).map { _ in try Threads.time { try work(number) } } })
                all.leave()
            }.start()
        }
        all.wait()
        return (ContinuousClock.now - start, try results.get())
    }

    static func time(_ work: () throws -> Void) rethrows -> Duration {
        let before = ContinuousClock.now
        try work()
        return ContinuousClock.now - before
    }

    private final class Results: Sendable {
        private let all = Mutex<Result<[Duration], any Error>>(.success([]))

        /// The first failure stays.
        func add(_ result: Result<[Duration], any Error>) {
            all.withLock { all in all = all.flatMap { before in result.map { before + $0 } } }
        }

        func get() throws -> [Duration] { try all.withLock { try $0.get() } }
    }
}
