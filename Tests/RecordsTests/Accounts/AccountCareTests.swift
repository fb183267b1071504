// Disabling, enabling, changing, ending sessions, and what the log says of it.

import Basics
import Casework
import Storage
import Testing

@testable import Records

@Suite struct AccountCareTests {
    private static let now = AccountsSample.now

    /// The filer's site with two administrators.
    private func administrators(_ site: AccountsSample) async throws -> [Actor] {
        var actors: [Actor] = []
        for name in ["quan", "tri"] {
            let id = try await site.accounts.addAccount(
                NewAccount(username: name, name: "Người \(name)", roles: [.admin]), password: "một câu thật là dài",
                by: .system, now: Self.now)
            actors.append(Actor(account: id, name: name, roles: [.admin]))
        }
        return actors
    }

    @Test func aDisabledAccountHasNoSessionAndGetsNone() async throws {
        let site = try await AccountsSample()
        let admin = try await administrators(site)[0]
        let token = try await site.token()
        try await site.accounts.disable(site.filer, by: admin, now: Self.now)
        #expect(try await site.holder(token) == nil)
        #expect(try await site.signIn() == .refused)
        try await site.accounts.disable(site.filer, by: admin, now: Self.now)
        try await site.accounts.enable(site.filer, by: admin, now: Self.now)
        #expect(try await site.holder(token) == nil, "what ended stays ended")
        _ = try await site.token(after: 60)
        let log = try await site.log(Accounts.stream(of: site.filer))
        #expect(
            log == [
                "account-added", "signed-in", "account-disabled", "sign-in-failed", "account-enabled", "signed-in",
            ])
        try await site.store.close()
    }

    @Test func nobodyDisablesThemselvesOrTheLastAdministrator() async throws {
        let site = try await AccountsSample()
        let admins = try await administrators(site)
        let (first, second) = (try #require(admins[0].account), try #require(admins[1].account))
        let noAdmin = AccountDetails(name: "Q", roles: [.inspector])
        await #expect(throws: AccountProblem.ownAccount) {
            try await site.accounts.disable(first, by: admins[0], now: Self.now)
        }
        await #expect(throws: AccountProblem.ownAccount) {
            try await site.accounts.change(first, to: noAdmin, by: admins[0], now: Self.now)
        }
        await #expect(throws: AccountProblem.ownAccount) {
            try await site.accounts.setPassword("một câu khác rất dài", of: first, by: admins[0], now: Self.now)
        }
        try await site.accounts.disable(second, by: admins[0], now: Self.now)
        let machine = Actor.machineOperator("root")
        await #expect(throws: AccountProblem.lastAdministrator) {
            try await site.accounts.disable(first, by: machine, now: Self.now)
        }
        await #expect(throws: AccountProblem.lastAdministrator) {
            try await site.accounts.change(first, to: noAdmin, by: machine, now: Self.now)
        }
        #expect(try await site.store.read { try $0.account(first)?.isDisabled } == false)
        try await site.accounts.change(
            first, to: AccountDetails(name: "Quân", roles: [.admin]), by: machine, now: Self.now)
        try await site.store.close()
    }

    @Test func ofAllAdministratorsTakenOutAtOnceOneStays() async throws {
        let site = try await AccountsSample()
        let ids = try await administrators(site).compactMap(\.account)
        let machine = Actor.machineOperator("root")
        let refusals = await withTaskGroup(of: AccountProblem?.self) { group in
            for id in ids {
                group.addTask {
                    do {
                        try await site.accounts.disable(id, by: machine, now: Self.now)
                        return nil
                    } catch {
                        return error as? AccountProblem
                    }
                }
            }
            return await group.reduce(into: [AccountProblem]()) { if let problem = $1 { $0.append(problem) } }
        }
        #expect(ids.count == 2 && refusals == [.lastAdministrator])
        let left = try await site.store.read { db in try ids.filter { try db.account($0)?.isDisabled == false } }
        #expect(left.count == 1)
        try await site.store.close()
    }

    @Test func idleAccountsAreDisabledButNotTheLastAdministratorNorDemoAccounts() async throws {
        let site = try await AccountsSample()
        let admins = try await administrators(site)
        let (offices, _) = try AccountsSample.offices()
        try await DemoData.load(site.accounts, offices: offices, now: Self.now)
        let strict = Accounts(
            store: site.store, passwords: try Passwords(cost: .cheapest), policy: AccountPolicy(idleDays: 90))
        let day = 86_400
        _ = try await site.token(after: 80 * day)
        try await strict.purge(now: Self.now.adding(seconds: 90 * day))
        func disabled() async throws -> Set<String> {
            Set(
                try await site.store.read { try $0.accountLines(now: Self.now) }
                    .filter(AccountSearch(state: .disabled).matches).map(\.account.username))
        }
        #expect(try await disabled().isEmpty, "on the last day it is still in time")
        try await strict.purge(now: Self.now.adding(seconds: 91 * day))
        #expect(try await disabled() == ["quan", "tri"], "whoever signed in is not idle; demo accounts stay")
        let id = try #require(admins[0].account)
        try await strict.enable(id, by: .machineOperator("root"), now: Self.now.adding(seconds: 92 * day))
        try await strict.purge(now: Self.now.adding(seconds: 93 * day))
        #expect(try await disabled() == ["tri"], "who was enabled starts anew")
        // The demo's administrator is one too; without it the last one stays whatever happens.
        try await site.store.write { db in
            try db.run("UPDATE account SET is_disabled = 1 WHERE username = 'admin'")
        }
        try await strict.purge(now: Self.now.adding(seconds: 1_000 * day))
        #expect(try await disabled() == ["an", "tri", "admin"])
        try await site.accounts.purge(now: Self.now.adding(seconds: 5_000 * day))
        let reasons = try await site.store.read { db in try db.entries(of: Accounts.stream(of: site.filer)) }
        #expect(reasons.last?.type == "account-disabled" && reasons.last?.actor.channel == .timer)
        #expect(reasons.last?.payload?.contains(#""reason":"idle""#) == true)
        try await site.store.close()
    }

    @Test func aPasswordIsChangedByItsOwnerOnlyWithTheOldOne() async throws {
        let site = try await AccountsSample()
        let (token, other) = (try await site.token(), try await site.token(after: 1))
        let person = try #require(try await site.holder(token)).actor
        #expect(try await site.holder(token)?.isTemporary == true, "the first password is a temporary one")
        func change(_ old: String, _ new: String) async throws -> ConfirmationResult {
            try await site.accounts.changePassword(
                from: old, to: new, of: person, session: token, addressDigest: AccountsSample.address, now: Self.now)
        }
        #expect(try await change("sai mật khẩu rồi", "câu dài của riêng tôi") == .refused)
        for (new, problem) in [
            (AccountsSample.password, AccountProblem.passwordUnchanged), ("ngắn", .passwordTooShort(min: 10)),
            ("Nguyễn Văn An 1", .passwordHoldsName), ("văn phòng công chứng", .passwordHoldsName),
            ("matkhau@2026", .passwordCommon),
        ] {
            await #expect(throws: problem, "\(new)") { try await change(AccountsSample.password, new) }
        }
        #expect(try await site.holder(other, after: 1) != nil)
        #expect(try await change(AccountsSample.password, "câu dài của riêng tôi") == .confirmed)
        #expect(try await site.holder(token)?.isTemporary == false)
        #expect(try await site.holder(other, after: 1) == nil, "all other sessions end")
        #expect(try await site.signIn() == .refused)
        for _ in 0..<5 { _ = try await change("sai mật khẩu rồi", "một câu khác rất dài") }
        guard case .throttled = try await change("câu dài của riêng tôi", "một câu khác rất dài") else {
            Issue.record("guessing the old password is not counted")
            return
        }
        try await site.store.close()
    }

    @Test func sessionsAreSeenAndEndedOneByOne() async throws {
        let site = try await AccountsSample()
        let tokens = [try await site.token(), try await site.token(after: 10), try await site.token(after: 20)]
        let person = try #require(try await site.holder(tokens[0])).actor
        func lines() async throws -> [SessionLine] {
            try await site.store.read { db in
                try db.sessions(of: site.filer, asking: tokens[0], now: Self.now.adding(seconds: 30))
            }
        }
        let seen = try await lines()
        #expect(seen.map(\.isThis) == [false, false, true])
        #expect(seen.map(\.begunAt) == [20, 10, 0].map { Self.now.adding(seconds: $0) })
        #expect(!seen.contains { line in tokens.contains { $0.contains(line.handle) } })
        let stranger = try await administrators(site)[0]
        let strangerID = try #require(stranger.account)
        #expect(try await !site.accounts.endSession(seen[0].handle, of: strangerID, by: stranger, now: Self.now))
        #expect(try await site.accounts.endSession(seen[0].handle, of: site.filer, by: person, now: Self.now))
        #expect(try await site.holder(tokens[2], after: 30) == nil)
        #expect(try await lines().count == 2)
        #expect(try await site.accounts.endSessions(of: site.filer, but: tokens[0], by: person, now: Self.now) == 1)
        #expect(try await site.holder(tokens[0], after: 30) != nil)
        #expect(try await site.accounts.endSessions(of: site.filer, by: stranger, now: Self.now) == 1)
        #expect(try await site.log(Accounts.stream(of: site.filer)).suffix(3).allSatisfy { $0 == "sessions-ended" })
        try await site.store.close()
    }

    @Test func theNewestEntryGivesTheRowAgain() async throws {
        let site = try await AccountsSample()
        let (offices, _) = try AccountsSample.offices()
        try await DemoData.load(
            site.accounts, offices: offices, citizen: try RegistrySample.people(1).first, now: Self.now)
        let token = try await site.token(after: 5)
        let person = try #require(try await site.holder(token, after: 5)).actor
        let machine = Actor.machineOperator("root")
        try await site.accounts.setLanguage(.en, of: person, now: Self.now.adding(seconds: 6))
        try await site.accounts.change(
            site.filer,
            to: AccountDetails(
                name: "Nguyễn Văn Ân", roles: [.official], organization: site.organization,
                position: Position(title: "TRƯỞNG PHÒNG", authority: "KT. GIÁM ĐỐC")),
            by: machine, now: Self.now.adding(seconds: 7))
        try await site.accounts.disable(site.filer, by: machine, now: Self.now.adding(seconds: 8))
        try await site.store.read { db in
            for id in try db.rows("SELECT id FROM account").map({ try $0.id(at: 0, as: AccountID.self) }) {
                let entries = try db.entries(of: Accounts.stream(of: id))
                let newest = try #require(entries.last { $0.payload?.hasPrefix(#"{"account""#) == true })
                let entry: AccountEntry = try StoredJSON.value(newest.requirePayload(), of: "an entry")
                #expect(entry.account == (try db.accountRecord(id)))
                #expect(!(newest.payload ?? "").contains("argon2") && !(newest.payload ?? "").contains("001099000001"))
            }
            #expect(try db.accountRecord(site.filer)?.language == .en)
        }
        #expect(try await site.store.read { try $0.differencesFromLog() }.isEmpty)
        try await site.store.close()
    }

    @Test func anOrganizationIsChangedWithItsEntryAndNeverStandsAboveItself() async throws {
        let site = try await AccountsSample()
        var one = try #require(try await site.store.read { try $0.organization(site.organization) })
        var above = one
        above.id = OrganizationID(at: Self.now, random: Random.bytes(10))
        try await site.accounts.addOrganization(above, by: .system, now: Self.now)
        one.superior = above.id
        one.name = "Văn phòng công chứng B"
        try await site.accounts.changeOrganization(one, by: .machineOperator("root"), now: Self.now)
        #expect(try await site.store.read { try $0.organization(site.organization) } == one)
        let last = try await site.store.read { try $0.entries(of: "access").last }
        #expect(last?.type == "organization-changed")
        #expect(try StoredJSON.value(last?.requirePayload() ?? "", of: "an entry") == one)
        above.superior = one.id
        await #expect(throws: OrganizationProblem.superiorBelow) {
            try await site.accounts.changeOrganization(above, by: .system, now: Self.now)
        }
        one.superior = OrganizationID(at: Self.now, random: Random.bytes(10))
        await #expect(throws: OrganizationProblem.unknownSuperior) {
            try await site.accounts.changeOrganization(one, by: .system, now: Self.now)
        }
        (one.superior, one.name) = (nil, "  ")
        await #expect(throws: OrganizationProblem.nameMissing) {
            try await site.accounts.changeOrganization(one, by: .system, now: Self.now)
        }
        try await site.store.close()
    }
}
