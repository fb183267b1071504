// `bench results`: the result of one long list as page, CSV, XML and PDF, while others read their pages.

import Basics
import Casework
import Foundation
import Records
import Registry
import Storage
import Synchronization

struct ResultsBench {
    let site: Composition

    private static let neighbours = 4

    /// The server runs in a process of its own, so that its memory is its own. What is timed are the pages of others.
    func run(persons: Int) async throws -> Timing {
        let (id, answered) = try await release(persons: persons)
        let (clerk, filer) = (
            try await site.session(of: "clerk-central"), try await site.session(of: "filer-ministry")
        )
        let server = try ServerProcess(settings: site.settings)
        defer { server.stop() }
        let port = try server.address()
        let reader = try PageClient(port: port, sessionToken: filer)
        let readers = Neighbours(try (0..<Self.neighbours).map { _ in try PageClient(port: port, sessionToken: clerk) })
        var about = [("answered_s", String(format: "%.2f", answered / .seconds(1)))]
        let start = ContinuousClock.now
        let path = "/cases/\(id)/result"
        let page = try Threads.time {
            guard try reader.get("\(path)?page=\(persons / Limits.subjectsPageRows)").status == 200 else {
                throw CommandFault("the page of the result failed")
            }
        }
        about.append(("page_ms", String(format: "%.1f", page / .milliseconds(1))))
        for ending in ["csv", "xml", "pdf"] {
            var file = (status: 0, length: 0)
            let took = try Threads.time {
                file = try PageClient(port: port, sessionToken: filer).download("\(path).\(ending)")
            }
            about.append(("\(ending)_s", String(format: "%.2f", took / .seconds(1))))
            about.append(("\(ending)_bytes", String(file.status == 200 ? file.length : 0)))
            about.append(("\(ending)_rss_mib", String(format: "%.0f", Memory.peak(of: server.id))))
        }
        let took = ContinuousClock.now - start
        let durations = try readers.stop()
        var timing = Timing(
            count: durations.count, took: took, durations: durations, peakRSS: Memory.peak(of: server.id))
        timing.about = about
        return timing
    }

    /// A case about so many citizens, brought to its release; and how long the registry took to answer.
    private func release(persons: Int) async throws -> (CaseID, Duration) {
        let population = SyntheticPopulation(
            citizens: persons, seed: SampleCases.seed, provinces: site.procedures.provinces)
        _ = try await site.store.generatePopulation(
            population, seed: SampleCases.seed, by: .system, at: Present.moment())
        let cases = try await SampleCases.make(site, persons: persons)
        let id = try await cases.draft()
        try await cases.approve(id)
        let start = ContinuousClock.now
        try await cases.carryOut()
        return (id, ContinuousClock.now - start)
    }
}

/// People who read their inbox meanwhile, each on a connection of their own.
private final class Neighbours: Sendable {
    private let isOver = Mutex(false)
    private let taken = Mutex<Result<[Duration], any Error>>(.success([]))
    private let all = DispatchGroup()

    init(_ clients: [PageClient]) {
        for client in clients {
            all.enter()
            Thread { [self] in
                let result = Result { try read(client) }
                taken.withLock { all in all = all.flatMap { before in result.map { before + $0 } } }
                all.leave()
            }.start()
        }
    }

    private func read(_ client: PageClient) throws -> [Duration] {
        var durations: [Duration] = []
        while !isOver.withLock({ $0 }) {
            durations.append(
                try Threads.time {
                    guard try client.get("/tasks").status == 200 else { throw CommandFault("a page failed") }
                })
            usleep(20_000)
        }
        return durations
    }

    /// How long each page took.
    func stop() throws -> [Duration] {
        isOver.withLock { $0 = true }
        all.wait()
        return try taken.withLock { try $0.get() }
    }
}
