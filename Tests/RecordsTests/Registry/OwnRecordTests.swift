// A person's own record: given by the law, and recorded as any disclosure.

import Basics
import Casework
import Registry
import Storage
import TestKit
import Testing

@testable import Records

struct OwnRecordTests {
    /// A populated store with the account of one of its people.
    private struct Sample {
        let store: any Store
        let person: PersonRecord
        let citizen: Actor
        let desk: OwnRecordDesk

        init() async throws {
            store = try await RegistrySample.store()
            person = try #require(try RegistrySample.people().first { $0.lifeEnd == nil && $0.bloodType != nil })
            let new = NewAccount(
                username: "citizen", name: person.fullName, roles: [.citizen],
                personalID: person.personalID.description)
            let accounts = Accounts(store: store, passwords: try Passwords(cost: .cheapest))
            let id = try await accounts.addAccount(
                new, password: "một câu dài bất kỳ", by: .system, now: RegistrySample.now)
            citizen = Actor(account: id, name: person.fullName, roles: [.citizen])
            desk = OwnRecordDesk(
                store: store, catalogue: try ShippedProcedure.loaded().catalogue,
                results: ResultDesk(store: store))
        }

        func open(as format: ResultFormat = .page, at now: Timestamp = RegistrySample.now) async throws -> OwnRecord {
            try await desk.open(person.personalID, as: format, by: citizen, at: now)
        }

        /// The record changes: another blood type.
        func change(_ blood: String, at now: Timestamp) async throws {
            try await store.write { db in
                guard var record = try db.person(person.personalID) else { return }
                record.bloodType = BloodType(reading: blood)
                let change = try db.beginChange("case:1", by: .system, at: now)
                try db.change(record, validFrom: now.date, with: change)
            }
        }

        func count(_ table: Query) async throws -> Int {
            try await store.read { db in try db.one("SELECT count(*) FROM \(table)")?.int(at: 0) ?? 0 }
        }

        func findings() async throws -> [String] {
            try await DatabaseAudit(store).verify(schema: try await store.schema()).findings.map(\.table)
        }
    }

    @Test func everyFieldOfTheServiceIsToldWithItsOrigin() async throws {
        let sample = try await Sample()
        let record = try await sample.open()
        let service = try #require(try ShippedProcedure.loaded().catalogue.ownRecord)
        #expect(record.answer.fields.map(\.field.rawValue) == service.fields)
        #expect(record.answer.value(of: .fullName) == sample.person.fullName)
        #expect(record.answer.value(of: .bloodType) == sample.person.bloodType?.text)
        #expect(record.origins[.bloodType]?.source == "generated:7")
        #expect(record.requester.name == sample.person.fullName && record.requester.requesterClass == .individual)
        guard case .law(let article) = record.result.grant.basis else { throw TestFailure.noLaw }
        #expect(article == service.laws.first { $0.isInForce(on: RegistrySample.today) }?.article)
        #expect(record.result.grant.scope == .oneself(sample.person.personalID))
        #expect(record.result.release.caseID == nil && record.result.release.rows == 1)
        #expect(try await sample.findings().isEmpty)
        try await sample.store.close()
    }

    @Test func aDayHasOneReleaseAsLongAsTheRecordSaysTheSame() async throws {
        let sample = try await Sample()
        let first = try await sample.open()
        let again = try await sample.open(as: .pdf, at: RegistrySample.now.adding(seconds: 3_600))
        #expect(first.result.release == again.result.release)
        try await sample.change(first.answer.value(of: .bloodType) == "A" ? "B" : "A", at: RegistrySample.now)
        let changed = try await sample.open(at: RegistrySample.now.adding(seconds: 7_200))
        #expect(changed.result.release.id != first.result.release.id)
        #expect(changed.result.grant == first.result.grant && changed.origins[.bloodType]?.source == "case:1")
        let tomorrow = try await sample.open(at: RegistrySample.now.adding(seconds: 86_400))
        #expect(tomorrow.result.grant.id != first.result.grant.id)
        #expect(try await sample.count("data_release") == 3)
        #expect(try await sample.count("data_grant") == 2)
        #expect(try await sample.count("disclosure WHERE fields LIKE '%blood_type:%'") == 3)
        #expect(try await sample.count("event WHERE type = 'opened'") == 4, "each look in each form")
        #expect(try await sample.findings().isEmpty)
        try await sample.store.close()
    }

    @Test func looksAtOnceMakeOneRelease() async throws {
        let sample = try await Sample()
        try await withThrowingTaskGroup(of: ReleaseID.self) { group in
            for _ in 0..<12 { group.addTask { try await sample.open().result.release.id } }
            var seen: Set<ReleaseID> = []
            for try await id in group { seen.insert(id) }
            #expect(seen.count == 1)
        }
        #expect(try await sample.count("data_grant WHERE uses_made = 1") == 1)
        try await sample.store.close()
    }

    @Test func noMoreAnswersThanADayHas() async throws {
        let sample = try await Sample()
        for number in 0..<Limits.ownRecordsPerDay {
            try await sample.change(number.isMultiple(of: 2) ? "A" : "B", at: RegistrySample.now)
            _ = try await sample.open(at: RegistrySample.now.adding(seconds: number))
        }
        try await sample.change("AB", at: RegistrySample.now)
        let late = RegistrySample.now.adding(seconds: 100)
        await #expect(throws: OwnRecordRefusal.usedUp) { try await sample.open(at: late) }
        #expect(try await sample.count("data_release") == Limits.ownRecordsPerDay)
        try await sample.store.close()
    }

    @Test func withoutALawOrAPersonNothingIsTold() async throws {
        let sample = try await Sample()
        let before = Timestamp(LocalDate(days: 15_000), hour: 9)
        await #expect(throws: OwnRecordRefusal.noLaw) { try await sample.open(at: before) }
        let now = RegistrySample.now
        await #expect(throws: OwnRecordRefusal.noRecord) {
            try await sample.desk.open(nil, as: .page, by: sample.citizen, at: now)
        }
        let nobody = try #require(PersonalID(value: 999_999_999))
        await #expect(throws: OwnRecordRefusal.noRecord) {
            try await sample.desk.open(nobody, as: .page, by: sample.citizen, at: now)
        }
        var clerk = sample.citizen
        clerk.roles = [.clerk]
        await #expect(throws: OwnRecordRefusal.noRecord) {
            try await sample.desk.open(sample.person.personalID, as: .page, by: clerk, at: now)
        }
        #expect(try await sample.count("data_grant") == 0)
        try await sample.store.close()
    }

    static let changes: [(changes: String, table: String)] = [
        ("UPDATE data_grant SET payload = replace(payload, 'blood_type', 'religion')", "data_grant"),
        ("UPDATE data_grant SET uses_made = 2", "data_grant"),
        ("UPDATE data_grant SET standing = 'revoked'", "data_grant"),
        ("UPDATE data_release SET recipient = 'person:x'", "data_release"),
        ("DELETE FROM result_file; DELETE FROM data_release", "data_release"),
        ("UPDATE disclosure SET fields = ''", "disclosure"),
        ("UPDATE release_row SET answer = answer || 'x'", "release_row"),
        ("DELETE FROM release_block", "release_block"),
        ("UPDATE data_grant SET recipient = 'organization:1'", "data_grant"),
        ("DELETE FROM result_file", "result_file"),
    ]

    @Test(arguments: changes)
    func whatSomebodyChangesIsNamed(change: String, table: String) async throws {
        let sample = try await Sample()
        let record = try await sample.open(as: .csv)
        try await ResultDesk(store: sample.store).keep(
            Digest(of: [1]), of: record.result.release.id, as: .csv, by: sample.citizen, at: RegistrySample.now)
        #expect(try await sample.findings().isEmpty)
        try await TamperedDatabase.unguard(sample.store)
        try await sample.store.write { db in
            for one in change.split(separator: ";") { try db.run(Query(raw: String(one))) }
        }
        #expect(try await sample.findings().contains(table), "\(change)")
        try await sample.store.close()
    }
}

private enum TestFailure: Error { case noLaw }
