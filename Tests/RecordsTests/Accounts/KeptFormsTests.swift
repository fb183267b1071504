// What is kept of typed forms: for whom, how long, how much.

import Basics
import Casework
import Records
import Storage
import Synchronization
import Testing

struct KeptFormsTests {
    private final class Clock: Sendable {
        private let seconds = Mutex<Int>(0)
        var now: Timestamp { AccountsSample.now.adding(seconds: seconds.withLock { $0 }) }
        func pass(_ more: Int) { seconds.withLock { $0 += more } }
    }

    private let clock = Clock()
    private let site: AccountsSample
    private let kept: KeptForms
    private let lan: AccountID
    private let minh: AccountID

    init() async throws {
        site = try await AccountsSample()
        kept = KeptForms(store: site.store, clock: { [clock] in clock.now })
        lan = site.filer
        minh = try await site.accounts.addAccount(
            NewAccount(username: "minh", name: "Trần Minh", roles: [.filer], organization: site.organization),
            password: AccountsSample.password, by: .system, now: AccountsSample.now)
    }

    /// Keeps so many bytes, a second after what was kept before.
    private func keep(_ size: Int = 3, for account: AccountID) async throws -> String {
        clock.pass(1)
        return try await kept.keep([UInt8](repeating: 7, count: size), at: "/a", for: account)
    }

    private func held(_ tokens: [String]) async throws -> [String] {
        var held: [String] = []
        for token in tokens where try await kept.holds(token) { held.append(token) }
        return held
    }

    @Test func aFormIsForItsWriterOnItsPageAlone() async throws {
        let token = try await kept.keep([1, 2, 3], at: "/a", for: lan)
        // Whichever server is asked.
        let other = KeptForms(store: site.store, clock: { [clock] in clock.now })
        #expect(try await other.find(token, at: "/a", for: lan) == [1, 2, 3])
        #expect(try await kept.find(token, at: "/b", for: lan) == nil)
        #expect(try await kept.find(token, at: "/a", for: minh) == nil)
        #expect(try await kept.find("", at: "/a", for: lan) == nil)
        try await kept.drop(token, at: "/b", for: lan)
        try await kept.drop(token, at: "/a", for: minh)
        #expect(try await kept.holds(token))
        #expect(try await !kept.holds("x"))
        try await kept.drop(token, at: "/a", for: lan)
        #expect(try await !kept.holds(token))
    }

    @Test func aFormIsForgottenInTime() async throws {
        let token = try await kept.keep([1], at: "/a", for: lan)
        clock.pass(Limits.keptFormSeconds - 1)
        #expect(try await kept.holds(token))
        try await site.accounts.purge(now: clock.now)
        #expect(try await kept.holds(token))
        clock.pass(1)
        #expect(try await !kept.holds(token))
        #expect(try await kept.find(token, at: "/a", for: lan) == nil)
        try await site.accounts.purge(now: clock.now)
        #expect(try await site.store.read { try $0.one("SELECT 1 FROM kept_form") } == nil)
    }

    @Test func onePersonCannotPushOutAnother() async throws {
        let other = try await keep(for: minh)
        var many: [String] = []
        for _ in 0..<(Limits.keptFormsOfOneMax + 5) { many.append(try await keep(for: lan)) }
        #expect(try await held(many) == many.suffix(Limits.keptFormsOfOneMax))
        var large: [String] = []
        for _ in 0..<8 { large.append(try await keep(10 * 1024 * 1024, for: lan)) }
        #expect(try await held(large) == large.suffix(6))
        #expect(try await kept.holds(other))
    }

    @Test func amongAllOfThemTheOldestGoes() async throws {
        let oldest = try await keep(for: minh)
        let next = try await keep(for: lan)
        // As if others had kept all but a little of what there is room for.
        let size = Limits.keptFormBytesMax - 1_000
        try await site.store.write { [minh] db in
            try db.run("UPDATE kept_form SET size = \(size) WHERE account_id = \(minh)")
        }
        let newest = try await keep(2_000, for: lan)
        #expect(try await held([oldest, next, newest]) == [next, newest])
    }

    @Test func manyWindowsOfOnePersonKeepAtOnce() async throws {
        try await withThrowingTaskGroup(of: String.self) { [kept, lan] group in
            for number in 0..<40 {
                group.addTask { try await kept.keep([UInt8(number)], at: "/a", for: lan) }
            }
            var tokens: [String] = []
            for try await token in group { tokens.append(token) }
            #expect(try await held(tokens).count == Limits.keptFormsOfOneMax)
        }
    }
}
