// The catalogue: the entries that are shipped, and what is wrong with bad ones.

import Basics
import Forms
import Foundation
import Registry
import Testing

@testable import Casework

struct CatalogueTests {
    static let codes = [
        "auth.blood-type", "auth.current-residence", "auth.identity", "auth.permanent-residence", "auth.spouse",
        "provide.current-residence", "provide.fields", "provide.household",
    ]

    static func shippedCatalogue() throws -> Catalogue {
        let folder = repository.appending(path: "Workflows/services")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".xml") }
        let (catalogue, diagnostics) = Catalogue.load(
            try names.map { (file: $0, bytes: try shipped("Workflows/services/\($0)")) })
        #expect(diagnostics == [])
        return try #require(catalogue)
    }

    @Test func offersTheServicesOfTheOutsideContract() throws {
        let catalogue = try Self.shippedCatalogue()
        #expect(catalogue.services.map(\.code) == Self.codes)
        #expect(catalogue["auth.fingerprint"] == nil)
        #expect(Set(Self.codes) == Set(RegistryService.allCases.map(\.rawValue)))
    }

    @Test(arguments: codes)
    func everyEntryIsWhole(code: String) throws {
        let service = try #require(try Self.shippedCatalogue()[code])
        #expect(service.keys == SubjectReading.keys)
        #expect(service.workflow == "written-request")
        #expect(service.form == "written-request")
        #expect(service.retentionYears > 0)
        #expect(!service.provenance.source.isEmpty)
        #expect(service.requesters == Set(RequesterClass.allCases))
        #expect((service.group == .authentication) == code.hasPrefix("auth."))
        #expect((service.answer == .match) == code.hasPrefix("auth."))
        let registry = try #require(RegistryService(rawValue: code))
        let possible = Set(registry.possibleFields.map(\.rawValue))
        #expect(Set(service.fields).isSubset(of: possible), "the registry can answer every field")
        #expect(!service.evidence(for: .other).filter { $0.kind == .subjectConsent }.isEmpty)
        #expect(service.evidence(for: .creditInstitution).map(\.kind) == [.identityOfFiler])
    }

    @Test func onlyChosenFieldsAreChosen() throws {
        let catalogue = try Self.shippedCatalogue()
        let fields = try #require(catalogue["provide.fields"])
        #expect(fields.selectableFields == fields.fields)
        #expect(fields.formFeatures == [.selectableFields])
        #expect(catalogue.services.filter { !$0.selectableFields.isEmpty }.map(\.code) == ["provide.fields"])
        // Every item of Article 9(1) of the law of 2014 as amended can be had.
        let items = Set(fields.fields.compactMap { PersonField(rawValue: $0)?.item2014 })
        #expect(items == Set(1...18))
    }

    @Test func claimsAreTheColumnsOfTheFile() throws {
        let catalogue = try Self.shippedCatalogue()
        let keys = SubjectReading.keys
        #expect(catalogue["auth.blood-type"]?.subjectColumns == keys + ["blood_type"])
        #expect(catalogue["auth.current-residence"]?.subjectColumns == keys + ["current_residence"])
        #expect(catalogue["auth.spouse"]?.subjectColumns == keys + ["spouse_id", "spouse_name"])
        #expect(catalogue["provide.household"]?.subjectColumns == keys)
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
        #expect(service.amount(on: date, requester: .notary, persons: 1, fields: 18) == 18_000)
        #expect(service.amount(on: date, requester: .creditInstitution, persons: 200, fields: 3) == 600_000)
        #expect(service.amount(on: date, requester: .stateAgency, persons: 200, fields: 3) == 0)
        #expect(service.amount(on: try day("2021-07-05"), requester: .notary, persons: 1, fields: 18) == 0)
    }

    @Test func everyClaimHasALabelInBothLanguages() throws {
        let catalogue = try Self.shippedCatalogue()
        for language in Language.allCases {
            let strings = try JSONDecoder().decode(
                [String: String].self,
                from: Data(try shipped("Templates/strings/\(language.rawValue)/request-form.json")))
            for column in Set(catalogue.services.flatMap(\.subjectColumns)) {
                #expect(strings["field.\(column)"] != nil, "field.\(column) in \(language)")
            }
        }
    }

    private static let good = """
        <service code="x.y" group="1" answer="match" requesters="notary bank" keys="personal_id" fields="blood_type"
                 workflow="w" form="f" source="s" mark="P">
          <name lang="vi">a</name><name lang="en">a</name>
          <description lang="vi">a</description><description lang="en">a</description>
          <claim field="blood_type"/><retention years="1" source="s" mark="P"/>
        </service>
        """

    @Test(arguments: [
        ("notary bank", "notary", 0), ("notary bank", "notary bank", 1), ("notary bank", "notary notary", 1),
        (#"group="1""#, #"group="7""#, 2), (#"answer="match""#, #"answer="guess""#, 2),
        (#"fields="blood_type""#, #"fields="blood""#, 3),
        (#"fields="blood_type""#, #"fields="children blood_type""#, 3),
        (#"<claim field="blood_type"/>"#, "", 2), (#"<retention years="1" source="s" mark="P"/>"#, "", 2),
        (#"code="x.y""#, #"code="x.z""#, 2), (#"<name lang="en">a</name>"#, "", 2),
        (#"<claim field="blood_type"/>"#, #"<claim field="blood_type"/><claim field="sex"/>"#, 2),
        (
            #"<claim field="blood_type"/>"#,
            #"<claim field="blood_type"/><fee code="A" amount="1" from="2021-01-01" source="s" mark="V"/>"#
                + #"<fee code="A" amount="2" from="2022-01-01" source="s" mark="V"/>"#, 2
        ),
        (#"form="f""#, #"form="f" colour="red""#, 2),
    ])
    func faultsOfAnEntryAreNamed(part: String, replacement: String, count: Int) {
        let text = Self.good.replacing(part, with: replacement)
        let (catalogue, diagnostics) = Catalogue.load([(file: "x.y.xml", bytes: Array(text.utf8))])
        #expect((catalogue == nil) == (count > 0))
        #expect(diagnostics.count == count, "\(diagnostics.map(\.description))")
    }

    @Test func oneBrokenFileHidesNoOther() {
        let (catalogue, diagnostics) = Catalogue.load([
            (file: "b.xml", bytes: Array("<service".utf8)), (file: "a.xml", bytes: Array("<other/>".utf8)),
        ])
        #expect(catalogue == nil)
        #expect(Set(diagnostics.map(\.file)) == ["a.xml", "b.xml"])
    }
}
