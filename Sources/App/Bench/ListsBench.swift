// `bench lists`: first pages and pages deep in long lists, read over eight kept connections.

import Basics
import Casework
import Foundation
import Records
import Storage
import Web

struct ListsBench {
    let site: Composition
    let cases: Int

    private static let connections = 8
    private static let warmUp = 100

    /// A page that is measured.
    private struct Subject {
        var person: String
        var path: String
        /// Where in the list it is.
        var place: String
    }

    /// `count` is how often each page is read.
    func run(count: Int) async throws -> [Timing] {
        let sample = try await SampleCases.make(site)
        guard let filer = sample.filer.requester?.description else { throw CommandFault("nobody files") }
        let bulk = BulkCases(
            store: site.store, count: cases, filer: filer, service: try site.identityCheck().code)
        let start = ContinuousClock.now
        try await bulk.fill()
        var timings = [Timing(count: cases, took: ContinuousClock.now - start, durations: [])]
        timings[0].about = [("what", "rows of cases made")]
        let server = try ServerProcess(settings: site.settings)
        defer { server.stop() }
        let port = try server.address()
        let people = ["clerk-central", "approver-central", "filer-ministry", "inspector"]
        for person in people {
            let token = try await site.session(of: person)
            let clients = try (0..<Self.connections).map { _ in try PageClient(port: port, sessionToken: token) }
            for subject in subjects(of: person, bulk) {
                timings.append(try measure(subject, count, clients, server.id))
            }
        }
        return timings
    }

    private func subjects(of person: String, _ bulk: BulkCases) -> [Subject] {
        let deepCases = SitePath.cases.with(["after": bulk.middle.cases.text]).description
        let deepTasks = SitePath.tasks.with(["after": bulk.middle.inbox.text]).description
        let places = [
            ("/", "first"), ("/tasks", "first"), (deepTasks, "deep"), ("/cases", "first"), (deepCases, "deep"),
        ]
        // Nothing ever waits on an inspector.
        return places.filter { person != "inspector" || !$0.0.hasPrefix("/tasks") }
            .map { Subject(person: person, path: $0.0, place: $0.1) }
    }

    private func measure(
        _ subject: Subject, _ count: Int, _ clients: [PageClient], _ server: Int32
    ) throws -> Timing {
        let first = try clients[0].get(subject.path)
        guard first.status == 200, first.length > 5_000 else {
            throw CommandFault("the page \(subject.path) is not what it should be")
        }
        let read: @Sendable (Int) throws -> Void = { thread in
            guard try clients[thread].get(subject.path).status == 200 else { throw CommandFault("a page failed") }
        }
        _ = try Threads.time(Self.warmUp, threads: Self.connections, read)
        let (took, durations) = try Threads.time(count, threads: Self.connections, read)
        var timing = Timing(count: count, took: took, durations: durations, peakRSS: Memory.peak(of: server))
        timing.about = [
            ("cases", String(cases)), ("person", subject.person),
            ("page", String(subject.path.prefix { $0 != "?" })), ("place", subject.place),
        ]
        return timing
    }
}
