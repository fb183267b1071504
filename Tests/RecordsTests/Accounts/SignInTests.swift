// Signing in, and the throttle of guessing.

import Basics
import Casework
import Records
import Storage
import Testing

@Suite struct SignInTests {
    private func other(_ number: Int) -> Digest { Accounts.digest(ofAddress: "198.51.100.\(number)") }

    @Test func rightPasswordOpensASession() async throws {
        let site = try await AccountsSample()
        let token = try await site.token()
        #expect(token.count == 64)
        let holder = try #require(try await site.holder(token))
        #expect(holder.account == site.filer)
        #expect(holder.actor.name == "Nguyễn Văn An")
        #expect(holder.actor.roles == [.filer])
        #expect(holder.actor.organization == site.organization)
        #expect(holder.actor.office == nil)
        #expect(holder.unitName == "Văn phòng công chứng A")
        #expect(holder.csrfSecret.count == 32)
        #expect(try await site.log(Accounts.stream(of: site.filer)) == ["account-added", "signed-in"])
        try await site.store.close()
    }

    @Test func caseAndSpacesOfTheNameDoNotMatter() async throws {
        let site = try await AccountsSample()
        for name in ["AN", " an ", "An"] {
            guard case .signedIn(_, site.filer) = try await site.signIn(name) else {
                Issue.record("\(name) was refused")
                continue
            }
        }
        try await site.store.close()
    }

    @Test func wrongUnknownAndDisabledLookTheSame() async throws {
        let site = try await AccountsSample()
        #expect(try await site.signIn("an", "wrong password") == .refused)
        #expect(try await site.signIn("nobody", "wrong password") == .refused)
        #expect(try await site.signIn("", "") == .refused)
        #expect(try await site.signIn(String(repeating: "a", count: 10_000), AccountsSample.password) == .refused)
        #expect(try await site.signIn("an", String(repeating: "a", count: 100_000)) == .refused)
        try await site.disable(true)
        #expect(try await site.signIn() == .refused)
        try await site.disable(false)
        _ = try await site.token()
        try await site.store.close()
    }

    @Test func failuresAreLoggedWithoutTheNameOfNobody() async throws {
        let site = try await AccountsSample()
        _ = try await site.signIn("an", "wrong password")
        _ = try await site.signIn("my-secret-password", "an")
        #expect(try await site.log(Accounts.stream(of: site.filer)).last == "sign-in-failed")
        let access = try await site.store.read { try $0.entries(of: "access") }
        #expect(access.map(\.type) == ["organization-added", "sign-in-failed"])
        #expect(access.last?.actor == ActorEnvelope(.unknown, by: .web))
        let own = try await site.store.read { try $0.entries(of: Accounts.stream(of: site.filer)).last }
        #expect(own?.actor == ActorEnvelope(.unknown, by: .web), "nobody has proved to be that person")
        let all = try await site.store.read { try $0.ledgerEntries(after: 0, limit: 100) }
        #expect(!all.contains { ($0.payload ?? "").contains("my-secret-password") })
        #expect(!all.contains { ($0.payload ?? "").contains("192.0.2.1") })
        try await site.store.close()
    }

    @Test(arguments: ["an", "nobody"]) func fiveFailuresDelayTheSixthWhetherOrNotTheAccountExists(
        _ name: String
    ) async throws {
        let site = try await AccountsSample()
        for _ in 0..<5 { #expect(try await site.signIn(name, "wrong password") == .refused) }
        #expect(try await site.signIn(name, "wrong password") == .throttled(retryAfterSeconds: 30))
        #expect(try await site.signIn(name, "wrong password", after: 10) == .throttled(retryAfterSeconds: 20))
        // Another try is free after the delay, and the next delay is twice as long.
        #expect(try await site.signIn(name, "wrong password", after: 30) == .refused)
        #expect(try await site.signIn(name, "wrong password", after: 31) == .throttled(retryAfterSeconds: 59))
        // Whoever tries again at the end of each delay waits longer and longer, up to a quarter of an hour.
        var (second, waits): (Int, [Int]) = (90, [])
        for _ in 0..<12 {
            #expect(try await site.signIn(name, "wrong password", after: second) == .refused)
            guard case .throttled(let wait) = try await site.signIn(name, "wrong password", after: second) else {
                break
            }
            waits.append(wait)
            second += wait
        }
        #expect(waits.count == 12 && waits.prefix(3) == [120, 240, 480])
        #expect(waits.max() == 15 * 60 && waits.dropFirst(2).allSatisfy { $0 >= 480 })
        try await site.store.close()
    }

    @Test func rightPasswordDoesNotPassWhileBlockedButPassesLaterAndForgets() async throws {
        let site = try await AccountsSample()
        for _ in 0..<5 { _ = try await site.signIn("an", "wrong password") }
        #expect(try await site.signIn(after: 1) == .throttled(retryAfterSeconds: 29))
        _ = try await site.token(after: 30)
        for _ in 0..<4 { #expect(try await site.signIn("an", "wrong password", after: 31) == .refused) }
        _ = try await site.token(after: 32)
        try await site.store.close()
    }

    @Test func anotherAddressIsNotBlocked() async throws {
        let site = try await AccountsSample()
        for _ in 0..<5 { _ = try await site.signIn("an", "wrong password") }
        guard case .signedIn = try await site.signIn(address: other(1)) else {
            Issue.record("refused from another address")
            return
        }
        guard case .throttled = try await site.signIn() else {
            Issue.record("the blocked address may try again")
            return
        }
        try await site.store.close()
    }

    @Test func manyAddressesOnOneAccountAreSlowedForAShortTime() async throws {
        let site = try await AccountsSample()
        for number in 0..<20 {
            #expect(try await site.signIn("an", "wrong password", address: other(number)) == .refused)
        }
        #expect(try await site.signIn(address: other(99)) == .throttled(retryAfterSeconds: 30))
        guard case .signedIn = try await site.signIn(address: other(99), after: 30) else {
            Issue.record("still blocked")
            return
        }
        try await site.store.close()
    }

    @Test func oneAddressOnManyAccountsIsSlowed() async throws {
        let site = try await AccountsSample()
        for number in 0..<50 { #expect(try await site.signIn("name\(number)", "wrong password") == .refused) }
        #expect(try await site.signIn() == .throttled(retryAfterSeconds: 30))
        try await site.store.close()
    }

    /// Behind a proxy, or in a big office, one address is everybody: others' mistakes must not shut out who knows the
    /// password, and least of all their own right sign-in.
    @Test func rightSignInsFromABlockedAddressDoNotProlongIt() async throws {
        let site = try await AccountsSample()
        for number in 0..<60 {
            _ = try await site.signIn("name\(number)", "wrong password", after: number < 50 ? 0 : 31)
        }
        for _ in 0..<3 { _ = try await site.token(after: 100) }
        #expect(try await site.signIn("somebody", "wrong password", after: 101) == .refused)
        #expect(try await site.signIn("another", after: 102) == .throttled(retryAfterSeconds: 59))
        _ = try await site.token(after: 102)
        try await site.store.close()
    }

    @Test func anHourWithoutAttemptsForgets() async throws {
        let site = try await AccountsSample()
        for _ in 0..<4 { _ = try await site.signIn("an", "wrong password") }
        for _ in 0..<4 { #expect(try await site.signIn("an", "wrong password", after: 3_600) == .refused) }
        try await site.accounts.purge(now: AccountsSample.now.adding(seconds: 4 * 3_600))
        let left = try await site.store.read { try $0.one("SELECT count(*) FROM sign_in_throttle")?.int(at: 0) }
        #expect(left == 0)
        try await site.store.close()
    }

    @Test func guessesAtTheSameTimeGainNothing() async throws {
        let site = try await AccountsSample()
        let results = try await withThrowingTaskGroup(of: SignInResult.self) { group in
            for number in 0..<40 { group.addTask { try await site.signIn("an", "guess number \(number)") } }
            return try await group.reduce(into: [SignInResult]()) { $0.append($1) }
        }
        #expect(results.count { $0 == .refused } == 5)
        #expect(results.count { $0 == .throttled(retryAfterSeconds: 30) } == 35)
        try await site.store.close()
    }

    @Test func manyPeopleSignInAtTheSameTime() async throws {
        let site = try await AccountsSample()
        for number in 0..<30 {
            try await site.accounts.addAccount(
                NewAccount(username: "filer\(number)", name: "A", roles: [.filer], organization: site.organization),
                password: AccountsSample.password, by: .system, now: AccountsSample.now)
        }
        let tokens = try await withThrowingTaskGroup(of: String?.self) { group in
            for number in 0..<30 {
                group.addTask {
                    guard case .signedIn(let token, _) = try await site.signIn("filer\(number)") else { return nil }
                    return token
                }
            }
            return try await group.reduce(into: Set<String>()) { if let token = $1 { $0.insert(token) } }
        }
        #expect(tokens.count == 30)
        let report = try await DatabaseAudit(site.store).verifyLog().ledger
        #expect(report.isSound)
        try await site.store.close()
    }

    @Test func outdatedHashIsMadeAnewAtSignIn() async throws {
        let site = try await AccountsSample()
        let dearer = Accounts(
            store: site.store, passwords: try Passwords(cost: .init(memoryBytes: 32 * 1024, passes: 2)))
        let result = try await dearer.signIn(
            username: "an", password: AccountsSample.password, addressDigest: AccountsSample.address,
            now: AccountsSample.now)
        guard case .signedIn = result else {
            Issue.record("refused")
            return
        }
        let hash = try await site.store.read { try $0.one("SELECT password_hash FROM account")?.text(at: 0) }
        #expect(hash?.contains("m=32,t=2") == true)
        _ = try await site.token()
        try await site.store.close()
    }

    @Test func confirmingCountsForItsSessionAlone() async throws {
        let site = try await AccountsSample()
        let (mine, other) = (try await site.token(), try await site.token())
        func confirm(_ password: String, _ seconds: Int = 0, in token: String = mine) async throws -> ConfirmationResult
        {
            try await site.accounts.confirm(
                password: password, of: site.filer, session: token, addressDigest: AccountsSample.address,
                now: AccountsSample.now.adding(seconds: seconds))
        }
        #expect(try await confirm(AccountsSample.password) == .confirmed)
        for _ in 0..<5 { #expect(try await confirm("wrong password") == .refused) }
        #expect(try await confirm(AccountsSample.password, 1) == .throttled(retryAfterSeconds: 29))
        #expect(try await confirm(AccountsSample.password, 1, in: other) == .confirmed)
        #expect(try await confirm(AccountsSample.password, 30) == .confirmed)
        #expect(
            try await site.log(Accounts.stream(of: site.filer)).count { $0 == "confirmation-failed" } == 5)
        let nobody = AccountID(at: AccountsSample.now, random: Random.bytes(10))
        let result = try await site.accounts.confirm(
            password: AccountsSample.password, of: nobody, session: mine, addressDigest: AccountsSample.address,
            now: AccountsSample.now)
        #expect(result == .refused)
        try await site.store.close()
    }

    /// A thousand addresses guess a hundred thousand times, at an approver by name, at everybody, and from the office's
    /// own address. Whoever is signed in signs all the while, and whoever was there before signs in.
    @Test func strangersStopNobodyWhoIsKnown() async throws {
        let site = try await AccountsSample()
        let session = try await site.token(browser: "the browser of an")
        var random = SystemRandomNumberGenerator()
        for second in 0..<1_000 {
            let addresses = (0..<100).map { number in
                number == 0 ? AccountsSample.address : other(Int.random(in: 0..<1_000, using: &random))
            }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (number, address) in addresses.enumerated() {
                    let name = number < 60 ? "an" : "name\(number)"
                    group.addTask {
                        _ = try await site.signIn(name, "wrong password", address: address, after: second)
                    }
                }
                try await group.waitForAll()
            }
            guard second % 50 == 0 else { continue }
            let confirmed = try await site.accounts.confirm(
                password: AccountsSample.password, of: site.filer, session: session, addressDigest: other(7),
                now: AccountsSample.now.adding(seconds: second))
            #expect(confirmed == .confirmed, "second \(second)")
            let elsewhere = try await site.signIn(browser: "the browser of an", address: other(3), after: second)
            #expect(elsewhere.isSignedIn, "second \(second), by the browser")
        }
        // Soon after the last guess everybody can sign in from anywhere.
        #expect(try await site.signIn(address: other(5_000), after: 1_000 + 4 * 60).isSignedIn)
        try await site.store.close()
    }

    @Test func fromAKnownAddressStrangersElsewhereDoNotCount() async throws {
        let site = try await AccountsSample()
        _ = try await site.token()
        for number in 0..<40 { _ = try await site.signIn("an", "wrong password", address: other(number)) }
        #expect(try await site.signIn(address: other(99)) == .throttled(retryAfterSeconds: 30))
        #expect(try await site.signIn().isSignedIn)
        // The own mistakes of a known place count.
        for _ in 0..<5 { #expect(try await site.signIn("an", "wrong password", after: 1) == .refused) }
        #expect(try await site.signIn(after: 2) == .throttled(retryAfterSeconds: 29))
        try await site.store.close()
    }

    @Test func placesAreForgottenAfterHalfAYear() async throws {
        let site = try await AccountsSample()
        _ = try await site.token()
        try await site.accounts.purge(now: AccountsSample.now.adding(seconds: 179 * 86_400))
        func places() async throws -> Int? {
            try await site.store.read { try $0.one("SELECT count(*) FROM familiar_place")?.int(at: 0) }
        }
        #expect(try await places() == 1)
        try await site.accounts.purge(now: AccountsSample.now.adding(seconds: 181 * 86_400))
        #expect(try await places() == 0)
        try await site.store.close()
    }

    @Test func aClockSetBackKeepsNobodyWaiting() async throws {
        let site = try await AccountsSample()
        for _ in 0..<5 { _ = try await site.signIn("an", "wrong password", after: 3 * 86_400) }
        #expect(try await site.signIn("an", "wrong password", after: 3 * 86_400) == .throttled(retryAfterSeconds: 30))
        #expect(try await site.signIn().isSignedIn, "three days earlier")
        for _ in 0..<5 { #expect(try await site.signIn("an", "wrong password", after: 10) == .refused) }
        #expect(try await site.signIn("an", "wrong password", after: 10) == .throttled(retryAfterSeconds: 30))
        try await site.store.close()
    }

    @Test func mistakesSeepAway() async throws {
        let site = try await AccountsSample()
        // A wrong password every quarter of an hour, for two days: nobody is ever made to wait.
        for quarter in 0..<192 {
            let result = try await site.signIn("an", "wrong password", after: quarter * 15 * 60)
            #expect(result == .refused, "quarter \(quarter)")
        }
        try await site.store.close()
    }
}

extension SignInResult {
    fileprivate var isSignedIn: Bool { if case .signedIn = self { true } else { false } }
}
