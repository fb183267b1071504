// `bench saves`: one draft saved over and over by its page, and what others wait for their writes meanwhile.

import Basics
import Casework
import Forms
import Records
import Storage
import Synchronization
import Web

struct SavesBench {
    let site: Composition

    /// The first saves and the last are judged by so many.
    private static let judged = 50
    /// Writes of somebody else while nobody else is there, after as many that are not counted.
    private static let writesAlone = 300

    /// The server runs in a process of its own, which remembers nothing of the draft.
    func run(count: Int) async throws -> Timing {
        let draft = try await SampleCases.make(site).draft()
        let token = try await site.session(of: "filer-ministry")
        let server = try ServerProcess(settings: site.settings)
        defer { server.stop() }
        let port = try server.address()
        let begin = try beginning(PageClient(port: port, sessionToken: token))
        let save = saving(draft, try PageClient(port: port, sessionToken: token))
        let alone = try Threads.time(2 * Self.writesAlone, threads: 1) { _ in try begin() }.durations
        let saves = Mutex<[Duration]>([])
        let meanwhile = Mutex<[Duration]>([])
        let isSaving = Mutex(true)
        let (took, _) = try Threads.time(2, threads: 2) { thread in
            if thread == 0 {
                defer { isSaving.withLock { $0 = false } }
                for number in 0..<count { try Self.time(into: saves) { try save(number) } }
            } else {
                while isSaving.withLock({ $0 }) { try Self.time(into: meanwhile, begin) }
            }
        }
        let all = saves.withLock { $0 }
        guard try await site.store.read({ db in try db.firstUnsoundSnapshot() }) == nil else {
            throw CommandFault("a snapshot is not what the events make")
        }
        let judged = min(Self.judged, count)
        var timing = Timing(count: count, took: took, durations: all, peakRSS: Memory.peak(of: server.id))
        timing.about = [
            ("first_ms", Array(all.prefix(judged))), ("last_ms", Array(all.suffix(judged))),
            ("others_alone_ms", alone.suffix(Self.writesAlone)), ("others_meanwhile_ms", meanwhile.withLock { $0 }),
        ].map { name, durations in (name, Timing(count: 1, took: took, durations: Array(durations)).median) }
        return timing
    }

    private static func time(into durations: borrowing Mutex<[Duration]>, _ work: () throws -> Void) rethrows {
        let took = try Threads.time(work)
        durations.withLock { $0.append(took) }
    }

    /// Begins a request.
    private func beginning(_ client: PageClient) throws -> @Sendable () throws -> Void {
        let service = try site.identityCheck().code
        return {
            let status = try client.post("/cases", [("service", service)], from: SitePath.newCase.description)
            guard status == 303 else { throw CommandFault("a request was not begun: \(status)") }
        }
    }

    /// Saves the page of the purpose, each time with other words.
    private func saving(_ draft: CaseID, _ client: PageClient) -> @Sendable (_ number: Int) throws -> Void {
        let page = SitePath.of(draft, .casePurpose).description
        let (year, month, day) = Present.moment().date.adding(days: 90).parts
        let fields = [
            ("purpose_code", site.procedures.purposes.offered[0].code), ("legal_basis", "Dieu+10"),
            ("use_until_day", "\(day)"), ("use_until_month", "\(month)"), ("use_until_year", "\(year)"),
        ]
        return { number in
            let status = try client.post(page, fields + [("purpose_text", "Doi+chieu+lan+\(number)")], from: page)
            guard status == 303 else { throw CommandFault("a page was not saved: \(status)") }
        }
    }
}
