// Hashing and checking passwords.

import Records
import Storage
import Testing

@Suite struct PasswordsTests {
    @Test func rightPasswordIsRightAndOthersAreWrong() async throws {
        let passwords = try Passwords(cost: .cheapest)
        let hash = try await passwords.hash("trình ký 2021")
        #expect(hash.hasPrefix("$argon2id$v=19$m=8,t=1,p=1$"))
        #expect(try await passwords.check("trình ký 2021", against: hash) == .right)
        for wrong in ["trình ký 2022", "", "trinh ky 2021", "trình ký 2021 "] {
            #expect(try await passwords.check(wrong, against: hash) == .wrong)
        }
        #expect(try await passwords.check("trình ký 2021", against: "no hash at all") == .wrong)
    }

    @Test func composedAndDecomposedMarksAreOnePassword() async throws {
        let passwords = try Passwords(cost: .cheapest)
        let hash = try await passwords.hash("tr\u{ec}nh k\u{fd}")
        #expect(try await passwords.check("tri\u{300}nh ky\u{301}", against: hash) == .right)
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
        #expect(try await dearer.check("a password", against: old) == .rightButOutdated)
        #expect(try await dearer.check("b password", against: old) == .wrong)
    }

    @Test func withoutAnAccountEveryPasswordIsWrong() async throws {
        let passwords = try Passwords(cost: .cheapest)
        #expect(try await passwords.check("", against: nil) == .wrong)
        #expect(try await passwords.check("a password", against: nil) == .wrong)
    }

    @Test func waitingLineIsBounded() async throws {
        // Slow hashes and a short line, so that it fills up however late the callers come.
        let passwords = try Passwords(
            cost: .init(memoryBytes: 48 * 1024 * 1024, passes: 3), threads: 1, waitingMax: 2)
        let outcomes = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<200 {
                group.addTask {
                    do {
                        _ = try await passwords.check("x", against: nil)
                        return true
                    } catch {
                        guard case StorageError.busy = error else {
                            Issue.record(error)
                            return false
                        }
                        return false
                    }
                }
            }
            return await group.reduce(into: [Bool]()) { $0.append($1) }
        }
        #expect(outcomes.contains(true))
        #expect(outcomes.contains(false))
        #expect(try await passwords.check("x", against: nil) == .wrong)
    }
}
