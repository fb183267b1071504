// `bench search`: first pages of what a search finds in long lists, for words of every frequency.

import Basics
import Casework
import Records
import Storage

struct SearchBench {
    let site: Composition
    let cases: Int

    /// What is looked for, and how often it is there.
    private static let questions: [(often: String, typed: String)] = [
        ("every case", "văn phòng"), ("two in five", "Nguyễn"), ("one in fifty", "Nguyễn hoa2"), ("rare", "tu777"),
        ("one case", "ma140"), ("none", "nguyen khongco"), ("beginning of the commonest", "nguye"),
    ]

    /// `count` is how often each page is read.
    func run(count: Int) async throws -> [Timing] {
        let sample = try await SampleCases.make(site)
        guard let filer = sample.filer.requester?.description else { throw CommandFault("nobody files") }
        let start = ContinuousClock.now
        let bulk = BulkCases(
            store: site.store, count: cases, filer: filer, service: try site.identityCheck().code)
        try await bulk.fill()
        try await bulk.fillWords()
        var timings = [Timing(count: cases, took: ContinuousClock.now - start, durations: [])]
        timings[0].about = [("what", "rows of cases and their words made")]
        for person in ["clerk-central", "filer-ministry", "inspector"] {
            guard let actor = try await site.store.read({ db in try db.account(username: person) })?.actor else {
                throw CommandFault("the demo account \(person) is missing")
            }
            for question in Self.questions {
                timings.append(try await measure(person, actor, question, count))
            }
        }
        return timings
    }

    private func measure(
        _ person: String, _ actor: Actor, _ question: (often: String, typed: String), _ count: Int
    ) async throws -> Timing {
        let search = try CaseSearch(question.typed)
        var (durations, found) = ([Duration](), 0)
        let start = ContinuousClock.now
        for _ in 0..<count {
            let before = ContinuousClock.now
            found = try await site.store.read { db in try db.searchCases(visibleTo: actor, search).lines.lines.count }
            durations.append(ContinuousClock.now - before)
        }
        var timing = Timing(count: count, took: ContinuousClock.now - start, durations: durations)
        timing.about = [
            ("cases", String(cases)), ("person", person), ("word", question.often), ("lines", String(found)),
        ]
        return timing
    }
}
