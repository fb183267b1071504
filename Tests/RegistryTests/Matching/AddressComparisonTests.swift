// Whether a claimed address is the recorded one: hundreds of spellings, each with its answer and reason.

import Foundation
import Testing

@testable import Registry

struct AddressComparisonTests {
    private let places: PlaceNames

    init() throws { places = try Samples.places() }

    private func verdict(_ claim: String, _ record: AddressSpellings) -> Verdict {
        AddressComparison.compare(
            claim, with: [record.held, record.former].compactMap { $0 },
            province: record.province.flatMap(places.province(code:)), places: places)
    }

    /// The claim as it comes from different keyboards and programs.
    private func forms(_ claim: String) -> [String] {
        [claim, claim.decomposedStringWithCanonicalMapping, " " + claim.lowercased() + "  "]
    }

    @Test func anotherSpellingOfThePlaceIsTrue() {
        for record in AddressSpellings.all {
            for claim in record.same.flatMap(forms) {
                let found = verdict(claim, record)
                #expect(found == .matches, "\(claim) | \(record.held)")
            }
        }
    }

    @Test func anotherPlaceIsFalse() {
        for record in AddressSpellings.all {
            for claim in record.other.flatMap(forms) {
                let found = verdict(claim, record)
                #expect(found == .differs, "\(claim) | \(record.held)")
            }
        }
    }

    @Test func whatCannotBeToldIsNotComparableAndSaysWhy() {
        for record in AddressSpellings.all {
            for (reason, claims) in record.unclear {
                for claim in claims.flatMap(forms) {
                    let found = verdict(claim, record)
                    #expect(
                        found.value == .notComparable && found.reason?.rawValue == reason,
                        "\(claim) | \(record.held): \(found.value.rawValue) \(found.reason?.rawValue ?? "")")
                }
            }
        }
    }

    @Test func theTableIsLong() {
        let counts = AddressSpellings.all.map {
            $0.same.count + $0.other.count + $0.unclear.values.reduce(0) { $0 + $1.count }
        }
        #expect(counts.reduce(0, +) > 300)
    }

    @Test func comparingIsTheSameEitherWay() {
        for record in AddressSpellings.all {
            for claim in record.same where verdict(claim, AddressSpellings(held: record.held)) == .matches {
                #expect(verdict(record.held, AddressSpellings(held: claim)) == .matches, "\(claim) | \(record.held)")
            }
        }
    }

    @Test func aTextMadeToBeSlowIsNotComparedAtLength() {
        let long = String(repeating: "đường phố xã phường quận ", count: 800) + "Hà Nội"
        #expect(verdict(long, .house) == .notComparable(.claimUnreadable))
        let units = String(repeating: "phường xã ", count: 29) + "An"
        #expect(verdict(units, AddressSpellings(held: String(repeating: "xã phường ", count: 29) + "Ân")) != .matches)
    }
}
