// Which service is proposed for a need.

import Registry
import Testing

@testable import Casework

struct LeastRevealingTests {
    @Test(arguments: [
        (["blood_type"], true, "auth.blood-type"), (["blood_type"], false, "provide.fields"),
        (["current_residence"], true, "auth.current-residence"),
        (["current_residence"], false, "provide.current-residence"),
        (["permanent_residence"], true, "auth.permanent-residence"), (["spouse_name"], true, "auth.spouse"),
        (["full_name", "birth_date"], true, "auth.identity"), (["household_members"], false, "provide.fields"),
        (["household_members", "relation_to_head"], false, "provide.fields"),
        (["household_id", "household_members", "relation_to_head"], false, "provide.fields"),
        (["household_members", "household_member_ids"], false, "provide.household"),
        (["ethnicity"], true, "provide.fields"), (["current_residence", "sex"], false, "provide.fields"),
    ])
    func proposesTheServiceThatTellsLeast(fields: [String], isConfirmation: Bool, code: String) throws {
        let need = InformationNeed(fields: Set(fields), isConfirmationEnough: isConfirmation)
        let catalogue = try CatalogueTests.shippedCatalogue()
        #expect(catalogue.leastRevealing(need, about: .list, for: .notary)?.code == code)
    }

    @Test func proposesNothingForNothingOrTheUnknown() throws {
        let catalogue = try CatalogueTests.shippedCatalogue()
        for fields in [Set<String>(), ["shoe_size"], ["blood_type", "shoe_size"]] {
            let need = InformationNeed(fields: fields, isConfirmationEnough: true)
            #expect(catalogue.leastRevealing(need, about: .list, for: .notary) == nil)
        }
    }

    @Test func proposesOnlyWhatTheClassMayAsk() throws {
        let catalogue = Catalogue(
            services: try CatalogueTests.shippedCatalogue().services.map { service in
                var service = service
                if service.answer == .match { service.requesters = [.stateAgency] }
                return service
            })
        let need = InformationNeed(fields: ["current_residence"], isConfirmationEnough: true)
        #expect(catalogue.leastRevealing(need, about: .list, for: .stateAgency)?.code == "auth.current-residence")
        #expect(catalogue.leastRevealing(need, about: .list, for: .bailiff)?.code == "provide.current-residence")
    }

    @Test func namesConfirmationsOfAllThatIsAskedForInPlaceOfValues() throws {
        let catalogue = try CatalogueTests.shippedCatalogue()
        func less(_ code: String, _ fields: Set<String>? = nil) throws -> [String] {
            let service = try #require(catalogue[code])
            return catalogue.lessRevealing(
                than: service, telling: fields ?? Set(service.fields), for: .bailiff
            ).map(\.code)
        }
        #expect(try less("provide.current-residence") == ["auth.current-residence"])
        #expect(try less("provide.household").isEmpty)
        #expect(try less("auth.identity").isEmpty)
        #expect(try less("provide.fields").isEmpty, "nothing confirms all of them")
        #expect(try less("provide.fields", ["full_name", "sex"]).isEmpty, "the sex is confirmed by no service")
        #expect(try less("provide.fields", ["full_name", "birth_date"]) == ["auth.identity"])
        #expect(try less("provide.fields", ["blood_type"]) == ["auth.blood-type"])
        #expect(try less("provide.fields", ["blood_type", "current_residence"]).isEmpty)
        #expect(try less("provide.fields", []).isEmpty, "nothing was chosen yet")
    }
}
