// From grant to recorded release: what is told, that it is written down first, and never more often than allowed.

import Basics
import Casework
import Foundation
import Registry
import Storage
import TestKit
import Testing

@testable import Records

struct ReleasesTests {
    private let places: PlaceNames

    init() throws { places = try RegistrySample.places() }

    private func release(
        _ id: ReleaseID = RegistrySample.id(10), under grant: GrantID, in store: any Store,
        at moment: Timestamp = RegistrySample.now
    ) async throws -> Release {
        try await ReleaseDesk(store: store, comparedBy: places).release(id, under: grant, by: .system, at: moment)
    }

    /// All answers of a release, read as they are handed out.
    private func answers(of release: Release, in store: any Store) async throws -> [AnswerRow] {
        try await store.read { db in
            try db.blocks(of: release.id).flatMap { try db.answers(of: $0, in: release.id) }
        }
    }

    /// What the disclosure entries of a release say was told, row by row: fields with their clauses.
    private func told(of release: Release, _ store: any Store) async throws -> [[String: String]] {
        try await store.read { db in
            try db.rows("SELECT fields FROM disclosure WHERE release_id = \(release.id) ORDER BY row_number").map {
                row in
                let entries = try row.text(at: 0).split(separator: " ").map {
                    $0.split(separator: ":").map(String.init)
                }
                return Dictionary(uniqueKeysWithValues: entries.map { ($0[0], $0[1]) })
            }
        }
    }

    @Test func bloodTypesTrueFalseNoDataDisclosuresTheLog() async throws {
        let people = Array(try RegistrySample.people().prefix(60))
        let list = RegistrySample.list(people) { [.bloodType: $0.bloodType == nil ? "A" : "AB"] }
        let grant = try RegistrySample.grant("auth.blood-type", list: list)
        let store = try await RegistrySample.store(opened: grant, of: list)
        let release = try await release(under: grant.id, in: store)
        #expect(release.rows == 60 && release.identified == 60 && release.recipient == grant.recipient)
        let rows = try await answers(of: release, in: store)
        let told = try await told(of: release, store)
        #expect(rows.count == 60 && told.count == 60)
        for (person, (row, disclosure)) in zip(people, zip(rows, told)) {
            let expected: Verdict =
                person.bloodType.map { $0.group == .ab ? .matches : .differs } ?? .noData(.noValue)
            #expect(row.verdict == expected && row.personalID == person.personalID)
            #expect(disclosure == (person.bloodType == nil ? [:] : ["blood_type": "1.1"]))
        }
        let entries = try await store.read { try $0.entries(of: "release:\(release.id)") }
        #expect(entries.map(\.type) == ["released"])
        let payload = entries[0].payload ?? ""
        #expect(payload.contains("\"clauses\":[\"1.1 blood_type\"]"))
        #expect(!payload.contains(people[0].personalID.description))
        #expect(payload.contains("\"recipient\":\"\(grant.recipient)\""))
        #expect(try await store.read { try $0.verifyLedger().isSound })
        #expect(try await store.read { try $0.release(release.id) } == release)
        try await store.close()
    }

    @Test func householdsComeFromTheRegistryHeadFirstNothingOfStrangers() async throws {
        let people = try RegistrySample.people()
        let asked = people.filter { $0.householdID != nil }.prefix(50)
        let list = RegistrySample.list(Array(asked))
        let grant = try RegistrySample.grant("provide.household", list: list)
        let store = try await RegistrySample.store(opened: grant, of: list)
        let release = try await release(under: grant.id, in: store)
        let rows = try await answers(of: release, in: store)
        for (person, row) in zip(asked, rows) {
            guard case .value(.persons(let members)) = row.fields[2].answer else {
                Issue.record("no members")
                continue
            }
            #expect(members.first?.relation == .head)
            let real = people.filter { $0.householdID == person.householdID }
            #expect(Set(members.map(\.name)) == Set(real.map(\.fullName)) && members.count == real.count)
            let numbers = row.fields[3].data.split(separator: "; ").map(String.init)
            #expect(Set(numbers) == Set(real.map(\.personalID.description)) && numbers.count == real.count)
            let byName = Dictionary(real.map { ($0.personalID.description, $0) }) { first, _ in first }
            #expect(zip(numbers, members).allSatisfy { byName[$0]?.fullName == $1.name }, "in one order")
            #expect(row.fields.map(\.clause) == ["1.1", "1.2", "1.3", "1.4", "1.5"])
        }
        try await store.close()
    }

    @Test func allFieldsOfTheLawCanBeProvidedListsOfRelationsToo() async throws {
        let people = try RegistrySample.people()
        let list = RegistrySample.list(Array(people.prefix(200)))
        let fields = PersonField.allCases.filter(\.mayBeProvided)
        let grant = try RegistrySample.grant("provide.fields", fields: fields, list: list)
        let store = try await RegistrySample.store(opened: grant, of: list)
        let release = try await release(under: grant.id, in: store)
        let rows = try await answers(of: release, in: store)
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

    @Test func onlyGrantedRowsOnlyGrantedFields() async throws {
        let people = try RegistrySample.people()
        let list = RegistrySample.list(Array(people.prefix(20)))
        let grant = try RegistrySample.grant(
            "provide.fields", fields: [.sex, .nationality], list: list, rows: [3, 17])
        let store = try await RegistrySample.store(opened: grant, of: list)
        let release = try await release(under: grant.id, in: store)
        let rows = try await answers(of: release, in: store)
        #expect(rows.map(\.row) == [3, 17])
        #expect(rows.allSatisfy { $0.fields.map(\.field) == [.sex, .nationality] })
        let told = try await store.read { try $0.rows("SELECT row_number FROM disclosure").map { try $0.int(at: 0) } }
        #expect(told == [3, 17])
        #expect(try await store.read { try $0.blocks(of: release.id) }.map(\.lastRow) == [17])
        try await store.close()
    }

    @Test func shutGrantsAnswerNothingAndWriteNothing() async throws {
        let list = RegistrySample.list(Array(try RegistrySample.people().prefix(3)))
        let grant = try RegistrySample.grant("auth.identity", list: list)
        let store = try await RegistrySample.store(opened: grant, of: list)
        func refusal(of id: GrantID, at moment: Timestamp = RegistrySample.now) async throws -> FulfilmentRefusal? {
            do {
                _ = try await release(RegistrySample.id(50), under: id, in: store, at: moment)
                return nil
            } catch let refusal as FulfilmentRefusal {
                return refusal
            }
        }
        let late = RegistrySample.now.adding(seconds: 31 * 86_400)
        #expect(try await refusal(of: RegistrySample.id(99)) == .unknownGrant)
        #expect(try await refusal(of: grant.id, at: late) == .expired)
        #expect(try await refusal(of: grant.id, at: Timestamp(milliseconds: 0)) == .notYetValid)
        try await store.write { try $0.run("UPDATE subject SET row_number = 4 WHERE row_number = 3") }
        #expect(try await refusal(of: grant.id) == .otherList)
        try await store.write { try $0.run("UPDATE subject SET row_number = 3 WHERE row_number = 4") }
        #expect(try await store.read { try $0.releases(of: #require(grant.caseID)) }.isEmpty)
        #expect(try await store.read { try $0.usesMade(of: grant.id) } == 0)
        #expect(try await refusal(of: grant.id) == nil)
        try await store.close()
    }

    @Test func aRepeatedReleaseIsTheFirstOneAndUsesNoSecondUse() async throws {
        let list = RegistrySample.list(Array(try RegistrySample.people().prefix(3)))
        let grant = try RegistrySample.grant("auth.identity", list: list, uses: 2)
        let store = try await RegistrySample.store(opened: grant, of: list)
        let first = try await release(under: grant.id, in: store)
        let again = try await release(under: grant.id, in: store, at: RegistrySample.now.adding(seconds: 5))
        #expect(first == again)
        #expect(try await store.read { try $0.usesMade(of: grant.id) } == 1)
        try await store.close()
    }

    @Test(arguments: [1, 3, 5])
    func ofParallelCallsNoMoreGoThroughThanThereAreUses(uses: Int) async throws {
        let list = RegistrySample.list(Array(try RegistrySample.people().prefix(5)))
        let grant = try RegistrySample.grant("auth.identity", list: list, uses: uses)
        let store = try await RegistrySample.store(opened: grant, of: list)
        let made = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<24 {
                group.addTask {
                    do {
                        _ = try await release(RegistrySample.id(100 + number), under: grant.id, in: store)
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
        #expect(try await store.read { try $0.releases(of: #require(grant.caseID)) }.count == uses)
        #expect(try await store.read { try $0.usesMade(of: grant.id) } == uses)
        try await store.close()
    }

    @Test func whatFailsLaterInTheTransactionTakesTheReleaseWithIt() async throws {
        let list = RegistrySample.list(Array(try RegistrySample.people().prefix(3)))
        let grant = try RegistrySample.grant("auth.identity", list: list)
        let store = try await RegistrySample.store(opened: grant, of: list)
        let desk = ReleaseDesk(store: store, comparedBy: places)
        struct Later: Error {}
        await #expect(throws: Later.self) {
            try await store.write { db in
                let open = try db.begin(RegistrySample.id(10), under: grant.id, at: RegistrySample.now)
                let blocks = try #require(try desk.answerShort(open, at: RegistrySample.now, db))
                let (_, entry) = try db.record(open, blocks, by: .system, at: RegistrySample.now)
                try db.append([entry])
                throw Later()
            }
        }
        let left = try await store.read { db in
            try (
                db.release(RegistrySample.id(10)), db.blocks(of: RegistrySample.id(10)),
                db.usesMade(of: grant.id)
            )
        }
        #expect(left.0 == nil && left.1.isEmpty && left.2 == 0)
        try await store.close()
    }

    @Test func disclosuresReleasesAndCountedUsesCannotBeChanged() async throws {
        let list = RegistrySample.list(Array(try RegistrySample.people().prefix(3)))
        let grant = try RegistrySample.grant("auth.identity", list: list)
        let store = try await RegistrySample.store(opened: grant, of: list)
        _ = try await release(under: grant.id, in: store)
        let attempts: [Query] = [
            "UPDATE disclosure SET fields = ''", "DELETE FROM disclosure", "DELETE FROM data_release",
            "UPDATE release_block SET row_count = 1", "DELETE FROM release_block",
            "UPDATE data_grant SET uses_made = 9",
        ]
        for attempt in attempts {
            await #expect(throws: StorageError.self) { try await store.write { try $0.run(attempt) } }
        }
        try await store.close()
    }

    @Test func aGrantIsTakenInOnceAndNoOtherUnderItsName() async throws {
        let list = RegistrySample.list(Array(try RegistrySample.people().prefix(3)))
        let grant = try RegistrySample.grant("auth.identity", list: list)
        let store = try await RegistrySample.store(opened: grant, of: list)
        #expect(try await store.write { try $0.open(grant) } == [])
        let wider = try RegistrySample.grant("auth.identity", list: list, uses: 2)
        await #expect(throws: StorageError.self) {
            try await store.write { try $0.open(wider) }
        }
        #expect(try await store.read { try $0.grant(grant.id) } == grant)
        try await store.close()
    }

    @Test func aGrantThatCouldNotBeMadeTodayIsStillReadAndAnswered() async throws {
        let list = RegistrySample.list(Array(try RegistrySample.people().prefix(3)))
        let grant = try RegistrySample.grant("provide.fields", fields: [.sex], list: list)
        let store = try await RegistrySample.store(opened: grant, of: list)
        try await store.write { db in
            try db.run(
                "UPDATE data_grant SET payload = replace(payload, '\"shape\":\"values\"', '\"shape\":\"household\"')")
        }
        let release = try await release(under: grant.id, in: store)
        let rows = try await answers(of: release, in: store)
        #expect(try await store.read { try $0.grant(grant.id)?.service.shape } == .household)
        #expect(rows.map { $0.fields.map(\.field) } == [[.sex], [.sex], [.sex]])
        try await store.close()
    }

    @Test(arguments: ["{\"shoe_size\":\"7\"}", "x", "[]"])
    func aDamagedClaimIsNamedAsSuch(claims: String) async throws {
        let list = RegistrySample.list(Array(try RegistrySample.people().prefix(2))) { _ in [.bloodType: "A"] }
        let store = try await RegistrySample.store(populated: false)
        try await store.write { try $0.store(list) }
        #expect(try await store.read { try $0.subjects(of: list.id, limit: 9) } == list.subjects)
        try await store.write { try $0.run("UPDATE subject SET claims = \(claims) WHERE row_number = 2") }
        await #expect(throws: StorageError.corrupt("a claim in row 2 of the list \(list.id) cannot be read")) {
            try await store.read { try $0.subjects(of: list.id, limit: 9) }
        }
        try await store.close()
    }

    /// A statement that damages what is stored, and whose reading then fails.
    @Test(arguments: [
        "UPDATE data_grant SET payload = '{}'", "UPDATE data_grant SET payload = 'x'",
        "UPDATE data_grant SET payload = replace(payload, '\"sex\"', '\"shoe_size\"')",
        "UPDATE data_grant SET payload = replace(payload, '\"values\"', '\"guess\"')",
        "UPDATE data_grant SET payload = replace(payload, '\"list\"', '\"circle\"')",
        "UPDATE data_release SET recipient = 'nobody'", "UPDATE release_row SET answer = 'x'",
    ])
    func damageIsNamedAsSuch(statement: String) async throws {
        let list = RegistrySample.list(Array(try RegistrySample.people().prefix(1)))
        let grant = try RegistrySample.grant("provide.fields", fields: [.sex], list: list)
        let store = try await RegistrySample.store(opened: grant, of: list)
        let release = try await release(under: grant.id, in: store)
        try await store.write { db in
            for table in ["data_release", "release_row"] {
                try db.dropTrigger("\(table)_keeps_rows", of: table)
            }
            try db.run(Query(stringLiteral: statement))
        }
        let error = await #expect(throws: StorageError.self) {
            try await store.read { db in
                _ = try (db.grant(grant.id), db.release(release.id))
                for block in try db.blocks(of: release.id) { _ = try db.answers(of: block, in: release.id) }
            }
        }
        guard case .corrupt(let words)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(!words.contains("shoe_size") && !words.contains("nobody"), "no stored text: \(words)")
        try await store.close()
    }

    @Test(arguments: 0..<40)
    func whateverIsGrantedNoMoreIsStored(seed: Int) async throws {
        var dice = SplitMix64(seed: UInt64(seed) + 900)
        let people = try RegistrySample.people().shuffled(using: &dice)
        let services = try ShippedProcedure.loaded().catalogue.services
        let service = services[dice.below(services.count)]
        let possible = PersonField.allCases.filter(service.answer.answers).shuffled(using: &dice)
        let fields = Array(possible.prefix(1 + dice.below(possible.count)))
        let list = RegistrySample.list(Array(people.prefix(30))) { person in
            [.bloodType: "O", .spouseID: person.spouse?.personalID?.description ?? "", .sex: "Nam"]
        }
        let rows = [1] + (2...30).filter { _ in dice.perMille(300) }
        let grant = try RegistrySample.grant(service.code, fields: fields, list: list, rows: rows)
        let store = try await RegistrySample.store(opened: grant, of: list)
        let release = try await release(under: grant.id, in: store)
        let answers = try await answers(of: release, in: store)
        let told = try await told(of: release, store)
        #expect(answers.map(\.row) == rows && told.count == rows.count)
        let allowed = Dictionary(uniqueKeysWithValues: grant.clauses.map { ($0.field.rawValue, $0.number) })
        for (answer, disclosure) in zip(answers, told) {
            #expect(answer.fields.allSatisfy { allowed[$0.field.rawValue] == $0.clause })
            #expect(disclosure.allSatisfy { allowed[$0.key] == $0.value })
            let values = answer.fields.filter { $0.reason == nil }.map(\.field.rawValue)
            #expect(Set(values).isSubset(of: Set(disclosure.keys)))
        }
        try await store.close()
    }
}
