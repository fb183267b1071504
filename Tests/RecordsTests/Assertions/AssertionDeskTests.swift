// Calls of servers: who is known, what is answered, and how often.

import Basics
import Casework
import Foundation
import Registry
import Storage
import TestKit
import Testing
import Tokens

import struct Forms.Answers
import struct Forms.FieldValues

@testable import Records

struct AssertionDeskTests {
    @Test func aCallIsAnsweredCountedAndOnRecord() async throws {
        let sample = try await AssertionSample()
        let made = try await sample.call(sample.request(nonce: "0123456789abcdef", claims: [.sex: "male"]))
        let claims = try sample.claims(made)
        #expect(claims["iss"]?.string == AssertionSample.issuer && claims["aud"]?.string == sample.organization.text)
        #expect(claims["jti"]?.string == made.release.text && claims["nonce"]?.string == "0123456789abcdef")
        #expect(claims["purpose"]?.string == "Cấp chứng thư số" && claims["grant"]?.string == sample.grant.id.text)
        #expect(claims["decision"]?.object?["number"]?.string == sample.grant.decision?.number)
        #expect(claims["identity"]?.object?["verdict"]?.string == "true")
        let sex = try #require(claims["confirmed"]?.object?["sex"]?.object?["verdict"]?.string)
        #expect(sex == (sample.person.sex == .male ? "true" : "false"))
        #expect(
            claims["attributes"]?.object?["permanent_residence"]?.object?["value"]?.string
                == sample.person.permanentResidence?.text)
        #expect(claims["sub"]?.string?.utf8.count == 43)
        #expect(try await sample.count("data_grant WHERE uses_made = 1") == 1)
        #expect(try await sample.count("data_release WHERE row_count = 1 AND identified_count = 1") == 1)
        #expect(
            try await sample.count("disclosure WHERE fields LIKE 'personal_id:1 sex:1.1 permanent_residence:1.2'") == 1)
        #expect(try await sample.count("event WHERE actor = 'client:\(raw: sample.organization.text)'") == 1)
        try await sample.end()
    }

    @Test func aRecipientKnowsAPersonByOneNameAndNoOtherRecipientDoes() async throws {
        let sample = try await AssertionSample()
        let (other, key, grant) = try await sample.other()
        let token = try await sample.desk.accessToken(
            sample.proof(by: key, client: other), at: AssertionSample.now)
        let theirs = try sample.claims(
            await sample.call(sample.request(grant: grant.id, values: []), bearing: token))["sub"]?.string
        let first = try sample.claims(await sample.call())["sub"]?.string
        let again = try sample.claims(await sample.call())["sub"]?.string
        #expect(first != nil && first == again)
        #expect(theirs != nil && theirs != first)
        try await sample.end()
    }

    @Test func wrongKeysAreAUseAndTellNoMore() async throws {
        let sample = try await AssertionSample()
        let claims = try sample.claims(
            await sample.call(sample.request(name: "Người Nào Khác", claims: [.sex: "male"])))
        #expect(claims["sub"] == nil && claims["identity"]?.object?["verdict"]?.string == "false")
        #expect(claims["confirmed"]?.object?["sex"]?.object?["verdict"]?.string == "no-data")
        #expect(claims["attributes"]?.object?["permanent_residence"]?.object?["value"] == nil)
        #expect(try await sample.count("data_grant WHERE uses_made = 1") == 1)
        #expect(try await sample.count("failed_claim") == 1)
        try await sample.end()
    }

    @Test func guessingComesToAnEnd() async throws {
        let sample = try await AssertionSample()
        let token = try await sample.token()
        for number in 0..<Limits.failedClaimsMax {
            _ = try await sample.call(sample.request(name: "Người Số \(number)"), bearing: token)
        }
        let claims = try sample.claims(await sample.call(bearing: token))
        #expect(claims["identity"]?.object?["reason"]?.string == "too-many-claims" && claims["sub"] == nil)
        try await sample.end()
    }

    @Test func guessingUnderSeveralGrantsAtOnceComesToAnEndToo() async throws {
        let sample = try await AssertionSample()
        var grants = [sample.grant.id]
        for _ in 0..<3 {
            grants.append(try await AssertionSample.grant(of: Samples.bank, Answers(), "eid.assertion", sample.site).id)
        }
        let token = try await sample.token()
        let compared = try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<20 {
                let request = sample.request(grant: grants[number % 4], name: "Người Số \(number)", values: [])
                group.addTask {
                    let claims = try sample.claims(await sample.call(request, bearing: token))
                    return claims["identity"]?.object?["verdict"]?.string == "false"
                }
            }
            return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(compared == Limits.failedClaimsMax)
        try await sample.end()
    }

    @Test func noCallStandsInTheLogBehindTheWithdrawalOfItsKey() async throws {
        let sample = try await AssertionSample(uses: 1_000)
        let token = try await sample.token()
        let id = try #require(try await sample.registered(sample.key.publicKey)?.id)
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    // Until the key is gone.
                    while (try? await sample.call(bearing: token)) != nil {}
                }
            }
            group.addTask {
                try? await Task.sleep(for: .milliseconds(60))
                try? await sample.keys.withdraw(id, by: .system, at: AssertionSample.now)
            }
        }
        let late = try await sample.count(
            """
            event WHERE type = 'released' AND payload LIKE '%"call"%'
                AND position > (SELECT max(position) FROM event WHERE payload LIKE '%client_key%')
            """)
        #expect(late == 0)
        #expect(try await sample.count("data_release") > 0)
        try await sample.end()
    }

    // MARK: Uses

    @Test func ofCallsAtOnceNoMoreGoThroughThanThereAreUses() async throws {
        let sample = try await AssertionSample(uses: 5)
        let token = try await sample.token()
        let outcomes = await withTaskGroup(of: Result<ReleaseID, any Error>.self) { group in
            for _ in 0..<24 {
                group.addTask {
                    do { return .success(try await sample.call(bearing: token).release) } catch {
                        return .failure(error)
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        let made = Set(outcomes.compactMap { try? $0.get() })
        #expect(made.count == 5)
        for outcome in outcomes {
            if case .failure(let error) = outcome { #expect(error as? CallRefusal == .shut(.usedUp)) }
        }
        #expect(try await sample.count("data_grant WHERE uses_made = 5") == 1)
        #expect(try await sample.count("data_release") == 5)
        #expect(try await sample.count("assertion_call") == 5, "what was refused left nothing")
        try await sample.end()
    }

    @Test func aNonceIsTakenOnceAlsoAtOnce() async throws {
        let sample = try await AssertionSample()
        let (token, request) = (try await sample.token(), sample.request())
        let outcomes = await withTaskGroup(of: (any Error)?.self) { group in
            for _ in 0..<12 {
                group.addTask {
                    do { _ = try await sample.call(request, bearing: token) } catch { return error }
                    return nil
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes.count { $0 == nil } == 1)
        #expect(outcomes.compactMap { $0 }.allSatisfy { $0 as? CallRefusal == .nonceUsed })
        #expect(try await sample.count("data_grant WHERE uses_made = 1") == 1, "a refused call is no use")
        try await sample.end()
    }

    @Test func whatTheGrantLacksIsRefusedBeforeAUse() async throws {
        let sample = try await AssertionSample(fields: [.sex], shape: .match)
        let token = try await sample.token()
        for (request, refusal) in [
            (sample.request(values: [.sex]), CallRefusal.fault(.notGranted(.sex))),
            (sample.request(claims: [.bloodType: "A"], values: []), .fault(.notGranted(.bloodType))),
            (sample.request(claims: [.sex: "?"], values: []), .fault(.notReadable(.sex))),
            (sample.request(grant: RegistrySample.id(99)), .shut(.unknownGrant)),
        ] {
            await #expect(throws: refusal) { try await sample.call(request, bearing: token) }
        }
        #expect(try await sample.count("data_grant WHERE uses_made = 0") == 1)
        #expect(try await sample.count("data_release") == 0)
        try await sample.end()
    }

    @Test func theGrantOfAnotherIsNone() async throws {
        let sample = try await AssertionSample()
        let (other, key, _) = try await sample.other()
        let token = try await sample.desk.accessToken(sample.proof(by: key, client: other), at: AssertionSample.now)
        await #expect(throws: CallRefusal.shut(.unknownGrant)) { try await sample.call(bearing: token) }
        try await sample.end()
    }

    @Test(arguments: [("suspend-grant", FulfilmentRefusal.suspended), ("revoke-grant", .revoked)])
    func aMeasureReachesTheNextCall(act: String, refusal: FulfilmentRefusal) async throws {
        let sample = try await AssertionSample()
        let token = try await sample.token()
        _ = try await sample.call(bearing: token)
        let id = try #require(sample.grant.caseID)
        try await sample.site.act(act, id)
        await #expect(throws: CallRefusal.shut(refusal)) { try await sample.call(bearing: token) }
        try await sample.end()
    }

    @Test func afterItsLastDayTheGrantIsOver() async throws {
        let sample = try await AssertionSample()
        let late = Timestamp(sample.grant.validUntil.adding(days: 1))
        let token = try await sample.token(at: late)
        await #expect(throws: CallRefusal.shut(.expired)) { try await sample.call(bearing: token, at: late) }
        try await sample.end()
    }

    // MARK: Who calls

    @Test func aProofIsTakenOnceAlsoAtOnce() async throws {
        let sample = try await AssertionSample()
        let proof = try sample.proof(audience: AssertionSample.issuer + "/api/v1/token")
        let outcomes = await withTaskGroup(of: (any Error)?.self) { group in
            for _ in 0..<12 {
                group.addTask {
                    do { _ = try await sample.desk.accessToken(proof, at: AssertionSample.now) } catch { return error }
                    return nil
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes.count { $0 == nil } == 1)
        #expect(outcomes.compactMap { $0 }.allSatisfy { $0 as? ClientRefusal == ClientRefusal(code: "replayed") })
        try await sample.end()
    }

    @Test func usedProofsAreForgottenOnceTheyAreExpired() async throws {
        let sample = try await AssertionSample()
        _ = try await sample.token()
        let later = AssertionSample.now.adding(seconds: 3_600)
        _ = try await sample.token(at: later)
        #expect(try await sample.count("used_assertion") == 1)
        try await sample.end()
    }

    @Test func whoIsNotKnownGetsNothing() async throws {
        let sample = try await AssertionSample()
        let (stranger, now) = (try PrivateKey(generating: .es256), AssertionSample.now)
        let proofs: [(String, String)] = [
            (try sample.proof(by: stranger), "wrong-signature"),
            (try sample.proof(client: RegistrySample.id(98)), "unknown-key"),
            (try sample.proof(audience: "https://other.example"), "wrong-audience"),
            (try sample.proof(at: now.adding(seconds: -3_600)), "expired"),
            (try sample.proof(lasting: 86_400), "lives-too-long"), ("a.b.c", "malformed"), ("", "malformed"),
        ]
        for (proof, code) in proofs {
            await #expect(throws: ClientRefusal.self, "\(code)") { try await sample.desk.accessToken(proof, at: now) }
        }
        #expect(try await sample.count("used_assertion") == 0, "what is refused is not remembered")
        try await sample.end()
    }

    @Test func aKeyThatDoesNotCountOpensNothing() async throws {
        let sample = try await AssertionSample()
        let (key, now) = (try PrivateKey(generating: .edDSA), AssertionSample.now)
        try await sample.keys.offer(key.publicKey.pem, of: sample.organization, by: .system, at: now)
        await #expect(throws: ClientRefusal.self) {
            try await sample.desk.accessToken(sample.proof(by: key), at: now)
        }
        let token = try await sample.token()
        let first = try #require(try await sample.registered(sample.key.publicKey))
        try await sample.keys.withdraw(first.id, by: .system, at: now)
        await #expect(throws: CallRefusal.unknownToken) { try await sample.call(bearing: token) }
        await #expect(throws: ClientRefusal.self) { try await sample.token() }
        #expect(try await sample.count("data_release") == 0)
        try await sample.end()
    }

    @Test func aKeyIsReplacedWithoutAGap() async throws {
        let sample = try await AssertionSample()
        let next = try PrivateKey(generating: .edDSA)
        try await sample.register(next)
        _ = try await sample.call()
        let token = try await sample.desk.accessToken(sample.proof(by: next), at: AssertionSample.now)
        let old = try #require(try await sample.registered(sample.key.publicKey))
        try await sample.keys.withdraw(old.id, of: sample.organization, by: .system, at: AssertionSample.now)
        _ = try await sample.call(bearing: token)
        try await sample.end()
    }

    @Test func anAccessTokenEnds() async throws {
        let sample = try await AssertionSample()
        let token = try await sample.token()
        let late = AssertionSample.now.adding(seconds: Limits.accessTokenSeconds)
        await #expect(throws: CallRefusal.unknownToken) { try await sample.call(bearing: token, at: late) }
        await #expect(throws: CallRefusal.unknownToken) { try await sample.call(bearing: "x.y") }
        try await sample.end()
    }

    @Test func whatIsAskedAgainIsWhatWasGranted() async throws {
        let sample = try await AssertionSample(uses: 40)
        let id = try await sample.site.draft(
            "eid.assertion", by: Samples.person(.filer, of: Samples.bank), answers: Answers(["calls": .number(50)]))
        for act in ["submit", "vouch", "accept"] { try await sample.site.act(act, id) }
        let asked = try await sample.site.state(id)
        var input = FieldValues()
        input.values = ["fields": asked.answers.texts("fields"), "calls": ["30"], "reason": ["Đủ"]]
        try await sample.site.act("propose-narrower", id, input)
        for act in ["sign", "issue"] { try await sample.site.act(act, id) }
        let shipped = try ShippedProcedure.loaded()
        let service = try shipped.service("eid.assertion")
        let renewal = try Renewal(
            try await sample.site.state(id), service: service.code, by: Samples.person(.filer, of: Samples.bank))
        let again = renewal.answers(shipped.form(for: service), service).reduce(Answers()) { $0.merging($1.answers) }
        #expect(again.number("calls") == 30)
    }

    @Test func anotherClientIdThanThatOfTheProofIsRefused() async throws {
        let sample = try await AssertionSample()
        await #expect(throws: ClientRefusal.self) {
            try await sample.desk.accessToken(sample.proof(), of: "another", at: AssertionSample.now)
        }
        _ = try await sample.desk.accessToken(
            sample.proof(), of: sample.organization.text, at: AssertionSample.now)
        try await sample.end()
    }

    // MARK: What proves it

    static let changes: [(changes: String, table: String)] = [
        ("UPDATE assertion_call SET purpose = 'x'", "assertion_call"),
        ("UPDATE assertion_call SET nonce = 'another nonce of it'", "assertion_call"),
        ("DELETE FROM assertion_call", "assertion_call"),
        (
            "INSERT INTO assertion_call SELECT 'x', grant_id, 'y', purpose, client_key, pseudonyms FROM assertion_call",
            "assertion_call"
        ),
        ("UPDATE data_grant SET payload = replace(payload, 'sex', 'religion')", "data_grant"),
        ("UPDATE data_release SET recipient = 'organization:x'", "data_release"),
        ("UPDATE data_release SET case_id = NULL", "data_release"),
        ("DELETE FROM data_release", "data_release"), ("UPDATE disclosure SET fields = ''", "disclosure"),
        ("UPDATE release_row SET answer = answer || 'x'", "release_row"),
        ("DELETE FROM release_block", "release_block"),
        ("UPDATE client_key SET standing = 'withdrawn'", "client_key"),
        ("UPDATE client_key SET public_key = 'x'", "client_key"),
    ]

    @Test(arguments: changes)
    func whatSomebodyChangesIsNamed(change: String, table: String) async throws {
        let sample = try await AssertionSample()
        _ = try await sample.call()
        #expect(try await sample.findings().isEmpty)
        try await TamperedDatabase.unguard(sample.store)
        try await sample.store.write { db in try db.run(Query(raw: change)) }
        #expect(try await sample.findings().contains(table), "\(change)")
        try await sample.end()
    }
}
