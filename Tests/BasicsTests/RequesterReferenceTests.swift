// How requesters are named where data leaves.

import Foundation
import Testing

@testable import Basics

struct RequesterReferenceTests {
    private static func id<S>(_ number: UInt8) -> Identifier<S> {
        Identifier(at: Timestamp(milliseconds: 1_000), random: [UInt8](repeating: number, count: 10))
    }

    private static let all: [RequesterReference] = [
        .organization(id(1)), .unit(id(2), of: id(1)), .person(id(3)),
    ]

    @Test(arguments: all)
    func readsBackWhatItPrints(reference: RequesterReference) throws {
        #expect(RequesterReference(reference.description) == reference)
        let data = try JSONEncoder().encode([reference])
        #expect(try JSONDecoder().decode([RequesterReference].self, from: data) == [reference])
    }

    @Test func printsItsKindAndIdentifiers() {
        let unit = "\(Self.id(2) as UnitID)"
        #expect(Self.all[0].description == "organization:\(Self.id(1) as OrganizationID)")
        #expect(Self.all[1].description == "\(Self.all[0])/unit:\(unit)")
        #expect(Self.all[2].description == "person:\(Self.id(3) as AccountID)")
    }

    @Test(arguments: [
        "", "/", ":", "organization", "organization:", "organization:12", "person:ORG/unit:ORG", "office:ORG", "ORG",
        "organization:ORG/", "organization:ORG/unit:", "organization:ORG/person:ORG", "organization:ORG/unit:ORG/x:ORG",
        " organization:ORG", "organization:ORG ",
    ])
    func otherTextsNameNobody(text: String) {
        let text = text.replacing("ORG", with: "\(Self.id(1) as OrganizationID)")
        #expect(RequesterReference(text) == nil)
    }
}
