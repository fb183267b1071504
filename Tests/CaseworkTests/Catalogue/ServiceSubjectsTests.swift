// Persons read by the columns of a service become those the registry is asked about.

import Basics
import Forms
import Registry
import Testing

@testable import Casework

struct ServiceSubjectsTests {
    private let places = PersonalID.Places(provinces: [1, 79])

    private func read(_ code: String, _ header: [String], _ row: [String]) throws -> SubjectOutcome {
        let service = try #require(try CatalogueTests.shippedCatalogue()[code])
        return service.subjectReading(today: try day("2026-11-23"), places: places)
            .read(file: Array([header, row].map { $0.joined(separator: ";") }.joined(separator: "\n").utf8))
    }

    private let keys = ["personal_id", "full_name", "birth_date"]

    @Test func becomesSubjectsOfTheRegistry() throws {
        let outcome = try read("auth.blood-type", keys + ["blood_type"], ["079085000123", "Lê A", "5/7/1985", "o Rh+"])
        #expect(outcome.problems == [])
        let subjects = try #require(ServiceEntry.subjects(outcome.rows))
        #expect(subjects.count == 1)
        #expect(subjects[0].row == 1)
        #expect(subjects[0].personalID.description == "079085000123")
        #expect(subjects[0].birthDate == PartialDate(year: 1985, month: 7, day: 5))
        #expect(subjects[0].claims == [.bloodType: "o Rh+"])
    }

    @Test(arguments: ["C", "A++", "A|B", "blood"])
    func aBloodTypeThatCannotBeComparedIsNamed(claim: String) throws {
        let outcome = try read("auth.blood-type", keys + ["blood_type"], ["079085000123", "Lê A", "1985", claim])
        #expect(outcome.problems.map(\.code) == ["problem.claim-unknown"])
        #expect(outcome.problems.first?.parameters["expected"]?.contains("AB") == true)
    }

    @Test func aNumberOfNoPlaceIsNamed() throws {
        let outcome = try read("auth.identity", keys, ["003085000123", "Lê A", "1985"])
        #expect(outcome.problems.map(\.code) == ["problem.personal-id-structure"])
    }

    @Test func aSpousesNumberMayBeLeftOutButNotWrong() throws {
        let header = keys + ["spouse_name", "spouse_id"]
        #expect(try read("auth.spouse", header, ["079085000123", "Lê A", "1985", "Trần B", ""]).problems == [])
        let wrong = try read("auth.spouse", header, ["079085000123", "Lê A", "1985", "Trần B", "12"])
        #expect(wrong.problems.map(\.column) == ["spouse_id"])
    }

    @Test func rowsThatWereNeverReadAreRefused() {
        #expect(ServiceEntry.subjects([SubjectRow(personalID: "12", fullName: "A", birthDate: "1985")]) == nil)
        #expect(ServiceEntry.subjects([SubjectRow(personalID: "079085000123", fullName: "A", birthDate: "x")]) == nil)
        let claim = SubjectRow(personalID: "079085000123", fullName: "A", birthDate: "1985", claims: ["shoe": "1"])
        #expect(ServiceEntry.subjects([claim]) == nil)
    }
}
