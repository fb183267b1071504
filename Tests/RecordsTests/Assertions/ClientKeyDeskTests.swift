// Keys of clients: handed in, confirmed, withdrawn.

import Basics
import Casework
import Registry
import Storage
import TestKit
import Testing
import Tokens

@testable import Records

struct ClientKeyDeskTests {
    private func offer(_ text: String, _ sample: AssertionSample, of owner: OrganizationID? = nil) async throws {
        try await sample.keys.offer(text, of: owner ?? sample.organization, by: .system, at: AssertionSample.now)
    }

    @Test func aKeyGoesItsWayOnce() async throws {
        let sample = try await AssertionSample()
        let now = AssertionSample.now
        let key = try PrivateKey(generating: .edDSA).publicKey
        try await offer(key.pem, sample)
        let offered = try #require(try await sample.registered(key))
        #expect(offered.standing == .offered && offered.registered.id == key.thumbprint)
        try await sample.keys.decide(offered.id, isConfirmed: false, by: .system, at: now)
        #expect(try await sample.registered(key)?.standing == .refused)
        for isConfirmed in [true, false] {
            await #expect(throws: ClientKeyProblem.overtaken) {
                try await sample.keys.decide(offered.id, isConfirmed: isConfirmed, by: .system, at: now)
            }
        }
        await #expect(throws: ClientKeyProblem.overtaken) {
            try await sample.keys.withdraw(offered.id, by: .system, at: now)
        }
        await #expect(throws: ClientKeyProblem.known, "what was refused never comes back") {
            try await offer(key.pem, sample)
        }
        try await sample.end()
    }

    @Test func nobodyTouchesTheKeysOfOthers() async throws {
        let sample = try await AssertionSample()
        let other = try await sample.other().id
        let key = try #require(try await sample.registered(sample.key.publicKey))
        await #expect(throws: ClientKeyProblem.overtaken) {
            try await sample.keys.withdraw(key.id, of: other, by: .system, at: AssertionSample.now)
        }
        #expect(try await sample.registered(sample.key.publicKey)?.standing == .confirmed)
        try await offer(sample.key.publicKey.pem, sample, of: other)
        #expect(
            try await sample.registered(sample.key.publicKey, of: other)?.standing == .offered,
            "who knows a public key keeps nobody from registering it")
        try await sample.end()
    }

    @Test func aSetIsTakenWholeOrNotAtAll() async throws {
        let sample = try await AssertionSample()
        let (one, two) = (try PrivateKey(generating: .es256).publicKey, try PrivateKey(generating: .edDSA).publicKey)
        let set = """
            {"keys":[\(RegisteredKey(id: "a", key: one).webKey),\(RegisteredKey(id: "b", key: two).webKey)]}
            """
        try await offer(set, sample)
        #expect(try await sample.registered(one)?.registered.id == "a")
        #expect(try await sample.registered(two)?.registered.id == "b")
        let third = try PrivateKey(generating: .es256).publicKey
        let again = """
            {"keys":[\(RegisteredKey(id: "c", key: third).webKey),\(RegisteredKey(id: "a", key: third).webKey)]}
            """
        await #expect(throws: ClientKeyProblem.known) { try await offer(again, sample) }
        #expect(try await sample.registered(third) == nil)
        try await sample.end()
    }

    @Test func whatIsNoPublicKeyIsSaid() async throws {
        let sample = try await AssertionSample()
        for (text, fault) in [
            ("", KeyFault.unreadable), (try sample.key.pem(), .secret), (#"{"keys":[]}"#, .noKey),
            (String(repeating: "x", count: Limits.clientKeysBytesMax + 1), .tooLarge),
        ] {
            await #expect(throws: ClientKeyProblem.unreadable(fault)) { try await offer(text, sample) }
        }
        try await sample.end()
    }

    @Test(arguments: ["a b", "\u{202E}abc", "khóa", "", String(repeating: "A", count: 43)])
    func anIdIsOneThatCanBeReadOut(id: String) async throws {
        let sample = try await AssertionSample()
        let key = RegisteredKey(id: id, key: try PrivateKey(generating: .es256).publicKey)
        await #expect(throws: ClientKeyProblem.unreadable(.badKeyID)) { try await offer(key.webKey, sample) }
        try await sample.end()
    }

    @Test func aChangeIsAsMuchLogAsOneKey() async throws {
        let sample = try await AssertionSample()
        for _ in 0..<12 {
            let key = try PrivateKey(generating: .edDSA).publicKey
            try await offer(key.pem, sample)
            let id = try #require(try await sample.registered(key)?.id)
            try await sample.keys.withdraw(id, by: .system, at: AssertionSample.now)
        }
        let longest = try await sample.store.read { db in
            try db.one("SELECT max(length(payload)) FROM event WHERE payload LIKE '%client_key%'")?.int(at: 0)
        }
        #expect(try #require(longest) < 400)
        #expect(try await sample.findings().isEmpty)
        try await sample.end()
    }

    @Test func thereIsRoomForTenAlsoAtOnce() async throws {
        let sample = try await AssertionSample()
        let refused = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<15 {
                group.addTask {
                    do {
                        try await offer(try PrivateKey(generating: .edDSA).publicKey.pem, sample)
                        return false
                    } catch { return error as? ClientKeyProblem == .tooMany }
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(refused == 15 - (Limits.clientKeysMax - 1))
        #expect(try await sample.count("client_key") == Limits.clientKeysMax)
        try await sample.end()
    }
}
