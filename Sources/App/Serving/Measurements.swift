// What operators watch and nobody counts as it happens: work that waits, the log, the disk, the process.

import Basics
import Foundation
import Records
import Storage
import StorageSQLite
import Web

/// Looks the numbers up for `/metrics`. What cannot be found out is not a number, never the number of before.
struct Measurements: Sendable {
    private let look: SharedLook<[Gauge]>

    init(store: any Store, database: Database, clock: @escaping @Sendable () -> Timestamp) {
        look = SharedLook {
            await Self.database(store, clock()) + Self.files(database) + Self.process()
        }
    }

    func gauges() async -> [Gauge] { await look.value() }

    private static func database(_ store: any Store, _ now: Timestamp) async -> [Gauge] {
        // The error shows where it matters; here the numbers are missing.
        let found = try? await store.read { db in
            (
                try db.workState(at: now), try db.ledgerHead().position, try db.clockBehindSeconds(at: now),
                try db.newestWaitingReport()
            )
        }
        let check = found?.3
        func number(_ value: Int?) -> Double { value.map(Double.init) ?? .nan }
        return [
            Gauge("trinhky_outbox_items", number(found?.0.outbox)),
            Gauge("trinhky_outbox_oldest_seconds", number(found?.0.outboxOldestSeconds)),
            Gauge("trinhky_outbox_given_up_items", number(found?.0.givenUp)),
            Gauge("trinhky_timers_late", number(found?.0.timersLate)),
            Gauge("trinhky_timers_late_seconds", number(found?.0.timersLateSeconds)),
            Gauge("trinhky_unattended_cases", number(check.map { $0.report.faulty + $0.report.unreadable })),
            Gauge(
                "trinhky_unattended_check_seconds",
                number(check.map { max(0, Int((now.milliseconds - $0.at.milliseconds) / 1000)) })),
            Gauge("trinhky_log_position", number(found.map { Int($0.1) })),
            Gauge("trinhky_clock_behind_seconds", number(found?.2)),
        ]
    }

    /// A server of databases is measured by means of its own.
    private static func files(_ database: Database) -> [Gauge] {
        guard case .file(let path) = database else { return [] }
        var disk = statvfs()
        let isFound = statvfs(URL(filePath: path).deletingLastPathComponent().path, &disk) == 0
        return [
            Gauge("trinhky_disk_free_bytes", isFound ? Double(disk.f_bavail) * Double(disk.f_frsize) : .nan),
            Gauge("trinhky_database_bytes", bytes(path)),
            Gauge("trinhky_journal_bytes", bytes(path + "-wal")),
        ]
    }

    /// A file that is not there has none.
    private static func bytes(_ path: String) -> Double {
        DatabaseFile.size(of: path).map { Double($0) } ?? (errno == ENOENT ? 0 : .nan)
    }

    /// Named as other programs name them.
    private static func process() -> [Gauge] {
        let pages = FileManager.default.contents(atPath: "/proc/self/statm")
            .map { String(decoding: $0, as: UTF8.self) }?.split(separator: " ").dropFirst().first.flatMap { Double($0) }
        let open = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd"))?.count  // Linux only
        return [
            Gauge("process_resident_memory_bytes", pages.map { $0 * Double(sysconf(Int32(_SC_PAGESIZE))) } ?? .nan),
            Gauge("process_open_fds", open.map(Double.init) ?? .nan),
            Gauge("process_max_fds", Double(Descriptors.limit)),
        ]
    }
}
