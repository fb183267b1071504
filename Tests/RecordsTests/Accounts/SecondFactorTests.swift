// Signing in with a second factor: its codes, its recovery codes, and who tries to do without.

import Basics
import Casework
import Storage
import Testing

@testable import Records

@Suite struct SecondFactorTests {
    /// A site whose filer has a second factor.
    private struct Site {
        let sample: AccountsSample
        let recovery: [String]
        let secret: [UInt8]

        init() async throws {
            sample = try await AccountsSample()
            let person = try await sample.person()
            let now = AccountsSample.now
            try await sample.accounts.offerSecondFactor(to: sample.filer, now: now)
            let state = try #require(try await sample.accounts.secondFactor(of: person, now: now))
            secret = try #require(state.offered).bytes
            #expect(!state.isSet && state.recoveryCodesLeft == 0)
            #expect(try await sample.accounts.setSecondFactor(code: "000000", by: person, now: now) == nil)
            let first = OneTimeCode.code(secret, step: OneTimeCode.step(at: now))
            recovery = try #require(try await sample.accounts.setSecondFactor(code: first, by: person, now: now))
        }

        /// The token of the first step, `seconds` after the factor was set.
        func password(after seconds: Int = 0) async throws -> String {
            guard case .codeNeeded(let token) = try await sample.signIn(after: seconds) else {
                throw AccountsSample.NotSignedIn()
            }
            return token
        }

        func code(after seconds: Int) -> String {
            OneTimeCode.code(secret, step: OneTimeCode.step(at: AccountsSample.now.adding(seconds: seconds)))
        }

        func finish(
            _ token: String, _ code: String, after seconds: Int, browser: String? = nil
        ) async throws -> SignInResult {
            try await sample.accounts.finishSignIn(
                token: token, code: code, addressDigest: AccountsSample.address, browser: browser,
                now: AccountsSample.now.adding(seconds: seconds))
        }
    }

    @Test func thePasswordAloneOpensNoSession() async throws {
        let site = try await Site()
        let token = try await site.password()
        #expect(try await site.sample.holder(token) == nil, "the token of the first step is no session")
        guard case .signedIn(let session, _) = try await site.finish(token, site.code(after: 60), after: 60) else {
            Issue.record("the code was refused")
            return
        }
        #expect(try await site.sample.holder(session, after: 60)?.hasSecondFactor == true)
        #expect(try await site.finish(token, site.code(after: 90), after: 90) == .expired, "a step is done once")
        let last = try await site.sample.store.read { [id = site.sample.filer] db in
            try db.entries(of: Accounts.stream(of: id)).last
        }
        #expect(last?.type == "signed-in" && last?.payload?.contains(#""step":"#) == true)
        try await site.sample.store.close()
    }

    @Test func aCodeIsTakenOnceWithinItsWindow() async throws {
        let site = try await Site()
        // The code that set the factor up is used.
        #expect(try await site.finish(site.password(), site.code(after: 0), after: 0) == .refused)
        let code = site.code(after: 30)
        let first = try await site.password(after: 30)
        let second = try await site.password(after: 30)
        guard case .signedIn = try await site.finish(first, code, after: 30) else {
            Issue.record("the code was refused")
            return
        }
        #expect(try await site.finish(second, code, after: 31) == .refused, "replayed within its window")
        #expect(try await site.finish(second, code, after: 59) == .refused)
        guard case .signedIn = try await site.finish(second, site.code(after: 60), after: 60) else {
            Issue.record("the next code was refused")
            return
        }
        try await site.sample.store.close()
    }

    @Test func forgedCodesAreCountedAndMakeWaitWithoutTouchingThePassword() async throws {
        let site = try await Site()
        let token = try await site.password()
        for forged in ["", "1", "１２３４５６", "123456789012", String(repeating: "9", count: 40)] {
            #expect(try await site.finish(token, forged, after: 1) == .refused, "\(forged)")
        }
        guard case .throttled(let seconds) = try await site.finish(token, site.code(after: 30), after: 2) else {
            Issue.record("a sixth guess was looked at")
            return
        }
        #expect(seconds > 0)
        let log = try await site.sample.log(Accounts.stream(of: site.sample.filer))
        #expect(log.count { $0 == "code-failed" } == 5)
        guard case .signedIn = try await site.finish(site.password(after: 40), site.code(after: 40), after: 40) else {
            Issue.record("after the wait the right code was refused")
            return
        }
        try await site.sample.store.close()
    }

    @Test func aStepIsOverInTimeAndWithTheAccount() async throws {
        let site = try await Site()
        let token = try await site.password()
        let late = Limits.signInStepSeconds
        #expect(try await site.finish(token, site.code(after: late), after: late) == .expired)
        #expect(try await site.finish("unknown", site.code(after: 60), after: 60) == .expired)
        let other = try await site.password(after: 60)
        try await site.sample.accounts.setPassword(
            "một câu nào đó khác", of: site.sample.filer, by: .system, now: AccountsSample.now.adding(seconds: 61))
        #expect(try await site.finish(other, site.code(after: 90), after: 90) == .expired)
        try await site.sample.store.close()
    }

    @Test func ofManyAtOnceWithOneCodeOneComesIn() async throws {
        let site = try await Site()
        for given in [site.code(after: 30), site.recovery[0]] {
            var tokens: [String] = []
            for _ in 0..<4 { tokens.append(try await site.password(after: 30)) }
            let results = try await withThrowingTaskGroup(of: SignInResult.self) { group in
                for token in tokens { group.addTask { try await site.finish(token, given, after: 30) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(results.filter { if case .signedIn = $0 { true } else { false } }.count == 1, "\(given)")
        }
        let found = try await site.sample.store.read { try $0.differencesFromLog() }
        #expect(found == [])
        try await site.sample.store.close()
    }

    @Test func twoRecoveryCodesAtOnceAreBothInTheLog() async throws {
        let site = try await Site()
        let tokens = [try await site.password(after: 30), try await site.password(after: 30)]
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (token, code) in zip(tokens, site.recovery) {
                group.addTask { _ = try await site.finish(token, code, after: 30) }
            }
            try await group.waitForAll()
        }
        let found = try await site.sample.store.read { try $0.differencesFromLog() }
        #expect(found == [])
        try await site.sample.store.close()
    }

    @Test func failuresAtOnceAreAllCounted() async throws {
        let sample = try await AccountsSample()
        let throttle = SignInThrottle.familiar(AccountsSample.address, usernameKey: "lan")
        let free = SignInThrottle.person.free
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<free - 1 {
                group.addTask { try await sample.store.write { db in try throttle.fail(db, now: AccountsSample.now) } }
            }
            try await group.waitForAll()
        }
        #expect(try await sample.store.read { try throttle.wait($0, now: AccountsSample.now) } == nil)
        try await sample.store.write { db in try throttle.fail(db, now: AccountsSample.now) }
        let wait = try await sample.store.read { try throttle.wait($0, now: AccountsSample.now) }
        #expect(wait == SignInThrottle.person.delaySeconds)
        try await sample.store.close()
    }

    @Test func aRecoveryCodeWorksOnceAndStandsNowhereAsItIs() async throws {
        let site = try await Site()
        #expect(site.recovery.count == 10 && Set(site.recovery).count == 10)
        guard case .signedIn = try await site.finish(site.password(), site.recovery[3].uppercased(), after: 1) else {
            Issue.record("the recovery code was refused")
            return
        }
        #expect(try await site.finish(site.password(after: 2), site.recovery[3], after: 2) == .refused)
        let person = try await site.sample.person()
        let now = AccountsSample.now.adding(seconds: 3)
        #expect(try await site.sample.accounts.secondFactor(of: person, now: now)?.recoveryCodesLeft == 9)
        let fresh = try #require(try await site.sample.accounts.renewRecoveryCodes(by: person, now: now))
        #expect(try await site.finish(site.password(after: 4), site.recovery[0], after: 4) == .refused)
        guard case .signedIn = try await site.finish(site.password(after: 5), fresh[0], after: 5) else {
            Issue.record("a new recovery code was refused")
            return
        }
        let log = try await site.sample.store.read { [id = site.sample.filer] db in
            try db.entries(of: Accounts.stream(of: id)).compactMap(\.payload).joined()
        }
        let secret = Base32.encode(site.secret)
        #expect(!log.contains(secret) && !log.contains(Hex.encode(site.secret)), "the log knows the digest alone")
        #expect(!(site.recovery + fresh).contains { log.contains($0) || log.contains($0.filter { $0 != "-" }) })
        try await site.sample.store.close()
    }

    @Test func aRoleThatNeedsAFactorIsLedToIt() async throws {
        let sample = try await AccountsSample()
        let policy = AccountPolicy(secondFactorRoles: [.filer])
        let strict = Accounts(store: sample.store, passwords: try Passwords(cost: .cheapest), policy: policy)
        let token = try await sample.token()
        func duty() async throws -> AccountDuty? {
            try await strict.actor(forSession: token, now: AccountsSample.now)?.duty
        }
        #expect(try await duty() == .newPassword, "what somebody else knows comes first")
        let person = try #require(try await sample.holder(token)).actor
        #expect(
            try await strict.changePassword(
                from: AccountsSample.password, to: "câu dài của riêng tôi", of: person, session: token,
                addressDigest: AccountsSample.address, now: AccountsSample.now) == .confirmed)
        #expect(try await duty() == .secondFactor)
        #expect(try await sample.holder(token)?.duty == nil, "where no role needs one, nothing is owed")
        try await strict.offerSecondFactor(to: sample.filer, now: AccountsSample.now)
        let secret = try #require(try await strict.secondFactor(of: person, now: AccountsSample.now)?.offered)
        let code = OneTimeCode.code(secret.bytes, step: OneTimeCode.step(at: AccountsSample.now))
        #expect(try await strict.setSecondFactor(code: code, by: person, now: AccountsSample.now) != nil)
        #expect(try await duty() == nil)
        try await strict.removeSecondFactor(of: sample.filer, by: .system, now: AccountsSample.now)
        #expect(try await duty() == .secondFactor)
        try await sample.store.close()
    }
}
