// `bench assertions`: a server asks for signed assertions over eight kept connections, one citizen a call.

import Basics
import Casework
import Foundation
import Records
import Registry
import Storage
import Tokens

struct AssertionsBench {
    let site: Composition
    let citizens: Int

    private static let connections = 8
    private static let warmUp = 400
    private static let seed: UInt64 = 7

    /// Each answer is on disk with its disclosure and its entry in the log before it leaves.
    func run(count: Int) async throws -> Timing {
        let now = Present.moment()
        let population = SyntheticPopulation(
            citizens: citizens, seed: Self.seed, provinces: site.procedures.provinces)
        _ = try await site.store.generatePopulation(population, seed: Self.seed, by: .system, at: now)
        let (client, key) = try await client(at: now)
        let grant = try grant(client, uses: count + Self.warmUp, now.date)
        try await ReleaseDesk(store: site.store, comparedBy: site.procedures.placeNames).open(
            grant, by: .system, at: now)
        // Warming up and measuring each give a thread at most one call more than another.
        let share = count / Self.connections + Self.warmUp / Self.connections + 2
        let calls = calls(population, grant.id, share * Self.connections)

        let server = try ServerProcess(settings: site.settings)
        defer { server.stop() }
        let port = try server.address()
        let header = "Authorization: Bearer \(try token(client, key, port, at: Present.moment()))"
        let callers = try (0..<Self.connections).map { number in
            Caller(try PageClient(port: port, header: header), calls.dropFirst(number * share).prefix(share))
        }
        _ = try Threads.time(Self.warmUp, threads: Self.connections) { try callers[$0].call() }
        let (took, durations) = try Threads.time(count, threads: Self.connections) { try callers[$0].call() }
        return Timing(count: count, took: took, durations: durations, peakRSS: Memory.peak(of: server.id))
    }

    /// An organisation with a key that counts.
    private func client(at now: Timestamp) async throws -> (OrganizationID, PrivateKey) {
        let id = OrganizationID(at: now, random: Random.bytes(10))
        try await site.accounts.addOrganization(
            Organization(
                id: id, name: "Công ty cổ phần Chứng thực số", address: "Hà Nội", telephone: "", email: "",
                requesterClass: .certificationAuthority, level: .none, province: "01"), by: .system, now: now)
        let (key, desk) = (try PrivateKey(generating: .es256), ClientKeyDesk(store: site.store))
        try await desk.offer(key.publicKey.pem, of: id, by: .system, at: now)
        for offered in try await site.store.read({ db in try db.clientKeys(of: id) }) {
            try await desk.decide(offered.id, isConfirmed: true, by: .system, at: now)
        }
        return (id, key)
    }

    private func grant(_ client: OrganizationID, uses: Int, _ day: LocalDate) throws -> Grant {
        let now = Present.moment()
        guard
            let service = site.procedures.catalogue.services.first(where: { $0.scope == .named && $0.answer == .values }
            )
        else { throw CommandFault("no service answers calls with values") }
        return try Grant(
            id: GrantID(at: now, random: Random.bytes(10)),
            basis: .decision(
                GrantDecision(caseID: CaseID(at: now, random: Random.bytes(10)), number: "05/QĐ-C06", date: day)),
            recipient: .organization(client), service: service.granted, fields: [.sex, .permanentResidence],
            scope: .named(by: service.keys), uses: GrantedUses(uses, per: .call), valid: day...day.adding(days: 1))
    }

    /// Calls about people from all over the registry whose day of birth is known: one value is claimed, one wanted.
    private func calls(_ population: SyntheticPopulation, _ grant: GrantID, _ count: Int) -> [String] {
        let step = max(1, citizens / count)
        let people = population.enumerated().lazy.filter { $0.offset % step == 0 && $0.element.birthDate.day != nil }
            .map(\.element).prefix(count)
        let asked = Array(people)
        return (0..<count).map { index in
            let person = asked[index % asked.count]
            return """
                {"grant":"\(grant)","nonce":"\(Hex.encode(Random.bytes(16)))","purpose":"Cấp chứng thư số",\
                "person":{"personal_id":"\(person.personalID)","full_name":"\(person.fullName)",\
                "birth_date":"\(person.birthDate)"},"claims":{"sex":"male"},"attributes":["permanent_residence"]}
                """
        }
    }

    private func token(_ client: OrganizationID, _ key: PrivateKey, _ port: Int, at now: Timestamp) throws -> String {
        // The child listens on a port that it was not told, which is not in its name.
        var settings = site.settings
        settings.port = 0
        let assertion = try TokenSigner(key).token([
            JSONMember("iss", client.text), JSONMember("sub", client.text), JSONMember("aud", settings.issuer),
            JSONMember("exp", now.adding(seconds: 60)), JSONMember("jti", Hex.encode(Random.bytes(16))),
        ])
        let form = [
            ("grant_type", "client_credentials"),
            ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
            ("client_assertion", assertion),
        ]
        let body = form.map { "\($0.0)=\($0.1)" }.joined(separator: "&")
        let answer = try PageClient(port: port, header: nil).post(
            "/api/v1/token", "application/x-www-form-urlencoded", body)
        guard let token = answer.body.firstMatch(of: #/"access_token":"([^"]+)"/#) else {
            throw CommandFault("no access token: \(answer.body)")
        }
        return String(token.1)
    }
}

/// A connection with the calls that it makes, one after the other. Used by one thread at a time.
private final class Caller: @unchecked Sendable {
    private let client: PageClient
    private var calls: ArraySlice<String>

    init(_ client: PageClient, _ calls: ArraySlice<String>) {
        self.client = client
        self.calls = calls
    }

    func call() throws {
        guard let call = calls.popFirst() else { throw CommandFault("there are no calls left") }
        let answer = try client.post("/api/v1/assertions", "application/json", call)
        guard answer.status == 200 else { throw CommandFault("a call was refused: \(answer.body)") }
    }
}
