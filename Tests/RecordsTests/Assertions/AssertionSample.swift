// A populated store, an organisation whose server may call, and the desk it calls at.

import Basics
import Casework
import Foundation
import Registry
import Storage
import TestKit
import Testing
import Tokens

import struct Forms.Answers

@testable import Records

struct AssertionSample: Sendable {
    static let issuer = "https://dvc.example.vn"
    static let now = DeskSample.now

    let site: DeskSample
    let organization = Samples.bank.id
    let key: PrivateKey
    let folder: AssertionKeyFolder
    let desk: AssertionDesk
    let keys: ClientKeyDesk
    let person: PersonRecord
    /// That of an approval which went out.
    let grant: Grant

    var store: any Store { site.store }

    /// - Parameter site: one with a population.
    init(
        uses: Int = 100, fields: [PersonField] = [.sex, .permanentResidence], shape: AnswerShape = .values,
        in site: DeskSample? = nil
    ) async throws {
        if let site { self.site = site } else { self.site = try await DeskSample(populated: true) }
        let store = self.site.store
        key = try PrivateKey(generating: .es256)
        folder = AssertionKeyFolder(
            path: FileManager.default.temporaryDirectory.appending(path: "trinhky-assertions-\(UUID())").path)
        try await store.prepareAssertions(folder, at: Self.now)
        desk = Self.desk(self.site, folder)
        keys = ClientKeyDesk(store: store)
        person = try #require(
            try RegistrySample.people().first { $0.lifeEnd == nil && $0.permanentResidence != nil })
        grant = try await Self.grant(
            of: Samples.bank, Answers(["calls": .number(uses), "fields": .texts(fields.map(\.rawValue))]),
            shape == .values ? "eid.assertion" : "eid.confirmation", self.site)
        try await register(key)
    }

    static func desk(_ site: DeskSample, _ folder: AssertionKeyFolder) -> AssertionDesk {
        AssertionDesk(
            store: site.store, keys: folder, comparedBy: site.procedures.placeNames, issuer: issuer,
            tokenPath: "/api/v1/token")
    }

    /// A request that goes all the way.
    static func grant(
        of organization: Organization, _ answers: Answers, _ service: String, _ site: DeskSample
    ) async throws -> Grant {
        let id = try await site.draft(service, by: Samples.person(.filer, of: organization), answers: answers)
        try await site.bring(id, through: "issue")
        try await site.worker.runDue(at: now)
        return try #require(try await site.store.read { db in try db.grant(of: id) }?.grant)
    }

    /// Another organisation with a grant and a key.
    func other() async throws -> (id: OrganizationID, key: PrivateKey, grant: Grant) {
        var organization = Samples.bank
        organization.id = RegistrySample.id(80)
        let accounts = Accounts(store: store, passwords: try Passwords(cost: .cheapest))
        try await accounts.addOrganization(organization, by: .system, now: Self.now)
        let grant = try await Self.grant(of: organization, Answers(), "eid.assertion", site)
        let key = try PrivateKey(generating: .edDSA)
        try await register(key, of: organization.id)
        return (organization.id, key, grant)
    }

    /// Hands a key in and has it confirmed.
    func register(_ key: PrivateKey, of organization: OrganizationID? = nil) async throws {
        let owner = organization ?? self.organization
        try await keys.offer(key.publicKey.pem, of: owner, by: .system, at: Self.now)
        let offered = try #require(try await registered(key.publicKey, of: owner))
        try await keys.decide(offered.id, isConfirmed: true, by: .system, at: Self.now)
    }

    func registered(_ key: PublicKey, of organization: OrganizationID? = nil) async throws -> ClientKey? {
        try await store.read { [owner = organization ?? self.organization] db in
            try db.clientKeys(of: owner).first { $0.registered.key == key }
        }
    }

    /// What the client proves itself by.
    func proof(
        by key: PrivateKey? = nil, id: String = Hex.encode(Random.bytes(16)), client: OrganizationID? = nil,
        audience: String = issuer, at now: Timestamp = now, lasting seconds: Int = 60
    ) throws -> String {
        let name = (client ?? organization).text
        return try TokenSigner(key ?? self.key).token([
            JSONMember("iss", name), JSONMember("sub", name), JSONMember("aud", audience),
            JSONMember("exp", now.adding(seconds: seconds)), JSONMember("jti", id),
        ])
    }

    func token(at now: Timestamp = now) async throws -> String { try await desk.accessToken(proof(at: now), at: now) }

    func request(
        grant: GrantID? = nil, nonce: String = Hex.encode(Random.bytes(16)), name: String? = nil,
        claims: [PersonField: String] = [:], values: Set<PersonField> = [.permanentResidence]
    ) -> AssertionRequest {
        AssertionRequest(
            grant: grant ?? self.grant.id, nonce: nonce, purpose: "Cấp chứng thư số",
            person: PersonCall(
                personalID: person.personalID, fullName: name ?? person.fullName, birthDate: person.birthDate,
                claims: claims, values: values))
    }

    func call(
        _ request: AssertionRequest? = nil, bearing token: String? = nil, at now: Timestamp = now
    ) async throws -> Assertion {
        let bearer: String
        if let token { bearer = token } else { bearer = try await self.token(at: now) }
        return try await desk.assertion(request ?? self.request(), by: desk.caller(bearer, at: now), at: now)
    }

    /// What an assertion says; its signature must be one of the published keys.
    func claims(_ assertion: Assertion) throws -> JSONObject {
        let parts = assertion.token.split(separator: ".")
        let padded = String(parts[1]).replacing("-", with: "+").replacing("_", with: "/")
        let text = padded + String(repeating: "=", count: (4 - padded.count % 4) % 4)
        return try JSONReader.object(Array(try #require(Data(base64Encoded: text))))
    }

    func count(_ table: Query) async throws -> Int {
        try await store.read { db in try db.one("SELECT count(*) FROM \(table)")?.int(at: 0) ?? 0 }
    }

    func findings() async throws -> [String] {
        try await DatabaseAudit(store).verify(schema: try await store.schema()).findings.map(\.table)
    }

    func end() async throws {
        try await store.close()
        try? FileManager.default.removeItem(atPath: folder.path)
    }
}
