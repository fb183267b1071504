// What a start says and a stop leaves: measurements apart, warnings, one whole file.

import Basics
import Casework
import Foundation
import Records
import Storage
import StorageSQLite
import TestKit
import Testing

@testable import App

@Suite(.enabled(if: isProgramBuilt))
struct ServingTests {
    @Test func measurementsApartAreNotOnTheSite() async throws {
        try await CommandSite.with { site in
            let server = try await ServerProcess.start(
                data: site.data, settings: ["TRINHKY_METRICS_PORT": "0"])
            let line = try #require(server.log.split(separator: "\n").first { $0.hasPrefix("measurements on ") })
            let port = try #require(line.split(separator: "/")[1].split(separator: ":").last.flatMap { Int($0) })
            let browser = Browser(port: server.port)
            #expect(try await browser.get("/metrics").status == 404)
            #expect(try await browser.get("/readyz").text == "ready\n")
            var answer = try await Browser(port: port).get("/metrics")
            // The first check of open cases may not be over yet.
            for _ in 0..<100 where answer.text.contains("NaN") {
                try await Task.sleep(for: .milliseconds(100))
                answer = try await Browser(port: port).get("/metrics")
            }
            #expect(answer.status == 200)
            for name in [
                "trinhky_outbox_items 0", "trinhky_outbox_oldest_seconds 0", "trinhky_clock_behind_seconds 0",
                "trinhky_timers_late 0", "trinhky_connections ", "trinhky_commit_seconds_count ",
                "process_resident_memory_bytes ", "process_open_fds ", "trinhky_disk_free_bytes ",
                "trinhky_database_bytes ", "trinhky_journal_bytes ", "trinhky_log_position ",
                "trinhky_unattended_cases ", "trinhky_unattended_check_seconds ",
            ] {
                #expect(answer.text.contains("\n\(name)"), "\(name)")
            }
            #expect(!answer.text.contains("NaN"))
            #expect(try await Browser(port: port).get("/login").status == 404)
            _ = try await browser.get("/login")
            try await browser.post("/login", [("username", "lan"), ("password", "no such password")])
            let after = try await Browser(port: port).get("/metrics").text
            #expect(after.contains(#"trinhky_sign_ins_total{outcome="refused"} 1"#))
            #expect(try await server.stop() == 0)
        }
    }

    @Test func aCleanStopLeavesTheDatabaseFileWholeAlone() async throws {
        try await CommandSite.with { site in
            let server = try await ServerProcess.start(data: site.data)
            let browser = Browser(port: server.port)
            _ = try await browser.get("/login")
            try await browser.post("/login", [("username", "inspector"), ("password", "trinh-ky-demo")])
            #expect(try await browser.get("/readyz").text == "ready\n")
            #expect(try await server.stop() == 0)
            let names = try FileManager.default.contentsOfDirectory(atPath: site.data)
            #expect(!names.contains { $0.hasSuffix("-wal") || $0.hasSuffix("-shm") }, "\(names)")
            let head = try await site.succeed("audit", "verify")
            #expect(head.hasPrefix("sound"))
            let alone = "\(site.folder)/alone.sqlite"
            try FileManager.default.copyItem(atPath: site.database, toPath: alone)
            let copy = try await Program.run(["audit", "verify", "--database", "sqlite:\(alone)"])
            #expect(copy.text.split(separator: "\n").first == head.split(separator: "\n").first, "\(copy.errors)")
        }
    }

    @Test func aClockBehindTheLogIsSaidAndAdoptedByAnOperator() async throws {
        try await CommandSite.with { site in
            _ = try await site.succeed("migrate")
            expectFailure(try await site.run("clock", "adopt"), "does not lie behind the log")
            let store = try SQLiteStore.open(path: site.database)
            try await store.write { db in
                let entry = LedgerEntry(
                    type: "tried", at: Present.moment().adding(seconds: 86_400),
                    actor: .init(.system, by: .timer), payload: "{}")
                try db.append([entry], to: "access")
            }
            try await store.close()
            let server = try await ServerProcess.start(data: site.data)
            #expect(server.log.contains("the clock lies before the newest entry of the log"))
            let answer = try await Browser(port: server.port).get("/readyz")
            #expect(answer.status == 200 && answer.text.hasPrefix("ready, but without numbers: the clock is 86"))
            let measures = try await Browser(port: server.port).get("/metrics").text
            #expect(measures.contains("trinhky_clock_behind_seconds 86"))
            #expect(try await server.stop() == 0)
            #expect(try await site.succeed("clock", "adopt", "--operator", "Lan").contains("by the present clock"))
            expectFailure(try await site.run("clock", "adopt"), "does not lie behind the log")
            #expect(try await site.succeed("audit", "verify").hasPrefix("sound"))
        }
    }

    @Test func servingOthersWithoutHTTPSIsWarnedOf() async throws {
        try await CommandSite.with { site in
            for (more, isWarned) in [([], true), (["--secure"], false)] {
                let output = try await Program.run(
                    ["serve", "--host", "192.0.2.1", "--port", "0", "--data", site.data] + more)
                #expect(output.status == 1, "the address is not one of this machine")
                #expect(output.errors.contains("can be read on their way to 192.0.2.1") == isWarned)
            }
        }
    }
}
