// An authority is one person's: what becomes of it when their account is changed, and whose word it takes.

import Basics
import Casework
import Foundation
import Storage
import TestKit
import Testing

@testable import Records

@Suite struct AuthorityHolderTests {
    private static let now = DeskSample.now

    /// What somebody else does to the account of a holder.
    enum Change: CaseIterable {
        case renamed, withoutRole, moved, disabled, password

        /// Whether they could still sign afterwards, by somebody's word.
        var leavesThemApprover: Bool { self == .renamed || self == .password }

        func make(on person: Actor, _ accounts: Accounts, by actor: Actor) async throws {
            let id = try #require(person.account)
            var details = AccountDetails(
                name: person.name, roles: person.roles, office: person.office, position: person.position)
            switch self {
            case .renamed: details.name = "Người Khác"
            case .withoutRole: details.roles = [.clerk]
            case .moved: details.office = OfficeCode("79")
            case .disabled:
                return try await accounts.disable(id, by: actor, now: AuthorityHolderTests.now)
            case .password:
                return try await accounts.setPassword(
                    "một câu khá dài cho người khác", of: id, by: actor, now: AuthorityHolderTests.now)
            }
            try await accounts.change(id, to: details, by: actor, now: AuthorityHolderTests.now)
        }
    }

    private static func accounts(_ staff: Staff) throws -> Accounts {
        Accounts(store: staff.sample.store, passwords: try Passwords(cost: .cheapest))
    }

    private static func mayGoOn(_ staff: Staff) async throws -> Bool {
        try await staff.sample.store.read { db in !(try db.empowered(staff.deputy, at: now).authorities.isEmpty) }
    }

    @Test(arguments: TestDatabase.allCases, Change.allCases)
    func anAccountThatSomebodyElseChangesWaitsForASecondWord(on database: TestDatabase, _ change: Change) async throws {
        let staff = try await Staff(on: database)
        let granted = try await staff.grant(try staff.draft(.deputy, of: staff.deputy))
        let waiting = try await staff.propose(try staff.draft(.order, of: staff.deputy), by: staff.head)
        #expect(try await Self.mayGoOn(staff))
        try await change.make(on: staff.deputy, try Self.accounts(staff), by: staff.second)
        #expect(try await staff.standing(granted) == .proposed)
        #expect(try await !Self.mayGoOn(staff))
        for id in [granted, waiting] {
            #expect(
                try await staff.problems { try await staff.desk.confirm(id, by: staff.second, at: Self.now) }
                    == [.sameHand], "whoever changed the account")
        }
        let found = try await staff.problems { try await staff.desk.confirm(granted, by: staff.admin, at: Self.now) }
        #expect(found == (change.leavesThemApprover ? [] : [.noApprover]))
        #expect(try await Self.mayGoOn(staff) == change.leavesThemApprover)
        let record = try await staff.sample.store.read { try $0.authority(granted)?.record }
        #expect(record?.holder == (change == .renamed ? "Người Khác" : staff.deputy.name))
        #expect(record?.reopenedBy == staff.second.envelope.who && record?.proposedBy == staff.admin.envelope.who)
        try await staff.close()
    }

    @Test func aSecondFactorTakenAwayBySomebodyElseIsSuchAChange() async throws {
        let staff = try await Staff(on: .sqlite)
        let accounts = try Self.accounts(staff)
        let id = try #require(staff.deputy.account)
        let granted = try await staff.grant(try staff.draft(.deputy, of: staff.deputy))
        func setUp() async throws {
            try await accounts.offerSecondFactor(to: id, now: Self.now)
            let offered = try await accounts.secondFactor(of: staff.deputy, now: Self.now)?.offered
            let code = OneTimeCode.code(
                try #require(offered).bytes, step: OneTimeCode.step(at: Self.now))
            #expect(try await accounts.setSecondFactor(code: code, by: staff.deputy, now: Self.now) != nil)
        }
        try await setUp()
        try await accounts.removeSecondFactor(of: id, by: staff.deputy, now: Self.now)
        #expect(try await staff.standing(granted) == .confirmed, "their own hand")
        try await setUp()
        try await accounts.removeSecondFactor(of: id, by: staff.second, now: Self.now)
        #expect(try await staff.standing(granted) == .proposed)
        try await staff.close()
    }

    @Test(arguments: TestDatabase.allCases)
    func whoIsTakenOutInTheMiddleOfManyCasesStops(on database: TestDatabase) async throws {
        let staff = try await Staff(on: database)
        let cases = [try await staff.sample.draft(), try await staff.sample.draft()]
        for id in cases { try await staff.sample.bring(id, through: "propose-approval") }
        try await staff.grant(try staff.draft(.deputy, of: staff.deputy))
        let opened = try await staff.sample.store.read { try $0.empowered(staff.deputy, at: Self.now) }
        try await staff.sample.act("sign", cases[0], by: opened)
        let account = try #require(staff.deputy.account)
        try await Self.accounts(staff).disable(account, by: staff.second, now: Self.now)
        let refused = try await staff.sample.refusal { try await staff.sample.act("sign", cases[1], by: opened) }
        #expect(refused == .rule("no-authority"))
        try await staff.close()
    }

    /// A row that was changed past the program: what does not fit the account signs nothing.
    @Test(arguments: [
        "name = 'Người Khác'", "is_disabled = 1", "office_code = '79'", "roles = 'clerk'",
    ])
    func anAccountThatDoesNotFitSignsNothing(_ change: String) async throws {
        let staff = try await Staff(on: .sqlite)
        try await staff.grant(try staff.draft(.deputy, of: staff.deputy))
        #expect(try await Self.mayGoOn(staff))
        try await staff.sample.store.write { db in
            try db.waitForTurn()
            try db.run("UPDATE account SET \(raw: change) WHERE id = \(staff.deputy.account)")
        }
        #expect(try await !Self.mayGoOn(staff))
        try await staff.sample.store.close()
    }

    @Test(arguments: TestDatabase.allCases)
    func whoWouldEndItWaitsForWhoSignsUnderIt(on database: TestDatabase) async throws {
        let staff = try await Staff(on: database)
        let id = try await staff.grant(try staff.draft(.deputy, of: staff.deputy))
        let (entered, enter) = AsyncStream.makeStream(of: Void.self)
        let (steps, done) = AsyncStream.makeStream(of: String.self)
        async let signing: Void = staff.sample.store.write { db in
            _ = try db.holdingAuthority(staff.deputy, at: Self.now)
            enter.finish()
            // Long enough for the other to come and to wait.
            Thread.sleep(forTimeInterval: 0.2)
            done.yield("signed")
        }
        for await _ in entered {}
        try await staff.desk.end(id, reason: "Thôi", by: staff.admin, at: Self.now)
        done.yield("ended")
        try await signing
        done.finish()
        #expect(await steps.reduce(into: []) { $0.append($1) } == ["signed", "ended"])
        try await staff.close()
    }

    // MARK: Two hands

    @Test(arguments: TestDatabase.allCases)
    func oneOfTheTwoHandsIsAPersonWhoWasThereBefore(on database: TestDatabase) async throws {
        let staff = try await Staff(on: database)
        let typed = Actor.machineOperator("mot")
        let id = try await staff.propose(try staff.draft(.deputy, of: staff.deputy), by: typed)
        #expect(
            try await staff.problems { try await staff.desk.confirm(id, by: .machineOperator("hai"), at: Self.now) }
                == [.noAccount])
        let accounts = try Self.accounts(staff)
        let made = NewAccount(username: "quan.tri.moi", name: "Quản Trị Mới", roles: [.admin])
        let later = Self.now.adding(seconds: 60)
        let account = try await accounts.addAccount(
            made, password: "một câu khá dài cho ngày đầu", by: staff.admin, now: later)
        let helper = try #require(try await staff.sample.store.read { try $0.account(account)?.actor })
        #expect(
            try await staff.problems { try await staff.desk.confirm(id, by: helper, at: later) } == [.newAccount])
        try await staff.desk.confirm(id, by: staff.admin, at: later)
        let other = try await staff.propose(
            try staff.draft(.deputy, of: staff.other), by: staff.admin, at: later.adding(seconds: 60))
        try await staff.desk.confirm(other, by: helper, at: later.adding(seconds: 90))
        try await staff.close()
    }

    @Test(arguments: TestDatabase.allCases) func theSameEnteredTwiceIsOne(on database: TestDatabase) async throws {
        let staff = try await Staff(on: database)
        let draft = try staff.draft(.deputy, of: staff.deputy)
        let id = try await staff.propose(draft, by: staff.admin)
        #expect(try await staff.propose(draft, by: staff.admin, at: Self.now.adding(seconds: 1)) == id)
        #expect(try await staff.propose(draft, by: staff.second) != id, "another hand's is another")
        var other = draft
        other.paper = "Quyết định số 13/QĐ-CAT"
        #expect(try await staff.propose(other, by: staff.admin) != id)
        try await staff.close()
    }

    // MARK: Titles

    @Test func titlesAreThoseOfTheHeadOnTheFirstDay() async throws {
        let staff = try await Staff(on: .sqlite)
        let head = try #require(staff.head.authorities.first)
        try await staff.desk.end(head.id, reason: "Điều động", by: staff.admin, at: Self.now)
        func block(_ draft: AuthorityDraft, without field: WritableKeyPath<AuthorityDraft, String>) async throws
            -> Position?
        {
            var draft = draft
            draft[keyPath: field] = ""
            let id = try await staff.propose(draft, by: staff.admin)
            return try await staff.sample.store.read { try $0.authority(id)?.record.authority.position }
        }
        // The head to come is not yet whom they sign for.
        var coming = try staff.draft(.head, of: staff.other, from: 5)
        coming.title = "TỔNG GIÁM ĐỐC"
        try await staff.grant(coming)
        let early = try await staff.problems {
            _ = try await block(try staff.draft(.deputy, of: staff.deputy), without: \.principal)
        }
        #expect(early == [.missing(.principal)])
        let late = try await block(try staff.draft(.deputy, of: staff.deputy, from: 6), without: \.principal)
        #expect(late == Position(title: "PHÓ GIÁM ĐỐC", authority: "KT. TỔNG GIÁM ĐỐC"))
        // Whoever leads until then has the title of the position, not their own.
        let acting = try await block(try staff.draft(.acting, of: staff.deputy, until: 4), without: \.title)
        #expect(acting == Position(title: "Q. \(head.title)"))
        try await staff.close()
    }

    @Test func whatAnOlderVersionLeftOnAnAccountIsNotPrinted() async throws {
        let staff = try await Staff(on: .sqlite)
        let clerk = Samples.person(.clerk, at: DeskSample.office)
        let accounts = try Self.accounts(staff)
        let account = NewAccount(
            username: "van.thu", name: clerk.name, roles: [.clerk], office: clerk.office,
            position: Position(title: "CÁN BỘ"))
        let id = try await accounts.addAccount(
            account, password: "một câu khá dài cho ngày đầu", by: staff.admin, now: Self.now)
        try await staff.sample.store.write { db in
            try db.waitForTurn()
            try db.run("UPDATE account SET authority = 'KT. GIÁM ĐỐC' WHERE id = \(id)")
        }
        let found = try #require(try await staff.sample.store.read { try $0.account(id) })
        #expect(found.position == Position(title: "CÁN BỘ"))
        var details = AccountDetails(found)
        details.name = "Tên Mới"
        try await accounts.change(id, to: details, by: staff.admin, now: Self.now)
        details.position = Position(title: "CÁN BỘ", authority: "KT. GIÁM ĐỐC")
        await #expect(throws: AccountProblem.authorityIsGranted) {
            try await accounts.change(id, to: details, by: staff.admin, now: Self.now)
        }
        try await staff.close()
    }
}
