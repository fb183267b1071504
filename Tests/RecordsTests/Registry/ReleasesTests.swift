// From grant to recorded release: what is told, that it is written down first, and never more often than allowed.

import Basics
import Casework
import Foundation
import Records
import Registry
import Storage
import StorageSQLite
import Testing

@Suite struct ReleasesTests {
    private func opened(_ grant: Grant) async throws -> SQLiteStore {
        let store = try await RegistrySample.store()
        try await store.write { try $0.open(grant) }
        return store
    }

    @Test func `Blood types: true, false, no data; disclosures; the log`() async throws {
        let people = Array(try RegistrySample.people().prefix(60))
        let list = RegistrySample.list(people) { [.bloodType: $0.bloodType == nil ? "A" : "AB"] }
        let grant = try RegistrySample.grant(.authBloodType, list: list)
        let store = try await opened(grant)
        let release = try await store.recordRelease(
            RegistrySample.id(10), under: grant.id, list: list, by: .system, at: RegistrySample.now)
        #expect(release.rows == 60 && release.identified == 60 && release.recipient == grant.recipient)
        let rows = try await store.read { try $0.releaseRows(release.id, limit: 100) }
        let told = try await store.read { try $0.disclosures(of: release.id, limit: 100) }
        #expect(rows.count == 60 && told.count == 60)
        for (person, (row, disclosure)) in zip(people, zip(rows, told)) {
            let expected: Verdict =
                person.bloodType.map { $0.group == .ab ? .matches : .differs } ?? .noData(.noValue)
            #expect(row.verdict == expected && row.personalID == person.personalID)
            let clauses = disclosure.told.map { "\($0.field.rawValue) \($0.clause)" }
            #expect(clauses == (person.bloodType == nil ? [] : ["blood_type 1.1"]))
            #expect(disclosure.recipient == grant.recipient && disclosure.service == .authBloodType)
        }
        let entries = try await store.read { try $0.entries(of: "release:\(release.id)") }
        #expect(entries.map(\.type) == ["released"])
        #expect((entries[0].payload ?? "").contains("\"clauses\":[\"1.1 blood_type\"]"))
        #expect(!(entries[0].payload ?? "").contains(people[0].personalID.description))
        #expect(try await store.read { try $0.isDisclosureSound(release.id) })
        #expect(try await store.read { try $0.verifyLedger().isSound })
        #expect(try await store.read { try $0.releases(of: grant.caseID) } == [release])
        try await store.close()
    }

    @Test func `Households come from the registry, head first, nothing of strangers`() async throws {
        let people = try RegistrySample.people()
        let asked = people.filter { $0.householdID != nil }.prefix(50)
        let list = RegistrySample.list(Array(asked))
        let grant = try RegistrySample.grant(.provideHousehold, list: list)
        let store = try await opened(grant)
        let release = try await store.recordRelease(
            RegistrySample.id(10), under: grant.id, list: list, by: .system, at: RegistrySample.now)
        let rows = try await store.read { try $0.releaseRows(release.id, limit: 100) }
        for (person, row) in zip(asked, rows) {
            guard case .value(.persons(let members)) = row.fields[2].answer else {
                Issue.record("no members")
                continue
            }
            #expect(members.first?.relation == .head)
            let real = people.filter { $0.householdID == person.householdID }.map(\.personalID)
            #expect(Set(members.compactMap(\.personalID)) == Set(real) && members.count == real.count)
            #expect(row.fields.map(\.clause) == ["1.1", "1.2", "1.3"])
        }
        try await store.close()
    }

    @Test func `All fields of the law can be provided, lists of relations too`() async throws {
        let people = try RegistrySample.people()
        let list = RegistrySample.list(Array(people.prefix(200)))
        let fields = RegistryService.provideFields.possibleFields
        let grant = try RegistrySample.grant(.provideFields, fields: fields, list: list)
        let store = try await opened(grant)
        let release = try await store.recordRelease(
            RegistrySample.id(10), under: grant.id, list: list, by: .system, at: RegistrySample.now)
        let rows = try await store.read { try $0.releaseRows(release.id, limit: 200) }
        var seen: Set<PersonField> = []
        for (person, row) in zip(people, rows) {
            #expect(row.fields.map(\.field) == fields)
            for answer in row.fields where answer.reason == nil { seen.insert(answer.field) }
            let children = people.filter {
                $0.father?.personalID == person.personalID || $0.mother?.personalID == person.personalID
            }
            let stated = row.fields.first { $0.field == .children }
            if case .value(.persons(let mentions))? = stated?.answer {
                #expect(Set(mentions.compactMap(\.personalID)) == Set(children.map(\.personalID)))
            } else {
                #expect(children.isEmpty)
            }
        }
        #expect(seen.isSuperset(of: Set(fields).subtracting([.otherName, .lifeEnd])))
        try await store.close()
    }

    @Test func `Only granted rows, only granted fields`() async throws {
        let people = try RegistrySample.people()
        let list = RegistrySample.list(Array(people.prefix(20)))
        let grant = try RegistrySample.grant(.provideFields, fields: [.sex, .nationality], list: list, rows: [3, 17])
        let store = try await opened(grant)
        let release = try await store.recordRelease(
            RegistrySample.id(10), under: grant.id, list: list, by: .system, at: RegistrySample.now)
        let rows = try await store.read { try $0.releaseRows(release.id, limit: 100) }
        #expect(rows.map(\.row) == [3, 17])
        #expect(rows.allSatisfy { $0.fields.map(\.field) == [.sex, .nationality] })
        #expect(try await store.read { try $0.disclosures(about: people[0].personalID) }.isEmpty)
        #expect(try await store.read { try $0.disclosures(about: people[2].personalID) }.map(\.row) == [3])
        #expect(try await store.read { try $0.releaseRows(release.id, from: 4, limit: 9) }.map(\.row) == [17])
        try await store.close()
    }

    @Test func `Shut grants answer nothing and write nothing`() async throws {
        let list = RegistrySample.list(Array(try RegistrySample.people().prefix(3)))
        let grant = try RegistrySample.grant(.authIdentity, list: list)
        let store = try await opened(grant)
        func refusal(
            of id: GrantID, _ list: SubjectList, at moment: Timestamp = RegistrySample.now
        ) async throws -> FulfilmentRefusal? {
            do {
                _ = try await store.recordRelease(RegistrySample.id(50), under: id, list: list, by: .system, at: moment)
                return nil
            } catch let refusal as FulfilmentRefusal {
                return refusal
            }
        }
        let other = SubjectList(id: list.id, subjects: list.subjects.dropLast())
        let late = RegistrySample.now.adding(seconds: 31 * 86_400)
        #expect(try await refusal(of: RegistrySample.id(99), list) == .unknownGrant)
        #expect(try await refusal(of: grant.id, other) == .otherList)
        #expect(try await refusal(of: grant.id, list, at: late) == .expired)
        #expect(try await refusal(of: grant.id, list, at: Timestamp(milliseconds: 0)) == .notYetValid)
        try await store.write { try $0.suspend(grant.id, at: RegistrySample.now) }
        #expect(try await refusal(of: grant.id, list) == .suspended)
        #expect(try await store.read { try $0.grant(grant.id)?.refusal(on: RegistrySample.today) } == .suspended)
        try await store.write { try $0.resume(grant.id) }
        #expect(try await store.read { try $0.releases(of: grant.caseID) }.isEmpty)
        #expect(try await store.read { try $0.grant(grant.id)?.usesMade } == 0)
        #expect(try await refusal(of: grant.id, list) == nil)
        #expect(try await store.read { try $0.grant(grant.id)?.refusal(on: RegistrySample.today) } == .usedUp)
        try await store.close()
    }

    @Test func `A repeated release is the first one, and uses no second use`() async throws {
        let list = RegistrySample.list(Array(try RegistrySample.people().prefix(3)))
        let grant = try RegistrySample.grant(.authIdentity, list: list, uses: 2)
        let store = try await opened(grant)
        let first = try await store.recordRelease(
            RegistrySample.id(10), under: grant.id, list: list, by: .system, at: RegistrySample.now)
        let again = try await store.recordRelease(
            RegistrySample.id(10), under: grant.id, list: list, by: .system, at: RegistrySample.now.adding(seconds: 5))
        #expect(first == again)
        #expect(try await store.read { try $0.grant(grant.id)?.usesMade } == 1)
        try await store.close()
    }

    @Test(arguments: [1, 3, 5])
    func `Of parallel calls no more go through than there are uses`(uses: Int) async throws {
        let list = RegistrySample.list(Array(try RegistrySample.people().prefix(5)))
        let grant = try RegistrySample.grant(.authIdentity, list: list, uses: uses)
        let store = try await opened(grant)
        let made = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<24 {
                group.addTask {
                    do {
                        _ = try await store.recordRelease(
                            RegistrySample.id(100 + number), under: grant.id, list: list, by: .system,
                            at: RegistrySample.now)
                        return true
                    } catch {
                        #expect(error as? FulfilmentRefusal == .usedUp)
                        return false
                    }
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(made == uses)
        #expect(try await store.read { try $0.releases(of: grant.caseID).count } == uses)
        #expect(try await store.read { try $0.grant(grant.id)?.usesMade } == uses)
        try await store.close()
    }

    @Test func `What fails later in the transaction takes the release with it`() async throws {
        let list = RegistrySample.list(Array(try RegistrySample.people().prefix(3)))
        let grant = try RegistrySample.grant(.authIdentity, list: list)
        let store = try await opened(grant)
        struct Later: Error {}
        await #expect(throws: Later.self) {
            try await store.write { db in
                _ = try db.recordRelease(
                    RegistrySample.id(10), under: grant.id, list: list, by: .system, at: RegistrySample.now)
                throw Later()
            }
        }
        let left = try await store.read { db in
            try (db.release(RegistrySample.id(10)), db.releaseRows(RegistrySample.id(10), limit: 9), db.grant(grant.id))
        }
        #expect(left.0 == nil && left.1.isEmpty && left.2?.usesMade == 0)
        try await store.close()
    }

    @Test func `Disclosures cannot be changed, and a change would show`() async throws {
        let list = RegistrySample.list(Array(try RegistrySample.people().prefix(3)))
        let grant = try RegistrySample.grant(.authIdentity, list: list)
        let store = try await opened(grant)
        let release = try await store.recordRelease(
            RegistrySample.id(10), under: grant.id, list: list, by: .system, at: RegistrySample.now)
        let attempts: [Query] = [
            "UPDATE disclosure SET fields = ''", "DELETE FROM disclosure", "DELETE FROM data_release",
            "UPDATE data_grant SET uses_made = 9",
        ]
        for attempt in attempts {
            await #expect(throws: StorageError.self) { try await store.write { try $0.run(attempt) } }
        }
        try await store.write { db in
            try db.run("DROP TRIGGER disclosure_keeps_rows")
            try db.run("UPDATE disclosure SET fields = '' WHERE row_number = 2")
        }
        #expect(try await store.read { try !$0.isDisclosureSound(release.id) })
        try await store.close()
    }

    @Test func `A grant is taken in once, and no other under its name`() async throws {
        let list = RegistrySample.list(Array(try RegistrySample.people().prefix(3)))
        let grant = try RegistrySample.grant(.authIdentity, list: list)
        let store = try await opened(grant)
        try await store.write { try $0.open(grant) }
        let wider = try RegistrySample.grant(.authIdentity, list: list, uses: 2)
        await #expect(throws: StorageError.self) { try await store.write { try $0.open(wider) } }
        #expect(try await store.read { try $0.grants(of: grant.caseID) }.map(\.grant) == [grant])
        try await store.close()
    }

    @Test(arguments: 0..<40)
    func `Whatever is granted, no more is stored`(seed: Int) async throws {
        var dice = SplitMix64(seed: UInt64(seed) + 900)
        let people = try RegistrySample.people().shuffled(using: &dice)
        let service = RegistryService.allCases[dice.below(RegistryService.allCases.count)]
        let possible = service.possibleFields.shuffled(using: &dice)
        let fields = Array(possible.prefix(1 + dice.below(possible.count)))
        let list = RegistrySample.list(Array(people.prefix(30))) { person in
            [.bloodType: "O", .spouseID: person.spouse?.personalID?.description ?? "", .sex: "Nam"]
        }
        let rows = [1] + (2...30).filter { _ in dice.perMille(300) }
        let grant = try RegistrySample.grant(service, fields: fields, list: list, rows: rows)
        let store = try await opened(grant)
        let release = try await store.recordRelease(
            RegistrySample.id(10), under: grant.id, list: list, by: .system, at: RegistrySample.now)
        let answers = try await store.read { try $0.releaseRows(release.id, limit: 100) }
        let told = try await store.read { try $0.disclosures(of: release.id, limit: 100) }
        #expect(answers.map(\.row) == rows)
        let allowed = Dictionary(uniqueKeysWithValues: grant.clauses.map { ($0.field, $0.number) })
        for (answer, disclosure) in zip(answers, told) {
            #expect(answer.fields.allSatisfy { allowed[$0.field] == $0.clause })
            #expect(disclosure.told.allSatisfy { allowed[$0.field] == $0.clause })
            let values = answer.fields.filter { $0.reason == nil }.map(\.field)
            #expect(Set(values).isSubset(of: Set(disclosure.told.map(\.field))))
        }
        try await store.close()
    }
}
