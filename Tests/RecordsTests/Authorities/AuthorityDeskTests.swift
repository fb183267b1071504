// Entering, confirming and ending authorities, on both databases.

import Basics
import Casework
import Storage
import TestKit
import Testing

@testable import Records

@Suite struct AuthorityDeskTests {
    private static let now = DeskSample.now

    @Test(arguments: TestDatabase.allCases)
    func whoSignsTakesASecondPersonAndThenCounts(on database: TestDatabase) async throws {
        let staff = try await Staff(on: database)
        let id = try await staff.sample.draft()
        try await staff.sample.bring(id, through: "propose-approval")
        let authority = try await staff.propose(try staff.draft(.deputy, of: staff.deputy), by: staff.head)
        let early = try await staff.sample.refusal { try await staff.sample.act("sign", id, by: staff.deputy) }
        #expect(early == .rule("no-authority"))
        #expect(
            try await staff.problems { try await staff.desk.confirm(authority, by: staff.head, at: Self.now) }
                == [.sameHand])
        #expect(
            try await staff.problems { try await staff.desk.confirm(authority, by: staff.deputy, at: Self.now) }
                == [.notTheirs])
        try await staff.desk.confirm(authority, by: staff.admin, at: Self.now)
        #expect(
            try await staff.problems { try await staff.desk.confirm(authority, by: staff.second, at: Self.now) }
                == [.overtaken])
        let state = try await staff.sample.act("sign", id, by: staff.deputy)
        // The title of whom they sign for is that of the head, as it was not typed.
        let title = try #require(staff.head.authorities.first?.title)
        #expect(state.signedBy?.position == Position(title: "PHÓ GIÁM ĐỐC", authority: "KT. \(title)"))
        #expect(state.signedBy?.authority?.id == authority)
        try await staff.close()
    }

    @Test(arguments: TestDatabase.allCases)
    func whatEndsWhileTheFormIsOpenIsEnded(on database: TestDatabase) async throws {
        let staff = try await Staff(on: database)
        let cases = [try await staff.sample.draft(), try await staff.sample.draft()]
        for id in cases { try await staff.sample.bring(id, through: "propose-approval") }
        let mandate = try await staff.grant(
            try staff.draft(.mandate, of: staff.deputy, until: 0, services: ["auth.identity"]))
        // As the page was opened: with the authority in hand.
        let opened = try await staff.sample.store.read { try $0.empowered(staff.deputy, at: Self.now) }
        #expect(opened.authorities.map(\.id) == [mandate])
        let afterMidnight = Timestamp(Self.now.date.adding(days: 1), hour: 0, minute: 1)
        let late = try await staff.sample.refusal {
            try await staff.sample.act("sign", cases[0], by: opened, at: afterMidnight)
        }
        #expect(late == .rule("no-authority"))
        try await staff.sample.act("sign", cases[0], by: opened)
        try await staff.desk.end(mandate, reason: "Thôi ủy quyền", by: staff.head, at: Self.now)
        let ended = try await staff.sample.refusal { try await staff.sample.act("sign", cases[1], by: opened) }
        #expect(ended == .rule("no-authority"))
        #expect(try await staff.sample.state(cases[1]).stage == .proposed)
        try await staff.close()
    }

    @Test(arguments: TestDatabase.allCases)
    func anOfficeHasOneHeadOnAnyDay(on database: TestDatabase) async throws {
        let staff = try await Staff(on: database)
        #expect(
            try await staff.problems {
                try await staff.propose(try staff.draft(.acting, of: staff.other), by: staff.admin)
            }
                == [.alreadyLed(until: nil)])
        let head = try #require(staff.head.authorities.first)
        try await staff.desk.end(head.id, reason: "Điều động", by: staff.admin, at: Self.now)
        // Both are entered, one is confirmed.
        let drafts = try [staff.draft(.acting, of: staff.deputy, until: 9), staff.draft(.head, of: staff.other)]
        var ids: [AuthorityID] = []
        for draft in drafts { ids.append(try await staff.propose(draft, by: staff.admin)) }
        let found = try await withThrowingTaskGroup(of: [AuthorityProblem].self) { group in
            for id in ids {
                group.addTask {
                    try await staff.problems { try await staff.desk.confirm(id, by: staff.second, at: Self.now) }
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(found.count { $0.isEmpty } == 1, "\(found)")
        let standings = [try await staff.standing(ids[0]), try await staff.standing(ids[1])]
        #expect(Set(standings) == [.confirmed, .proposed])
        try await staff.close()
    }

    @Test(arguments: TestDatabase.allCases)
    func nobodyHelpsThemselves(on database: TestDatabase) async throws {
        let staff = try await Staff(on: database)
        let deputy = try staff.draft(.deputy, of: staff.deputy)
        #expect(try await staff.problems { try await staff.propose(deputy, by: staff.deputy) } == [.notTheirs])
        #expect(
            try await staff.problems {
                try await staff.propose(try staff.draft(.deputy, of: staff.head), by: staff.head)
            }
                == [.own])
        // The head says who signs for the head, not who is head; and nothing at another office.
        #expect(
            try await staff.problems {
                try await staff.propose(try staff.draft(.head, of: staff.deputy), by: staff.head)
            }
                == [.notTheirs])
        let elsewhere = Samples.person(.approver, at: OfficeCode("79"))
        try await staff.sample.empower(elsewhere)
        #expect(
            try await staff.problems {
                try await staff.propose(try staff.draft(.deputy, of: elsewhere), by: staff.head)
            }
                == [.notTheirs])
        for stranger in [Samples.person(.clerk, at: DeskSample.office), Samples.person(.inspector), DeskSample.filer] {
            #expect(try await staff.problems { try await staff.propose(deputy, by: stranger) } == [.notTheirs])
        }
        // Taken back by whoever entered it, declined by whoever it is for.
        for hand in [staff.head, staff.deputy] {
            let id = try await staff.propose(deputy, by: staff.head)
            try await staff.desk.refuse(id, reason: "Nhầm", by: hand, at: Self.now)
            #expect(try await staff.standing(id) == .refused)
        }
        // Laid down by its holder.
        let own = try await staff.grant(deputy)
        #expect(
            try await staff.problems { try await staff.desk.end(own, reason: "x", by: staff.other, at: Self.now) }
                == [.notTheirs])
        try await staff.desk.end(own, reason: "Nghỉ hưu", by: staff.deputy, at: Self.now)
        #expect(
            try await staff.problems { try await staff.desk.end(own, reason: "x", by: staff.admin, at: Self.now) }
                == [.overtaken])
        try await staff.close()
    }

    @Test func whatIsWrongIsSaidAtItsField() async throws {
        let staff = try await Staff(on: .sqlite)
        func problems(_ change: (inout AuthorityDraft) -> Void) async throws -> [AuthorityProblem] {
            var draft = try staff.draft(.mandate, of: staff.deputy, until: 3, services: ["auth.identity"])
            change(&draft)
            return try await staff.problems { try await staff.propose(draft, by: staff.admin) }
        }
        let today = Self.now.date
        let long = String(repeating: "x", count: Limits.positionCharactersMax + 1)
        #expect(try await problems { _ in } == [])
        #expect(try await problems { $0.until = nil } == [.missing(.until)])
        #expect(try await problems { $0.until = today.adding(days: -1) } == [.endsBeforeItBegins, .isOver])
        #expect(try await problems { $0.paper = " " } == [.missing(.paper)])
        #expect(try await problems { $0.paper = long } == [.tooLong(.paper)])
        #expect(try await problems { $0.paper = "a\nb" } == [.textNotUsable(.paper)])
        #expect(try await problems { $0.principal = long } == [.tooLong(.principal)])
        #expect(try await problems { $0.services = ["auth.none"] } == [.unknownService])
        #expect(try await problems { $0.services = [] } == [.missing(.services)], "limited in content, too")
        for typed in ["KT. GIÁM ĐỐC", "kt.giám đốc", "TL. GIÁM ĐỐC", "TUQ. GIÁM ĐỐC"] {
            #expect(try await problems { $0.principal = typed } == [.prefixed(.principal)], "\(typed)")
            #expect(try await problems { $0.title = typed } == [.prefixed(.title)], "\(typed)")
        }
        #expect(try await problems { ($0.principal, $0.title) = ("Q. GIÁM ĐỐC", "Q. TRƯỞNG PHÒNG") } == [])
        #expect(
            try await problems { ($0.kind, $0.title, $0.from) = (.acting, "Q. GIÁM ĐỐC", today.adding(days: 1)) }
                == [.prefixed(.title)])
        #expect(try await problems { $0.paperDate = today.adding(days: 1) } == [.paperTooLate])
        #expect(try await problems { $0.account = Samples.id(1) } == [.noApprover])
        #expect(try await problems { $0.title = "" } == [], "that of the account")
        try await staff.close()
    }

    @Test(arguments: TestDatabase.allCases)
    func tasksAreThoseOfWhoMaySignThemToday(on database: TestDatabase) async throws {
        let staff = try await Staff(on: database)
        var cases: [String: CaseID] = [:]
        for service in ["auth.identity", "auth.spouse"] {
            let id = try await staff.sample.draft(service)
            try await staff.sample.bring(id, through: "propose-approval")
            cases[service] = id
        }
        func inbox(_ actor: Actor, days: Int = 0) async throws -> Set<CaseID> {
            let now = Timestamp(Self.now.date.adding(days: days), hour: 9)
            return try await staff.sample.store.read { db in
                let actor = try db.empowered(actor, at: now)
                let lines = try db.inbox(of: actor).lines
                #expect(try db.inboxCount(of: actor).number == lines.count)
                return Set(lines.map(\.id))
            }
        }
        #expect(try await inbox(staff.head) == Set(cases.values))
        #expect(try await inbox(staff.deputy) == [])
        try await staff.grant(try staff.draft(.order, of: staff.deputy, from: 1, until: 2, services: ["auth.spouse"]))
        let spouse = try #require(cases["auth.spouse"])
        let days = [try await inbox(staff.deputy), try await inbox(staff.deputy, days: 1)]
        #expect(days == [[], [spouse]])
        #expect(try await inbox(staff.deputy, days: 3) == [])
        // The head is gone: whoever leads until the next one has all of it.
        let head = try #require(staff.head.authorities.first)
        try await staff.desk.end(head.id, reason: "Điều động", by: staff.admin, at: Self.now)
        try await staff.grant(try staff.draft(.acting, of: staff.other))
        #expect(try await inbox(staff.head) == [])
        #expect(try await inbox(staff.other) == Set(cases.values))
        try await staff.close()
    }

    @Test(arguments: TestDatabase.allCases)
    func anOfficeWhereNobodySignsIsNamedAndSoAreItsCases(on database: TestDatabase) async throws {
        let staff = try await Staff(on: database)
        let id = try await staff.sample.draft()
        try await staff.sample.bring(id, through: "propose-approval")
        #expect(try await staff.unsigned() == [])
        let head = try #require(staff.head.authorities.first)
        try await staff.desk.end(head.id, reason: "Điều động", by: staff.admin, at: Self.now)
        #expect(
            try await staff.unsigned()
                == [DeskSample.office])
        var order = try staff.draft(.order, of: staff.deputy, services: ["auth.spouse"])
        order.principal = "GIÁM ĐỐC"
        try await staff.grant(order)
        #expect(
            try await staff.unsigned()
                == [DeskSample.office], "one service is not all of them")
        let check = try await WaitingCheck(store: staff.sample.store).run(by: .system, at: Self.now)
        #expect(check.named.contains { $0.caseID == id && $0.fault == .nobody })
        // What is left of somebody who works elsewhere by now is no authority here.
        try await staff.grant(try staff.draft(.acting, of: staff.other))
        #expect(try await staff.unsigned() == [])
        var deputy = try staff.draft(.deputy, of: staff.deputy)
        deputy.principal = "GIÁM ĐỐC"
        let waiting = try await staff.propose(deputy, by: staff.admin)
        let accounts = Accounts(store: staff.sample.store, passwords: try Passwords(cost: .cheapest))
        for person in [staff.other, staff.deputy] {
            let moved = AccountDetails(name: person.name, roles: [.approver], office: OfficeCode("79"))
            try await accounts.change(try #require(person.account), to: moved, by: .system, now: Self.now)
        }
        let without = try await staff.unsigned()
        #expect(without == [DeskSample.office, OfficeCode("79")])
        let late = try await staff.problems { try await staff.desk.confirm(waiting, by: staff.second, at: Self.now) }
        #expect(late == [.noApprover])
        try await staff.close()
    }

    @Test(arguments: TestDatabase.allCases) func listsShowEachWhereItStands(on database: TestDatabase) async throws {
        let staff = try await Staff(on: database)
        let waiting = try await staff.propose(try staff.draft(.deputy, of: staff.other), by: staff.admin)
        let coming = try await staff.grant(try staff.draft(.deputy, of: staff.deputy, from: 4))
        let over = try await staff.grant(
            try staff.draft(.mandate, of: staff.deputy, until: 1, services: ["auth.spouse"]))
        let head = try #require(staff.head.authorities.first?.id)
        for (filter, ids) in [
            (AuthorityFilter.current, [head, over]), (.proposed, [waiting]), (.coming, [coming]), (.past, []),
        ] {
            let found = try await staff.sample.store.read { db in
                try db.authorities(of: DeskSample.office, filter, today: Self.now.date).lines
            }
            #expect(Set(found.map(\.record.authority.id)) == Set(ids), "\(filter)")
        }
        let later = try await staff.sample.store.read { db in
            try db.authorities(of: nil, .past, today: Self.now.date.adding(days: 2)).lines
        }
        #expect(later.map(\.record.authority.id) == [over])
        try await staff.close()
    }
}
