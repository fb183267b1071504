// Whose the steps of cases are, in the database: inboxes, two at once, people who are gone.

import Basics
import Casework
import Forms
import Storage
import TestKit
import Testing
import Workflow

@testable import Records

@Suite struct AssigningDeskTests {
    private static let now = DeskSample.now

    /// An office with two officers who have accounts, and its head.
    private struct Office {
        let sample: DeskSample
        let accounts: Accounts
        var officers: [Actor] = []
        let head = Samples.person(.approver, at: DeskSample.office)

        init(on database: TestDatabase) async throws {
            sample = try await DeskSample(on: database)
            accounts = Accounts(store: sample.store, passwords: try Passwords(cost: .cheapest))
            try await sample.empower(head)
            for name in ["can.bo.mot", "can.bo.hai"] {
                let id = try await accounts.addAccount(
                    NewAccount(username: name, name: "Cán Bộ \(name)", roles: [.officer], office: DeskSample.office),
                    password: "một câu thật là dài", by: .system, now: AssigningDeskTests.now)
                officers.append(try #require(try await sample.store.read { try $0.account(id)?.actor }))
            }
        }

        /// A case that an officer is next in.
        func accepted() async throws -> CaseID {
            let id = try await sample.draft()
            try await sample.bring(id, through: "accept")
            return id
        }

        @discardableResult
        func say(
            _ step: AssigningStep, _ id: CaseID, by actor: Actor, to person: Actor? = nil, due: LocalDate? = nil,
            reason: String = "", expected: Int? = nil
        ) async throws -> CaseState {
            let state = try await sample.state(id)
            let task = try #require(state.marking.tasks.first { !$0.isOptional })
            var input = ["reason": [reason], "assignee": [person?.account?.text ?? ""]]
            if let due {
                input["assignee_due_day"] = ["\(due.day)"]
                input["assignee_due_month"] = ["\(due.month)"]
                input["assignee_due_year"] = ["\(due.year)"]
            }
            let given = try await sample.store.read { try $0.empowered(actor, at: AssigningDeskTests.now) }
            return try await sample.desk.assign(
                step, task: task.id, of: id, by: given, input: FieldValues(input), expected: expected,
                at: AssigningDeskTests.now)
        }

        func inbox(_ actor: Actor, _ assigned: CaseFilter.Assigned = .open) async throws -> [CaseLine] {
            var filter = CaseFilter()
            filter.assigned = assigned
            let asked = filter
            return try await sample.store.read { db in
                let lines = try db.inbox(of: actor, asked).lines
                #expect(try db.inboxCount(of: actor, asked).number == lines.count)
                return lines
            }
        }

        func close() async throws {
            #expect(try await sample.findings() == [], "the log proves every row")
            try await sample.store.close()
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func inboxesHaveWhatIsOnesOwnAndWhatIsNobodys(on database: TestDatabase) async throws {
        let office = try await Office(on: database)
        let (mine, theirs, free) = (
            try await office.accepted(), try await office.accepted(), try await office.accepted()
        )
        let (one, other) = (office.officers[0], office.officers[1])
        try await office.say(.take, mine, by: one)
        try await office.say(.give, theirs, by: office.head, to: other, due: Self.now.date)
        #expect(Set(try await office.inbox(one).map(\.id)) == [mine, free])
        #expect(Set(try await office.inbox(other).map(\.id)) == [theirs, free])
        #expect(try await office.inbox(one, .own).map(\.id) == [mine])
        #expect(try await office.inbox(one, .nobodys).map(\.id) == [free])
        let others = try await office.inbox(one, .others)
        #expect(others.map(\.id) == [theirs])
        #expect(others.first?.assignee?.name == other.name)
        // A search is among the same.
        while try await office.sample.worker.indexSome().count > 0 {}
        func searched(_ actor: Actor, _ assigned: CaseFilter.Assigned) async throws -> Set<CaseID> {
            var filter = CaseFilter()
            filter.assigned = assigned
            let asked = filter
            var walked = try CaseSearch("to chuc")
            walked.walkedLinesMax = 1_000
            var indexed = walked
            indexed.walkedLinesMax = 0
            let found = try await office.sample.store.read { [walked, indexed] db in
                try [walked, indexed].map { try db.searchInbox(of: actor, $0, asked).lines.lines.map(\.id) }
            }
            #expect(found[0] == found[1])
            return Set(found[0])
        }
        #expect(try await searched(one, .open) == [mine, free])
        #expect(try await searched(one, .others) == [theirs])
        #expect(try await searched(office.head, .open) == [], "nothing waits for a signature")
        // What the office wants first is on top, by that day.
        #expect(try await office.inbox(other).first?.id == theirs)
        #expect(try await office.inbox(other).first?.dueOn == Self.now.date)
        let refused = try await office.sample.refusal {
            try await office.sample.act("propose-approval", theirs, by: one)
        }
        #expect(refused == .rule("step-assigned"))
        try await office.sample.act("propose-approval", theirs, by: other)
        // It comes back to whoever had it, without the day.
        try await office.sample.act("return-to-officer", theirs)
        #expect(Set(try await office.inbox(one).map(\.id)) == [mine, free])
        let back = try #require(try await office.inbox(other).first { $0.id == theirs })
        #expect(back.assignee?.account == other.account && back.dueOn != Self.now.date)
        try await office.close()
    }

    @Test(arguments: TestDatabase.allCases)
    func ofTwoWhoTakeItAtOnceOneHasIt(on database: TestDatabase) async throws {
        let office = try await Office(on: database)
        let id = try await office.accepted()
        let version = try await office.sample.state(id).version
        let outcomes = try await withThrowingTaskGroup(of: Rejection?.self) { group in
            for officer in office.officers {
                group.addTask {
                    try await office.sample.refusal {
                        try await office.say(.take, id, by: officer, expected: version)
                    }
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes.count { $0 == nil } == 1)
        #expect(outcomes.contains(.conflict(version: version + 1, stage: .accepted)))
        try await office.close()
    }

    @Test(arguments: TestDatabase.allCases)
    func nothingWaitsOnSomebodyWhoIsGone(on database: TestDatabase) async throws {
        let office = try await Office(on: database)
        let (first, second, kept) = (
            try await office.accepted(), try await office.accepted(), try await office.accepted()
        )
        let (one, other) = (office.officers[0], office.officers[1])
        try await office.say(.take, first, by: one)
        try await office.say(.take, second, by: other)
        try await office.say(.take, kept, by: office.officers[1])
        try await office.sample.worker.releaseAbandoned(at: Self.now)
        #expect(try await office.inbox(one, .own).map(\.id) == [first], "they are there")

        try await office.accounts.disable(try #require(one.account), by: .system, now: Self.now)
        let check = try await WaitingCheck(store: office.sample.store).run(by: .system, at: Self.now)
        #expect(check.named.contains { $0.caseID == first && $0.fault == .nobody })
        try await office.sample.worker.releaseAbandoned(at: Self.now)
        #expect(try await office.inbox(other, .nobodys).map(\.id) == [first])
        #expect(Set(try await office.inbox(other, .own).map(\.id)) == [second, kept])

        let moved = AccountDetails(name: other.name, roles: [.officer], office: OfficeCode("79"))
        try await office.accounts.change(try #require(other.account), to: moved, by: .system, now: Self.now)
        try await office.sample.worker.releaseAbandoned(at: Self.now)
        let late = try await office.sample.state(kept)
        #expect(late.marking.tasks.allSatisfy { late.assignment(of: $0) == nil })
        try await office.close()
    }

    @Test(arguments: TestDatabase.allCases)
    func onlyWhoWorksThereCanBeGivenIt(on database: TestDatabase) async throws {
        let office = try await Office(on: database)
        let id = try await office.accepted()
        let state = try await office.sample.state(id)
        let task = try #require(state.marking.tasks.first { !$0.isOptional })
        try await office.say(.take, id, by: office.officers[0])
        let people = try await office.sample.desk.people(for: task, of: state)
        #expect(Set(people.map(\.assignee.account)) == Set(office.officers.compactMap(\.account)))
        #expect(people.first { $0.assignee.account == office.officers[0].account }?.tasks == 1)
        try await office.accounts.disable(try #require(office.officers[1].account), by: .system, now: Self.now)
        let refused = try await office.sample.refusal {
            try await office.say(.give, id, by: office.head, to: office.officers[1], reason: "Chia lại")
        }
        guard case .invalid(let problems) = refused else { throw Unexpected(rejection: refused) }
        #expect(problems.map(\.field) == ["assignee"])
        try await office.close()
    }

    private struct Unexpected: Error { var rejection: Rejection? }
}
