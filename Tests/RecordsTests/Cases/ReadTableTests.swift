// The read tables say what the events say: written anew from the events alone they are equal.

import Basics
import Casework
import Storage
import TestKit
import Testing

@testable import Records

@Suite struct ReadTableTests {
    @Test func readTablesRebuiltFromTheEventsAreEqual() async throws {
        let sample = try await DeskSample(populated: true)
        var ids: [CaseID] = []
        for last in ["", "submit", "vouch", "accept", "propose-approval", "sign", "issue"] {
            let id = try await sample.draft()
            if !last.isEmpty { try await sample.bring(id, through: last) }
            ids.append(id)
        }
        for act in ["request-supplement", "transfer", "reject-at-intake"] {
            let id = try await sample.draft()
            try await sample.bring(id, through: "vouch")
            try await sample.act(act, id)
            ids.append(id)
        }
        try await sample.worker.runDue(at: DeskSample.now)

        let rebuilt: any Store = try await RegistrySample.store(populated: false)
        for id in ids {
            let state = try await sample.state(id)
            let due = sample.procedures.reading(state, on: DeskSample.now.date)?.dueOn
            try await rebuilt.write { db in
                try db.writeReadTables(state, dueOn: due, createdBy: DeskSample.filer, at: DeskSample.now)
                try db.writeFiledRequest(state, before: nil)
            }
        }
        for (query, count) in Self.tables {
            let live = try await sample.store.read { try $0.rows(query) }
            let again = try await rebuilt.read { try $0.rows(query) }
            #expect(live == again, "\(query.parts)")
            #expect(live.count >= count)
        }
        try await rebuilt.close()
    }

    /// Everything but the moments of the last change, with how many rows there are at least.
    private static let tables: [(Query, Int)] = [
        (
            """
            SELECT id, code, service, requester, requester_name, stage, office, is_manual, version, created_by,
                created_ms, filed_ms, due_on FROM case_row ORDER BY id
            """, 10
        ),
        (
            "SELECT case_id, requester, service, filed_ms, persons FROM filed_request ORDER BY case_id", 8
        ),
        ("SELECT case_id, office FROM case_office ORDER BY case_id, office", 9),
        ("SELECT case_id, task_id, node, role, holder, is_optional, due_on FROM task ORDER BY case_id, task_id", 9),
        ("SELECT item_key, case_id, kind, reference, due_ms FROM timer ORDER BY item_key", 2),
    ]

    @Test func everyOpenCaseWaitsOnExactlyOneDeskRequesterOrTimer() async throws {
        let sample = try await DeskSample()
        for last in ["", "submit", "vouch", "accept", "propose-approval", "sign"] {
            let id = try await sample.draft()
            if !last.isEmpty { try await sample.bring(id, through: last) }
            let waiting = try await sample.store.read {
                try $0.rows("SELECT holder, role FROM task WHERE case_id = \(id) AND is_optional = 0")
            }
            #expect(waiting.count == 1, "after '\(last)'")
        }
    }

    @Test func anInboxShowsWhatWaitsByUrgencyAndOnlyToThoseItWaitsOn() async throws {
        let sample = try await DeskSample()
        let id = try await sample.draft()
        let clerk = Samples.person(.clerk, at: DeskSample.office)
        let others = [
            Samples.person(.clerk, at: OfficeCode("79")), Samples.person(.officer, at: DeskSample.office),
            Samples.person(.filer, of: Samples.bank), Samples.person(.inspector), Samples.person(.admin),
        ]
        #expect(try await inbox(sample, DeskSample.filer) == [id])
        try await sample.bring(id, through: "vouch")
        #expect(try await inbox(sample, clerk) == [id])
        #expect(try await inbox(sample, DeskSample.filer).isEmpty)
        for other in others { #expect(try await inbox(sample, other).isEmpty) }
    }

    @Test func whoAcceptsSomeOfAPageStillSeesAllOthersOnTheNext() async throws {
        let sample = try await DeskSample()
        var ids: [CaseID] = []
        for _ in 0..<40 {
            ids.append(try await sample.draft())
            try await sample.bring(ids[ids.count - 1], through: "vouch")
        }
        let clerk = Samples.person(.clerk, at: DeskSample.office)
        let first = try await sample.store.read { try $0.inbox(of: clerk) }
        #expect(first.lines.count == 25 && first.previous == nil)
        let next = try #require(first.next)
        for line in first.lines.prefix(5) + first.lines.suffix(5) { try await sample.act("accept", line.id) }
        let second = try await sample.store.read { try $0.inbox(of: clerk, at: .after(next)) }
        #expect(Set(first.lines.map(\.id) + second.lines.map(\.id)) == Set(ids))
        #expect(second.next == nil)
        let count = try await sample.store.read { try $0.inboxCount(of: clerk) }
        #expect(count.number == 30 && !count.isMore)
        // Done with the last page, who turns to what was behind it sees what still waits, and not that nothing does.
        for line in second.lines { try await sample.act("accept", line.id) }
        let rest = try await sample.store.read { try $0.inbox(of: clerk, at: .after(next)) }
        #expect(rest.lines.map(\.id) == first.lines.dropFirst(5).dropLast(5).map(\.id))
        // What was acted on came to the top of the office's list, in which nothing was lost either.
        var page = try await sample.store.read { try $0.cases(visibleTo: clerk) }
        var seen = page.lines.map(\.id)
        #expect(seen.first == second.lines.last?.id)
        while let next = page.next {
            page = try await sample.store.read { try $0.cases(visibleTo: clerk, at: .after(next)) }
            seen += page.lines.map(\.id)
        }
        #expect(seen.count == 40 && Set(seen) == Set(ids))
    }

    @Test func aListOfCasesShowsNothingThatTheCaseItselfWouldNot() async throws {
        let sample = try await DeskSample()
        let id = try await sample.draft()
        try await sample.bring(id, through: "vouch")
        let state = try await sample.state(id)
        let people = [
            DeskSample.filer, DeskSample.official, Samples.person(.filer, of: Samples.bank),
            Samples.person(.clerk, at: DeskSample.office), Samples.person(.clerk, at: OfficeCode("79")),
            Samples.person(.inspector), Samples.person(.admin), Samples.person(.citizen),
            Samples.person([.admin], number: 7, office: DeskSample.office),
        ]
        for person in people {
            let listed = try await sample.store.read { try $0.cases(visibleTo: person).lines.map(\.id) }
            #expect(listed == (Permissions.maySee(person, state) ? [id] : []), "\(person.roles)")
        }
    }

    private func inbox(_ sample: DeskSample, _ actor: Actor) async throws -> [CaseID] {
        try await sample.store.read { try $0.inbox(of: actor).lines.map(\.id) }
    }
}
