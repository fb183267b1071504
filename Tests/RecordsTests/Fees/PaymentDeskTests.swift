// What a payment platform says: once, for this server, by its key; and money that pays nothing is never lost.

import Basics
import Casework
import Storage
import TestKit
import Testing

@testable import Records
@testable import Tokens

@Suite(.serialized) struct PaymentDeskTests {
    @Test func aMessagePaysTheFeeAndSaysSoEachTime() async throws {
        let sample = try await FeeSample()
        let state = try await sample.answered()
        #expect(try await sample.take(FeeSample.claims(state)) == .recorded)
        let paid = try await sample.sample.state(state.id)
        #expect(paid.stage == .fulfilled)
        let payment = try #require(paid.feePayment)
        #expect(payment.means == .platform && payment.reference == "PP-1" && payment.by == nil)
        // The same message, and another one of the same payment.
        #expect(try await sample.take(FeeSample.claims(state)) == .recorded)
        #expect(try await sample.sample.state(state.id) == paid)
        #expect(try await sample.findings() == [])
    }

    @Test func twoAtOncePayOnce() async throws {
        let sample = try await FeeSample()
        let state = try await sample.answered()
        let outcomes = try await withThrowingTaskGroup(of: PaymentOutcome.self) { group in
            for number in 0..<8 {
                let claims = FeeSample.claims(state, transaction: "PP-\(number % 2)")
                group.addTask { try await sample.take(claims) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes.count { $0 == .recorded } == 4)
        #expect(outcomes.count { $0 == .held(.nothingDue) } == 4)
        #expect(try await sample.findings() == [])
    }

    @Test func aTransactionIsNotToldOtherwise() async throws {
        let sample = try await FeeSample()
        let (state, other) = (try await sample.answered(), try await sample.answered())
        #expect(try await sample.take(FeeSample.claims(state)) == .recorded)
        await #expect(throws: PaymentRefusal.otherBefore) { try await sample.take(FeeSample.claims(other)) }
        await #expect(throws: PaymentRefusal.otherBefore) {
            try await sample.take(FeeSample.claims(state, "amount", .integer(1)))
        }
        #expect(try await sample.sample.state(other.id).stage == .paymentDue)
    }

    @Test func moneyThatPaysNothingIsHeld() async throws {
        let sample = try await FeeSample()
        let state = try await sample.answered()
        func held(_ claims: [JSONMember], _ transaction: String) async throws -> PaymentOutcome {
            try await sample.take(
                claims.map { $0.name == "transaction" ? JSONMember("transaction", transaction) : $0 })
        }
        let less = FeeSample.claims(state, "amount", .integer(1))
        #expect(try await held(less, "A") == .held(.otherSum))
        #expect(try await held(less, "A") == .held(.otherSum))
        #expect(try await held(FeeSample.claims(state, "case", .text("H26-260302-9999")), "B") == .held(.unknownCase))
        #expect(try await held(FeeSample.claims(state, "case", .text(" mã hồ sơ 1\n")), "D") == .held(.unknownCase))
        #expect(try await held(FeeSample.claims(state, "paid_on", .text("2026-03-01")), "E") == .held(.nothingDue))
        try await sample.record(state)
        #expect(try await held(FeeSample.claims(state), "C") == .held(.nothingDue))
        let lists = try await sample.sample.store.read { db in
            (try db.heldPayments(of: DeskSample.office), try db.heldPayments(of: .central))
        }
        #expect(Set(lists.0.map(\.transaction)) == ["A", "C", "E"])
        #expect(Set(lists.1.map(\.transaction)) == ["B", "D"])
        #expect(try await sample.findings() == [])
    }

    @Test func moneyThatComesTooLateIsHeld() async throws {
        let sample = try await FeeSample()
        let state = try await sample.answered()
        let after = Timestamp(FeeSample.until.adding(days: 4), hour: 8)
        try await sample.sample.worker.runDue(at: after)
        let claims = FeeSample.claims(state, "exp", .integer(after.adding(seconds: 60).milliseconds / 1_000))
        #expect(try await sample.take(claims, at: after) == .held(.late))
        #expect(try await sample.sample.state(state.id).feePayment == nil)
    }

    @Test func whatWasPaidInTimeAndToldLaterStillPays() async throws {
        let sample = try await FeeSample()
        let state = try await sample.answered()
        let later = Timestamp(FeeSample.until.adding(days: 2), hour: 8)
        try await sample.sample.worker.runDue(at: later)
        let claims = FeeSample.claims(state, "exp", .integer(later.adding(seconds: 60).milliseconds / 1_000))
        func paid(_ day: LocalDate, _ transaction: String) async throws -> PaymentOutcome {
            let said = claims.map { claim in
                switch claim.name {
                case "paid_on": JSONMember("paid_on", day.description)
                case "transaction": JSONMember("transaction", transaction)
                default: claim
                }
            }
            return try await sample.take(said, at: later)
        }
        #expect(try await paid(FeeSample.until.adding(days: 1), "A") == .held(.late))
        #expect(try await paid(FeeSample.until, "B") == .recorded)
    }

    @Test func whatIsNotSurelyThePlatformsIsRefused() async throws {
        let sample = try await FeeSample()
        let state = try await sample.answered()
        func reason(_ message: String) async throws -> String? {
            do {
                _ = try await sample.payments.take(message, at: FeeSample.now)
                return nil
            } catch PaymentRefusal.unknownSender(let reason) { return reason }
        }
        let claims = FeeSample.claims(state)
        let stranger = try PrivateKey(generating: .es256)
        #expect(try await reason(try sample.message(claims, by: stranger)) == "unknown-key")
        #expect(try await reason(try sample.message(claims, type: "JWT")) == "unexpected-type")
        let good = try sample.message(claims).split(separator: ".")
        let unsigned = Base64URL.text(Array(#"{"alg":"none","typ":"payment+jwt"}"#.utf8))
        #expect(try await reason("\(unsigned).\(good[1]).") == "unknown-algorithm")
        let untyped = Base64URL.text(Array(#"{"alg":"ES256"}"#.utf8))
        #expect(try await reason("\(untyped).\(good[1]).\(good[2])") == "unexpected-type")
        let richer = FeeSample.claims(state, "amount", .integer(1))
        let changed = try sample.message(richer).split(separator: ".")[1]
        #expect(try await reason("\(good[0]).\(changed).\(good[2])") == "wrong-signature")
        for (name, value, expected) in [
            ("aud", JSONMember.Value.text("https://other.example.vn"), "wrong-audience"),
            ("iss", .text("another"), "wrong-issuer"), ("exp", .integer(1_700_000_000), "expired"),
            ("exp", .integer(4_000_000_000), "lives-too-long"),
        ] {
            #expect(try await reason(try sample.message(FeeSample.claims(state, name, value))) == expected)
        }
        #expect(try await reason("x") == "malformed")
        #expect(try await reason(String(repeating: "x", count: 9_000)) == "too-large")
        #expect(try await sample.sample.state(state.id) == state)
    }

    @Test(
        arguments: [
            ("transaction", nil), ("transaction", .text("a b")), ("case", nil), ("amount", .text("1000")),
            ("amount", .integer(0)), ("amount", .integer(-1_000)), ("currency", .text("USD")), ("currency", nil),
            ("paid_on", .text("2026-03-04")), ("paid_on", .text("02/03/2026")),
        ] as [(String, JSONMember.Value?)])
    func aClaimThatCannotBeReadIsNamed(_ name: String, _ value: JSONMember.Value?) async throws {
        let sample = try await FeeSample()
        let state = try await sample.answered()
        await #expect(throws: PaymentRefusal.unreadable(claim: name)) {
            try await sample.take(FeeSample.claims(state, name, value))
        }
    }

    @Test func keysOfTheFileChangeWithoutARestart() async throws {
        let sample = try await FeeSample()
        let state = try await sample.answered()
        let next = try PrivateKey(generating: .edDSA)
        let message = try sample.message(FeeSample.claims(state), by: next)
        await #expect(throws: PaymentRefusal.unknownSender(reason: "unknown-key")) {
            try await sample.payments.take(message, at: FeeSample.now)
        }
        try SecretFile(path: sample.payments.platform.keyFile).write(next.publicKey.pem)
        #expect(try await sample.payments.take(message, at: FeeSample.now) == .recorded)
        try SecretFile(path: sample.payments.platform.keyFile).write("no key")
        await #expect(throws: SecretFault.self) { try await sample.payments.take(message, at: FeeSample.now) }
    }
}
