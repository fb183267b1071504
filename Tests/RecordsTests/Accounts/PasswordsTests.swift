// Hashing and checking passwords.

import Dispatch
import Storage
import Testing

@testable import Records

@Suite struct PasswordsTests {
    @Test func rightPasswordIsRightAndOthersAreWrong() async throws {
        let passwords = try Passwords(cost: .cheapest)
        let hash = try await passwords.hash("trình ký 2021")
        #expect(hash.hasPrefix("$argon2id$v=19$m=8,t=1,p=1$"))
        #expect(try await passwords.check("trình ký 2021", against: hash, isKnown: true) == .right)
        for wrong in ["trình ký 2022", "", "trinh ky 2021", "trình ký 2021 "] {
            #expect(try await passwords.check(wrong, against: hash, isKnown: true) == .wrong)
        }
        #expect(try await passwords.check("trình ký 2021", against: "no hash at all", isKnown: true) == .wrong)
    }

    @Test func composedAndDecomposedMarksAreOnePassword() async throws {
        let passwords = try Passwords(cost: .cheapest)
        let hash = try await passwords.hash("tr\u{ec}nh k\u{fd}")
        #expect(try await passwords.check("tri\u{300}nh ky\u{301}", against: hash, isKnown: true) == .right)
    }

    @Test func everyHashHasItsOwnSalt() async throws {
        let passwords = try Passwords(cost: .cheapest)
        #expect(try await passwords.hash("same password") != passwords.hash("same password"))
    }

    @Test func standardCostIsTheOneDecided() async throws {
        let hash = try await Passwords().hash("a password")
        #expect(hash.hasPrefix("$argon2id$v=19$m=19456,t=2,p=1$"))
    }

    @Test func hashOfAnotherCostIsOutdated() async throws {
        let old = try await Passwords(cost: .cheapest).hash("a password")
        let dearer = try Passwords(cost: .init(memoryBytes: 32 * 1024, passes: 2))
        #expect(try await dearer.check("a password", against: old, isKnown: true) == .rightButOutdated)
        #expect(try await dearer.check("b password", against: old, isKnown: true) == .wrong)
    }

    @Test func withoutAnAccountEveryPasswordIsWrong() async throws {
        let passwords = try Passwords(cost: .cheapest)
        #expect(try await passwords.check("", against: nil, isKnown: true) == .wrong)
        #expect(try await passwords.check("a password", against: nil, isKnown: true) == .wrong)
    }

    @Test func waitingLineIsBounded() async throws {
        let line = WaitingLine(name: "a test", threads: 1, lengthMax: 1)
        let (started, gate) = (AsyncStream<Void>.makeStream(), DispatchSemaphore(value: 0))
        async let first = line.run {
            started.continuation.yield()
            gate.wait()
            return "done"
        }
        for await _ in started.stream { break }
        await #expect(throws: StorageError.busy("1 are waiting for a test")) { try await line.run { "too many" } }
        gate.signal()
        #expect(try await first == "done")
        #expect(try await line.run { "again" } == "again")
    }
}
