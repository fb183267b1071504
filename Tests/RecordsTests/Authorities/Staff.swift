// The people whose authority to sign is looked after in tests.

import Basics
import Casework
import Storage
import TestKit
import Testing

@testable import Records

/// An office with a head, two who could sign, and who looks after that.
struct Staff {
    static let services: Set = ["auth.identity", "auth.spouse"]

    let sample: DeskSample
    let desk: AuthorityDesk
    let head = Samples.person(.approver, at: DeskSample.office)
    let deputy = Staff.without(Samples.person(.approver, at: DeskSample.office, 1))
    let other = Staff.without(Samples.person(.approver, at: DeskSample.office, 2))
    let admin = Samples.person([.admin], number: 1)
    let second = Samples.person([.admin], number: 2)

    init(on database: TestDatabase, populated: Bool = false) async throws {
        sample = try await DeskSample(populated: populated, on: database)
        desk = AuthorityDesk(store: sample.store)
        for person in [head, deputy, other] { try await sample.empower(person) }
    }

    private static func without(_ actor: Actor) -> Actor {
        var actor = actor
        actor.authorities = []
        return actor
    }

    func draft(
        _ kind: SigningAuthority.Kind, of person: Actor, from: Int = 0, until: Int? = nil, services: [String] = []
    ) throws -> AuthorityDraft {
        let today = DeskSample.now.date
        return AuthorityDraft(
            account: try #require(person.account), kind: kind, title: kind.namesPrincipal ? "PHÓ GIÁM ĐỐC" : "GIÁM ĐỐC",
            services: services, from: today.adding(days: from), until: until.map { today.adding(days: $0) },
            paper: "Quyết định số 12/QĐ-CAT", paperDate: today.adding(days: -3))
    }

    @discardableResult
    func propose(_ draft: AuthorityDraft, by actor: Actor, at now: Timestamp = DeskSample.now) async throws
        -> AuthorityID
    {
        try await desk.propose(draft, among: Self.services, by: actor, at: now)
    }

    /// Entered and confirmed.
    @discardableResult
    func grant(_ draft: AuthorityDraft) async throws -> AuthorityID {
        let id = try await propose(draft, by: admin)
        try await desk.confirm(id, by: second, at: DeskSample.now)
        return id
    }

    func problems(_ work: () async throws -> Void) async throws -> [AuthorityProblem] {
        do {
            try await work()
            return []
        } catch let problems as AuthorityProblems {
            return problems.all
        }
    }

    func standing(_ id: AuthorityID) async throws -> AuthorityStanding? {
        try await sample.store.read { try $0.authority(id)?.record.standing }
    }

    /// The offices where some service has nobody who signs today.
    func unsigned() async throws -> [OfficeCode] {
        try await sample.store.read { db in
            try db.officesWithoutSigner(today: DeskSample.now.date, for: Self.services)
        }
    }

    func close() async throws {
        #expect(try await sample.findings() == [], "every row is proved")
        try await sample.store.close()
    }
}
