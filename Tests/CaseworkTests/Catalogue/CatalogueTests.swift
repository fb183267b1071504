// The catalogue as it is shipped, and what the code knows of it.

import Basics
import Forms
import Foundation
import Registry
import TestKit
import Testing

@testable import Casework

struct CatalogueTests {
    static let codes = [
        "auth.age", "auth.alive", "auth.blood-type", "auth.current-residence", "auth.fingerprint",
        "auth.household-head",
        "auth.identity", "auth.parents", "auth.permanent-residence", "auth.relation", "auth.representative",
        "auth.spouse", "auth.temporary-residence",
        "provide.current-residence", "provide.fields", "provide.household",
    ]

    /// Those that a server calls.
    static let called = ["eid.assertion", "eid.confirmation"]
    /// Those that count people.
    static let counted = ["aggregate.population"]
    static let ownRecord = "lookup.self"
    static let correction = "correct.self"

    static func shippedCatalogue() throws -> Catalogue {
        let folder = repository.appending(path: "Workflows/services")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".xml") }
        let (catalogue, diagnostics) = Catalogue.load(
            try names.map { (file: $0, bytes: try shipped("Workflows/services/\($0)")) },
            procedures: ["written-request", "record-correction"])
        #expect(diagnostics == [])
        return try #require(catalogue)
    }

    @Test func offersTheServicesOfTheOutsideContract() throws {
        let catalogue = try Self.shippedCatalogue()
        #expect(
            catalogue.services.map(\.code)
                == Self.codes + [Self.correction, Self.ownRecord] + Self.called + Self.counted)
        #expect(catalogue["auth.face"] == nil)
    }

    /// A service is a file and nothing else: no code may know one.
    @Test func noCodeNamesAService() throws {
        for (path, text) in try Self.sources() {
            for code in Self.codes + [Self.correction, Self.ownRecord] {
                #expect(!text.contains(code), "\(code) in \(path)")
            }
        }
    }

    /// Properties of an entry that files give and that are checked, and that no code reads yet: a file that is right
    /// today must not turn out wrong on the day they are used. Fees wait for payment, retention for record management,
    /// provenance for the page that shows the law behind a service.
    private static let notYetUsed: Set<String> = ["retentionYears", "retentionProvenance", "provenance"]

    @Test func whatNoCodeReadsIsListed() throws {
        let entry = try #require(try Self.shippedCatalogue().services.first)
        let properties = Set(Mirror(reflecting: entry).children.compactMap(\.label))
        let texts = try Self.sources().filter { !$0.path.contains("/Casework/Catalogue/") }.map(\.text)
        let unread = try properties.filter { property in
            // Read is what follows a dot, unless it is a call or a memberwise initialiser.
            let reading = try Regex("\\.\(property)\\b(?!\\()").wordBoundaryKind(.simple)
            return !texts.contains { $0.replacing("self.\(property) =", with: "").contains(reading) }
        }
        #expect(unread == Self.notYetUsed)
    }

    /// The Swift files of the product.
    private static func sources() throws -> [(path: String, text: String)] {
        let folder = repository.appending(path: "Sources")
        let files = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
        return try files.compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }.map { file in
            (file.path, try String(contentsOf: file, encoding: .utf8))
        }
    }

    @Test(arguments: codes)
    func everyEntryIsWhole(code: String) throws {
        let service = try #require(try Self.shippedCatalogue()[code])
        #expect(service.keys == Subject.keys && service.keys.map(\.rawValue) == SubjectReading.keys)
        #expect(service.procedure == "written-request")
        #expect(service.retentionYears > 0)
        #expect(!service.provenance.source.isEmpty)
        // Nobody hands in the fingerprints of others.
        let isForAll = code != "auth.fingerprint"
        #expect(service.requesters == Set(isForAll ? RequesterClass.allCases : RequesterClass.ofOrganizations))
        #expect((service.group == .authentication) == code.hasPrefix("auth."))
        #expect((service.answer == .match) == code.hasPrefix("auth."))
        #expect(service.granted == GrantedService(code: code, shape: service.answer, keys: Subject.keys))
        func asked(_ requester: RequesterClass, _ day: Int) -> [Evidence] {
            service.evidence(
                for: Requester(Samples.organization(requester)), purpose: nil,
                on: Samples.monday.date.adding(days: day))
        }
        // The law of 15 March 2026 asks for the consent in words of its own.
        for (day, mark) in [(0, EvidenceMark.recalled), (12, .recalled), (13, .repository)] {
            #expect(asked(.other, day).filter { $0.kind == .subjectConsent }.map(\.provenance.mark) == [mark])
        }
        #expect(asked(.creditInstitution, 0).map(\.kind) == [.identityOfFiler])
    }

    @Test func theOwnRecordNeedsNoDecisionAndHasAnArticleOnEachDay() throws {
        let catalogue = try Self.shippedCatalogue()
        let service = try #require(catalogue.ownRecord)
        #expect(service.code == Self.ownRecord && service.procedure == nil && service.requesters == [.individual])
        for text in ["2016-02-15", "2024-06-30", "2024-07-01", "2025-12-31", "2026-01-01", "2030-01-01"] {
            let date = try day(text)
            #expect(service.laws.count { $0.isInForce(on: date) } == 1, "\(text)")
        }
        let before = try day("2016-02-14")
        #expect(!service.laws.contains { $0.isInForce(on: before) })
    }

    @Test func onlyChosenFieldsAreChosen() throws {
        let catalogue = try Self.shippedCatalogue()
        let fields = try #require(catalogue["provide.fields"])
        #expect(fields.selectableFields == fields.fields)
        #expect(fields.formFeatures == [.persons, .selectableFields])
        #expect(
            catalogue.services.filter { !$0.selectableFields.isEmpty }.map(\.code)
                == ["provide.fields"] + Self.called + Self.counted)
        // Every item of Article 9(1) of the law of 2014 as amended can be had.
        let items = Set(fields.fields.compactMap { PersonField(rawValue: $0)?.item2014 })
        #expect(items == Set(1...18))
    }

    @Test func claimsAreTheColumnsOfTheFile() throws {
        let catalogue = try Self.shippedCatalogue()
        let claims = [
            "auth.blood-type": ["blood_type"], "auth.current-residence": ["current_residence"],
            "auth.spouse": ["spouse_id", "spouse_name"], "provide.household": [],
        ]
        for (code, columns) in claims { #expect(catalogue[code]?.claims.map(\.key) == columns) }
    }

    @Test func feesFollowTheDayAndTheRequester() throws {
        let service = try #require(try Self.shippedCatalogue()["auth.identity"])
        #expect(service.fee(on: try day("2022-09-16")) == nil)
        #expect(service.fee(on: try day("2022-09-17"))?.amountPerField == 500)
        #expect(service.fee(on: try day("2023-12-31"))?.amountPerField == 500)
        #expect(service.fee(on: try day("2024-01-01"))?.amountPerField == 1_000)
        #expect(service.fee(on: try day("2024-01-01"))?.code == "SPDC01")
        let date = try day("2026-11-23")
        // domain.md §2.6: at most 18 fields of one citizen are 18,000 đồng.
        func amount(_ fields: Int, _ persons: Int, _ requester: RequesterClass) -> Int? {
            service.assessment(of: fields, about: persons, for: requester, on: date)?.amount
        }
        #expect(amount(18, 1, .notary) == 18_000)
        #expect(amount(600, 200, .creditInstitution) == 600_000)
        #expect(amount(600, 200, .stateAgency) == 0)
        #expect(service.assessment(of: 600, about: 200, for: .stateAgency, on: date)?.isExempt == true)
        #expect(service.assessment(of: 18, about: 1, for: .notary, on: try day("2021-07-05")) == nil)
    }
}
