// Tables of counts, from the request to the last marginal: within the grant, within two budgets, always the same.

import Basics
import Casework
import Registry
import Storage
import TestKit
import Testing

import struct Forms.Answers
import class Foundation.FileManager
import struct Foundation.UUID

@testable import Records
@testable import Statistics

struct TableDeskTests {
    private static let now = DeskSample.now
    private static let agency = TableSample.agency

    // MARK: What is granted

    @Test func aDecisionGrantsTablesAndThePopulationIsCountedForIt() async throws {
        let sample = try await TableSample(isCounted: false)
        let offer = try #require(try await sample.desk.offer(sample.id))
        #expect(offer.day.countedAt == nil && offer.day.day == TableSample.day)
        #expect(offer.grant.fields == [] && offer.grant.uses == GrantedUses(24, per: .marginal))
        #expect(offer.tables.dimensions == ["age-band", "sex", "marital-status", "province"].sorted(by: sample.before))
        await #expect(throws: TableRefusal.notCounted) { try await sample.make([.sex]) }
        try await sample.count()
        #expect(try await sample.make([.sex]) == 1)
        #expect(try await sample.findings() == [])
        try await sample.end()
    }

    @Test func aTableIsWhatTheFullCountShowsAndIsTheSameEachTime() async throws {
        let sample = try await TableSample()
        let n = try await sample.make([.sex, .maritalStatus])
        let table = try #require(try await sample.table(n))
        #expect(try await sample.table(n).map { Array($0.rows) } == Array(table.rows))
        // Counted from the people themselves, before the noise.
        let people = try RegistrySample.people().filter {
            Profile(of: $0, on: TableSample.day, householdSize: nil) != nil && $0.countedResidence != nil
        }
        for row in table.rows {
            let actual = people.count { person in
                (row.values[0] ?? person.sex.rawValue) == person.sex.rawValue
                    && (row.values[1].map { $0 == person.maritalStatus?.rawValue ?? Dimension.unknown } ?? true)
            }
            guard let shown = row.count else { continue }
            #expect(abs(shown - actual) <= Limits.countNoiseMax)
            if actual == 0 { #expect(shown == 0) }
        }
        let shown = Array(table.rows).compactMap(\.count)
        #expect(shown.contains { $0 > 100 })
        try await sample.end()
    }

    @Test func whatWasNotGrantedIsNotThere() async throws {
        let sample = try await TableSample(provinces: ["01", "79"])
        await #expect(throws: Rejection.notFound) { try await sample.make([.ethnicity]) }
        await #expect(throws: Rejection.notFound) { try await sample.make([.commune]) }
        await #expect(throws: TableRefusal.problems([.unknownProvince("48")])) {
            try await sample.make([.sex], ["48"])
        }
        await #expect(throws: TableRefusal.problems([.severalAreasAsOne])) { try await sample.make([.sex]) }
        await #expect(throws: Rejection.notFound) {
            try await sample.desk.make(
                [.sex], provinces: ["01"], of: sample.id, by: DeskSample.filer, at: Self.now)
        }
        // Of a table of two provinces there is no total, and nothing of a third.
        let table = try #require(try await sample.table(try await sample.make([.province])))
        #expect(Array(table.rows).map(\.values) == [["01"], ["79"]])
        #expect(try await sample.findings() == [])
        try await sample.end()
    }

    // MARK: Budgets

    @Test func whatWasHadCostsNothingAndWhatIsLeftIsKeptExactly() async throws {
        let sample = try await TableSample()
        let first = try await sample.make([.sex])
        #expect(try await sample.state().tables[first - 1].marginals.count == 2)
        #expect(try await sample.make([.sex]) == first, "the same table is the one that is there")
        let second = try await sample.make([.sex, .maritalStatus])
        #expect(try await sample.state().tables[second - 1].marginals.count == 2)
        let offer = try #require(try await sample.desk.offer(sample.id))
        #expect(offer.leftOfGrant == 20 && offer.leftOfRecipient == 30)
        #expect(try await sample.findings() == [])
        try await sample.end()
    }

    @Test func twoTablesAtOnceDoNotShareTheLastMarginals() async throws {
        let sample = try await TableSample(dimensions: [.sex, .maritalStatus, .householdSize])
        // Two are left of 24: only one of these, which take two each, may be made.
        try await sample.spend(20)
        _ = try await sample.make([.sex])
        async let one = Self.outcome { try await sample.make([.sex, .maritalStatus]) }
        async let other = Self.outcome { try await sample.make([.sex, .householdSize]) }
        let outcomes = await [one, other]
        #expect(outcomes.count { $0 == nil } == 1)
        #expect(outcomes.compactMap { $0 as? TableRefusal } == [.budget(.grantUsedUp(needed: 2, left: 0))])
        let offer = try #require(try await sample.desk.offer(sample.id))
        #expect(offer.leftOfGrant == 0)
        try await sample.end()
    }

    private static func outcome(_ work: () async throws -> Int) async -> (any Error)? {
        do {
            _ = try await work()
            return nil
        } catch {
            return error
        }
    }

    @Test func aRecipientHasOneBudgetAYearUnderAllItsGrants() async throws {
        let sample = try await TableSample()
        try await sample.spend(22)
        let other = try await sample.another()
        try await sample.spend(10, of: other)
        let dimensions: [Dimension] = [.sex, .maritalStatus]
        await #expect(throws: TableRefusal.budget(.recipientUsedUp(needed: 4, left: 2))) {
            try await sample.desk.make(
                dimensions, provinces: [], of: other, by: TableSample.filer, at: Self.now)
        }
        try await sample.end()
    }

    // MARK: What stays

    @Test func aCountThatTablesWereMadeOfIsNotMadeAnew() async throws {
        let sample = try await TableSample()
        let n = try await sample.make([.sex])
        let before = try #require(try await sample.table(n))
        let population = SyntheticPopulation(citizens: 900, seed: 8, provinces: try RegistrySample.provinces())
        _ = try await sample.store.generatePopulation(
            population, seed: 8, by: .system, at: Self.now.adding(seconds: 60))
        try await sample.count()
        let after = try #require(try await sample.table(n))
        #expect(Array(before.rows) == Array(after.rows))
        try await sample.end()
    }

    @Test func aGrantThatIsSuspendedRevokedOrOverGivesNothing() async throws {
        let sample = try await TableSample()
        let n = try await sample.make([.sex])
        let over = Self.now.adding(seconds: 400 * 86_400)
        await #expect(throws: FulfilmentRefusal.expired) {
            try await sample.desk.make([.ageBand], provinces: [], of: sample.id, by: TableSample.filer, at: over)
        }
        try await sample.site.act("suspend-grant", sample.id)
        await #expect(throws: FulfilmentRefusal.suspended) { try await sample.make([.ageBand]) }
        await #expect(throws: FulfilmentRefusal.suspended) { try await sample.table(n) }
        let state = try await sample.state()
        let inspector = Samples.person(.inspector, at: .central)
        #expect(try await sample.desk.table(n, of: state, by: inspector) != nil)
        try await sample.end()
    }

    @Test func marginalsThatWereTamperedWithAreFound() async throws {
        let sample = try await TableSample()
        _ = try await sample.make([.sex])
        try await sample.store.write { db in
            try db.dropTrigger("charged_marginal_keeps_rows", of: "charged_marginal")
            try db.run("UPDATE charged_marginal SET marginal = '2026-03-02/commune/' WHERE marginal LIKE '%/sex'")
        }
        #expect(Set(try await sample.findings()) == ["charged_marginal"])
        try await sample.end()
    }
}

/// A populated site, an agency with a grant of tables, and the desk that makes them.
struct TableSample: Sendable {
    static let day = DeskSample.now.date
    static let agency: Organization = {
        var agency = Samples.bank
        agency.id = RegistrySample.id(81)
        agency.requesterClass = .stateAgency
        agency.level = .central
        return agency
    }()
    static let filer = Samples.person(.filer, of: agency)

    let site: DeskSample
    let desk: TableDesk
    let secret: StatisticsSecret
    let id: CaseID

    var store: any Store { site.store }

    init(
        dimensions: [Dimension] = [.province, .ageBand, .sex, .maritalStatus], provinces: [String] = [],
        isCounted: Bool = true, in site: DeskSample? = nil
    ) async throws {
        if let site { self.site = site } else { self.site = try await DeskSample(populated: true) }
        secret = StatisticsSecret(
            path: FileManager.default.temporaryDirectory.appending(path: "trinhky-statistics-\(UUID())").path)
        desk = TableDesk(desk: self.site.desk, secret: secret)
        let accounts = Accounts(store: self.site.store, passwords: try Passwords(cost: .cheapest))
        try await accounts.addOrganization(Self.agency, by: .system, now: DeskSample.now)
        id = try await Self.grant(dimensions, provinces, self.site)
        if isCounted { try await count() }
    }

    private static func grant(
        _ dimensions: [Dimension], _ provinces: [String], _ site: DeskSample
    ) async throws -> CaseID {
        let answers = Answers([
            TableScope.dayField: .date(day), TableScope.provincesField: .texts(provinces),
            "fields": .texts(dimensions.map(\.rawValue)),
        ])
        let id = try await site.draft("aggregate.population", by: filer, answers: answers)
        for slug in ["submit", "vouch"] { try await site.act(slug, id) }
        if try await site.state(id).awaitsAssignment { try await site.act("transfer", id) }
        for slug in ["accept", "propose-approval", "sign", "issue"] { try await site.act(slug, id) }
        try await site.worker.runDue(at: DeskSample.now)
        return id
    }

    /// A second grant of the same recipient.
    func another() async throws -> CaseID { try await Self.grant([.sex, .maritalStatus], [], site) }

    func count() async throws {
        let desk = CountingDesk(store: store, secret: secret)
        while try await desk.countNext(by: .system, at: DeskSample.now) != nil {}
    }

    func make(_ dimensions: [Dimension], _ provinces: [String] = []) async throws -> Int {
        try await desk.make(dimensions, provinces: provinces, of: id, by: Self.filer, at: DeskSample.now)
    }

    func table(_ n: Int) async throws -> PopulationTable? {
        try await desk.table(n, of: try await state(), by: Self.filer)
    }

    func state() async throws -> CaseState { try await site.state(id) }

    /// Takes marginals that no test asks for.
    func spend(_ count: Int, of id: CaseID? = nil) async throws {
        let offer = try #require(try await desk.offer(id ?? self.id))
        let all = Marginal.all(
            Self.day, .commune, of: [.householdSize, .ethnicity, .ageBand, .sex, .maritalStatus])
        let shift = id == nil ? 0 : all.count - count
        try await store.write { db in
            for marginal in all.dropFirst(shift).prefix(count) {
                try db.run(
                    """
                    INSERT INTO charged_marginal (grant_id, marginal, recipient, day_on)
                    VALUES (\(offer.grant.id), \(marginal.description), \(offer.grant.recipient.description),
                        \(Self.day))
                    """)
            }
            try db.run("UPDATE data_grant SET uses_made = uses_made + \(count) WHERE id = \(offer.grant.id)")
        }
    }

    /// By their place in the list of the service.
    func before(_ one: String, _ other: String) -> Bool {
        let codes = Dimension.allCases.map(\.rawValue)
        return codes.firstIndex(of: one) ?? 0 < codes.firstIndex(of: other) ?? 0
    }

    func findings() async throws -> [String] {
        try await DatabaseAudit(store).verify(schema: try await store.schema()).findings.map(\.table)
    }

    func end() async throws {
        try await store.close()
        try? FileManager.default.removeItem(atPath: secret.path)
    }
}
