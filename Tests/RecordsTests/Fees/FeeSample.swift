// A request whose answer has a fee, with the platform that tells of payments.

import Basics
import Casework
import Registry
import Storage
import TestKit
import Testing

import struct Forms.Answers
import struct Forms.FieldValues
import func Foundation.NSTemporaryDirectory

@testable import Records
@testable import Tokens

/// Everything happens on one day of the tariff of 1,000 đồng, and the answer waits for its fee.
struct FeeSample {
    static let now = DeskSample.now
    static let until = now.date.adding(days: 60)
    static let clerk = Samples.person(.clerk, at: DeskSample.office)
    static let platform = "payments.example.vn"
    static let server = "https://npd.example.vn"

    let sample: DeskSample
    let payments: PaymentDesk
    private let key: PrivateKey

    init(in sample: DeskSample) throws {
        self.sample = sample
        key = try PrivateKey(generating: .es256)
        let file = SecretFile(path: "\(NSTemporaryDirectory())platform-\(Hex.encode(Random.bytes(8))).pem")
        try file.write(key.publicKey.pem)
        payments = PaymentDesk(
            desk: sample.desk, platform: PaymentPlatform(name: Self.platform, keyFile: file.path),
            audiences: [Self.server])
    }

    init(payment: PaymentOrder = .beforeResult) async throws {
        try self.init(in: try await DeskSample(populated: true, payment: payment))
    }

    /// A request that was approved and carried out.
    func answered(
        _ service: String = "auth.identity", persons: Int = 3, by filer: Actor = DeskSample.filer
    ) async throws -> CaseState {
        let id = try await sample.draft(
            service, persons: persons, by: filer,
            answers: Answers(["use_until": .date(Self.until)]))
        try await sample.bring(id, through: "issue")
        try await sample.worker.runDue(at: Self.now)
        return try await sample.state(id)
    }

    /// What the clerk types.
    static func input(_ state: CaseState, receipt: String = "AA/24E 0000017") throws -> FieldValues {
        GivenCase.input("record-payment", state, try ShippedProcedure.loaded().service(state.service))
            .with("receipt", receipt)
    }

    @discardableResult
    func record(_ state: CaseState, _ input: FieldValues? = nil) async throws -> CaseState {
        try await sample.act("record-payment", state.id, by: Self.clerk, input ?? Self.input(state), at: Self.now)
    }

    /// The claims of a message that pays the fee.
    static func claims(_ state: CaseState, transaction: String = "PP-1") -> [JSONMember] {
        [
            JSONMember("iss", platform), JSONMember("sub", platform), JSONMember("aud", server),
            JSONMember("jti", Hex.encode(Random.bytes(8))),
            JSONMember("exp", now.adding(seconds: 60)),
            JSONMember("transaction", transaction), JSONMember("case", state.code ?? ""),
            JSONMember("amount", Int64(state.fee?.amount ?? 0)), JSONMember("currency", "VND"),
            JSONMember("paid_on", now.date.description),
        ]
    }

    /// The same with one claim otherwise, or without it.
    static func claims(_ state: CaseState, _ name: String, _ value: JSONMember.Value?) -> [JSONMember] {
        claims(state).compactMap { member in
            guard member.name == name else { return member }
            return value.map { JSONMember(name, $0) }
        }
    }

    func message(_ claims: [JSONMember], by other: PrivateKey? = nil, type: String = "payment+jwt") throws -> String {
        try TokenSigner(other ?? key, type: type).token(claims)
    }

    func take(_ claims: [JSONMember], at now: Timestamp = Self.now) async throws -> PaymentOutcome {
        try await payments.take(try message(claims), at: now)
    }

    /// What a check of the database finds.
    func findings() async throws -> [String] {
        try await sample.store.read { db in try db.differencesFromLog().map { "\($0.table) \($0.row)" } }
    }
}
