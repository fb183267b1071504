// `bench pages`: the inbox of a clerk with 10,000 open cases, read over eight kept connections.

import Basics
import Foundation
import Records
import Storage

struct PagesBench {
    let site: Composition

    private static let openCases = 10_000
    private static let connections = 8
    private static let warmUp = 200

    /// The server runs in a process of its own, so that its memory is its own.
    func run(count: Int) async throws -> Timing {
        let cases = try await SampleCases.make(site)
        _ = try await Tasks.time(Self.openCases, atOnce: 64) { _ in
            let id = try await cases.draft()
            try await cases.submit(id)
            try await cases.vouch(id)
        }
        let token = try await site.session(of: "clerk-central")
        let server = try ServerProcess(settings: site.settings)
        defer { server.stop() }
        let address = try server.address()
        let clients = try (0..<Self.connections).map { _ in try PageClient(port: address, sessionToken: token) }
        let first = try clients[0].get("/tasks")
        guard first.status == 200, first.length > 5_000 else {
            throw CommandFault("the inbox is not what it should be")
        }
        _ = try Threads.time(Self.warmUp, threads: Self.connections) { thread in _ = try clients[thread].get("/tasks") }
        let (took, durations) = try Threads.time(count, threads: Self.connections) { thread in
            guard try clients[thread].get("/tasks").status == 200 else { throw CommandFault("a page failed") }
        }
        return Timing(count: count, took: took, durations: durations, peakRSS: Memory.peak(of: server.id))
    }
}
