// Login sessions: how long they live and how they end.

import Basics
import Casework
import Records
import Storage
import Testing

@Suite struct SessionsTests {
    @Test func tokenItselfIsNotInTheDatabase() async throws {
        let site = try await AccountsSample()
        let token = try await site.token()
        let row = try #require(
            try await site.store.read { try $0.one("SELECT token_digest, csrf_secret FROM session") })
        #expect(try Hex.encode(row.blob("token_digest")) != token)
        #expect(try row.blob("token_digest").count == 32)
        #expect(try await site.holder(Hex.encode(row.blob("token_digest"))) == nil)
        #expect(try await site.holder("") == nil)
        #expect(try await site.holder(token + "0") == nil)
        #expect(try await site.holder(token.uppercased()) == nil)
        try await site.store.close()
    }

    @Test func sessionEndsAfterHalfAnHourWithoutARequest() async throws {
        let site = try await AccountsSample()
        let token = try await site.token()
        #expect(try await site.holder(token, after: 29 * 60) != nil)
        #expect(try await site.holder(token, after: 29 * 60 + 30 * 60 - 1) != nil)
        #expect(try await site.holder(token, after: 29 * 60 + 60 * 60) == nil)
        try await site.store.close()
    }

    @Test func sessionEndsAfterTwelveHoursInAnyCase() async throws {
        let site = try await AccountsSample()
        let token = try await site.token()
        var second = 0
        while second < 12 * 3_600 {
            #expect(try await site.holder(token, after: second) != nil)
            second += 20 * 60
        }
        #expect(try await site.holder(token, after: 12 * 3_600) == nil)
        try await site.store.close()
    }

    @Test func lastRequestIsWrittenAtMostOnceAMinute() async throws {
        let site = try await AccountsSample()
        let token = try await site.token()
        func seen() async throws -> Int64 {
            let ms = try await site.store.read { try $0.one("SELECT seen_ms FROM session")?.int64(at: 0) }
            return ((ms ?? 0) - AccountsSample.now.milliseconds) / 1000
        }
        for second in [1, 30, 59] { _ = try await site.holder(token, after: second) }
        #expect(try await seen() == 0)
        _ = try await site.holder(token, after: 60)
        #expect(try await seen() == 60)
        _ = try await site.holder(token, after: 119)
        #expect(try await seen() == 60)
        _ = try await site.holder(token, after: 120)
        #expect(try await seen() == 120)
        try await site.store.close()
    }

    @Test func signingOutEndsThisSessionOnly() async throws {
        let site = try await AccountsSample()
        let (first, second) = (try await site.token(), try await site.token())
        try await site.accounts.signOut(token: first, now: AccountsSample.now)
        try await site.accounts.signOut(token: first, now: AccountsSample.now)
        try await site.accounts.signOut(token: "nonsense", now: AccountsSample.now)
        #expect(try await site.holder(first) == nil)
        #expect(try await site.holder(second) != nil)
        #expect(try await site.log(Accounts.stream(of: site.filer)).count { $0 == "signed-out" } == 1)
        try await site.store.close()
    }

    @Test func signingInReplacesTheSessionTheBrowserCameWith() async throws {
        let site = try await AccountsSample()
        let old = try await site.token()
        guard case .signedIn(let new, _) = try await site.signIn(replacing: old) else {
            Issue.record("refused")
            return
        }
        #expect(new != old)
        #expect(try await site.holder(old) == nil)
        let secrets = [try await site.holder(new)?.csrfSecret]
        #expect(secrets.allSatisfy { $0?.count == 32 })
        try await site.store.close()
    }

    @Test func newPasswordEndsAllSessions() async throws {
        let site = try await AccountsSample()
        let tokens = [try await site.token(), try await site.token()]
        try await site.accounts.setPassword(
            "another password", of: site.filer, by: .system, now: AccountsSample.now)
        for token in tokens { #expect(try await site.holder(token) == nil) }
        #expect(try await site.signIn() == .refused)
        guard case .signedIn = try await site.signIn("an", "another password") else {
            Issue.record("the new password is refused")
            return
        }
        try await site.store.close()
    }

    @Test func sessionsOfADisabledAccountAreWorthNothing() async throws {
        let site = try await AccountsSample()
        let token = try await site.token()
        try await site.disable(true)
        #expect(try await site.holder(token) == nil)
        try await site.store.close()
    }

    @Test func purgingRemovesWhatIsOverAndForgotten() async throws {
        let site = try await AccountsSample()
        _ = try await site.token()
        let live = try await site.token(after: 3_000)
        try await site.accounts.purge(now: AccountsSample.now.adding(seconds: Limits.endedSessionSeconds + 60))
        let left = try await site.store.read { try $0.one("SELECT count(*) FROM session")?.int(at: 0) }
        #expect(left == 1)
        #expect(try await site.holder(live, after: 3_600) != nil)
        try await site.store.close()
    }

    @Test func whoseASessionWasIsKnownForADayAfterItCameToItsEndByItself() async throws {
        let site = try await AccountsSample()
        let (idle, left) = (try await site.token(), try await site.token())
        func ended(_ token: String, after seconds: Int) async throws -> String? {
            try await site.accounts.actor(ofEndedSession: token, now: AccountsSample.now.adding(seconds: seconds))?
                .username
        }
        #expect(try await site.holder(idle, after: 1_900) == nil)
        #expect(try await ended(idle, after: 1_900) == "an")
        #expect(try await ended(idle, after: Limits.endedSessionSeconds + 1) == nil)
        try await site.accounts.signOut(token: left, now: AccountsSample.now)
        #expect(try await ended(left, after: 1_900) == nil, "whoever signed out keeps nothing")
        try await site.disable(true)
        #expect(try await ended(idle, after: 1_900) == nil)
        try await site.store.close()
    }
}
