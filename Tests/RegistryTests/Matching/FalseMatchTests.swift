// Over the whole invented population: one's own values are true in any spelling, nobody else's ever are.

import Basics
import Foundation
import Testing

@testable import Registry

struct FalseMatchTests {
    private let places: PlaceNames
    private let people: [PersonRecord]

    init() throws {
        places = try Samples.places()
        people = try Self.everybody.get()
    }

    private static let everybody = Result {
        Array(SyntheticPopulation(citizens: 20_000, seed: 42, provinces: try Samples.provinces()))
    }

    private static let residences: [PersonField] = [.permanentResidence, .currentResidence, .temporaryResidence]
    private static let origins: [PersonField] = [.birthPlace, .birthRegistrationPlace, .nativePlace]

    /// Every wording that the record holds of the field.
    private func wordings(_ person: PersonRecord, _ field: PersonField) -> [String] {
        switch field {
        case .permanentResidence:
            [person.permanentResidence?.text, person.permanentResidence?.former].compactMap { $0 }
        case .currentResidence: [person.currentResidence?.text, person.currentResidence?.former].compactMap { $0 }
        case .temporaryResidence:
            [person.temporaryResidence?.text, person.temporaryResidence?.former].compactMap { $0 }
        case .birthPlace: [person.birthPlace].compactMap { $0 }
        case .birthRegistrationPlace: [person.birthRegistrationPlace].compactMap { $0 }
        default: [person.nativePlace].compactMap { $0 }
        }
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func onesOwnAddressIsTrueInAnySpelling(seed: UInt64) {
        var spelling = Respelling(dice: SplitMix64(seed: seed))
        var count = 0
        var missed: [String] = []
        for person in people.shuffledBySeed(seed).prefix(700) {
            for field in Self.residences + Self.origins {
                for wording in wordings(person, field) {
                    let claim = spelling.address(wording)
                    let verdict = person.verdict(on: field, claim: claim, places: places)
                    if verdict != .matches { missed.append("\(claim) | \(wording): \(verdict)") }
                    count += 1
                }
            }
        }
        #expect(count > 3_000)
        expectNone(missed)
    }

    /// Expects no findings, and prints the first of them.
    private func expectNone(_ findings: [String], _ location: SourceLocation = #_sourceLocation) {
        #expect(
            findings.isEmpty, "\(findings.count): \(findings.prefix(20).joined(separator: "\n"))",
            sourceLocation: location)
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func onesOwnNamesAreTrueInAnySpelling(seed: UInt64) {
        var spelling = Respelling(dice: SplitMix64(seed: seed))
        for person in people.shuffledBySeed(seed).prefix(3_000) {
            let claimed = spelling.name(person.fullName)
            #expect(NameKey.compare(person.fullName, claim: claimed) == .matches, "\(claimed) | \(person.fullName)")
        }
    }

    @Test func noNameIsAnothersInAnySpelling() {
        var spelling = Respelling(dice: SplitMix64(seed: 7))
        let names = Set(people.map(\.fullName))
        var found: [String] = []
        // Names that differ in marks alone are the nearest there are.
        for near in Dictionary(grouping: names, by: { NameKey($0).plain }).values where near.count > 1 {
            for name in near {
                for other in near where NameKey(other).marked != NameKey(name).marked {
                    var claims = [other, spelling.name(other), spelling.name(other)]
                    // A name that has no marks is written like another one without its marks.
                    if NameKey(name).hasMarks { claims.append(Respelling.withoutMarks(other)) }
                    for claim in claims where NameKey.compare(name, claim: claim) == .matches {
                        found.append("\(claim) | \(name)")
                    }
                }
            }
        }
        let sorted = names.sorted()
        for (index, name) in sorted.enumerated() {
            for other in sorted[index...].dropFirst().prefix(5) where NameKey(other).marked != NameKey(name).marked {
                let claim = spelling.name(other)
                if NameKey.compare(name, claim: claim) == .matches { found.append("\(claim) | \(name)") }
            }
        }
        expectNone(found)
    }

    /// An official wording: as it stands, by its words, which are equal where two wordings are one place, and by its
    /// words without marks and units.
    private struct Wording {
        let text: String
        let place: String
        let plain: String

        init(_ text: String) {
            let words = AddressWords(text).words
            self.text = text
            place = words.map(\.marked).joined(separator: " ")
            plain = words.filter { AddressUnit.written(plain: $0.plain, marked: $0.marked) == nil }.map(\.plain)
                .joined(separator: " ")
        }
    }

    /// The nearest wordings: those that differ only in marks and units, and neighbours in two orders.
    private func neighbours(_ texts: Set<String>) -> [(held: String, claim: String)] {
        let wordings = texts.sorted().map(Wording.init)
        var pairs: [(held: String, claim: String)] = []
        func add(_ one: Wording, _ other: Wording) {
            if one.place != other.place { pairs.append((one.text, other.text)) }
        }
        for near in Dictionary(grouping: wordings, by: \.plain).values where near.count > 1 {
            for held in near { for claim in near { add(held, claim) } }
        }
        let backwards = wordings.map { ($0, String($0.text.reversed())) }.sorted { $0.1 < $1.1 }.map(\.0)
        for order in [wordings, backwards] {
            for (index, held) in order.enumerated() {
                for claim in order[index...].dropFirst().prefix(2) {
                    add(held, claim)
                    add(claim, held)
                }
            }
        }
        return pairs
    }

    @Test func noAddressIsAnothersInAnySpelling() {
        var spelling = Respelling(dice: SplitMix64(seed: 11))
        var texts = Set<String>()
        for person in people { for field in Self.residences { texts.formUnion(wordings(person, field)) } }
        let pairs = neighbours(texts)
        #expect(pairs.count > 40_000)
        var found: [String] = []
        for (held, claim) in pairs {
            let respelt = spelling.address(claim)
            if matches(respelt, held) { found.append("\(respelt) | \(held)") }
            let bare = Respelling.withoutMarks(claim)
            if matches(bare, held) { found.append("\(bare) | \(held)") }
        }
        expectNone(found)
    }

    @Test func aPlaceOfBirthIsNotAnothersWhereItsUnitsAreSaid() {
        let texts = Set(people.compactMap(\.birthPlace))
        expectNone(neighbours(texts).filter { matches($0.claim, $0.held) }.map { "\($0.claim) | \($0.held)" })
    }

    private func matches(_ claim: String, _ held: String) -> Bool {
        AddressComparison.compare(claim, with: [held], province: nil, places: places) == .matches
    }

    @Test func aChangedNumberOrNameIsNeverTrue() {
        var dice = SplitMix64(seed: 5)
        var found: [String] = []
        for person in people.shuffledBySeed(5).prefix(1_500) {
            for text in wordings(person, .permanentResidence) {
                for claim in [changedNumber(text, &dice), changedWord(text, &dice)] {
                    let verdict = person.verdict(on: .permanentResidence, claim: claim, places: places)
                    if verdict == .matches { found.append("\(claim) | \(text)") }
                }
            }
        }
        expectNone(found)
    }

    private func changedNumber(_ text: String, _ dice: inout SplitMix64) -> String {
        let digits = text.filter(\.isNumber)
        let number = Int(digits) ?? 0
        return text.replacingOccurrences(of: digits, with: String(number + 1 + dice.below(90)))
    }

    /// One word of a name made another one.
    private func changedWord(_ text: String, _ dice: inout SplitMix64) -> String {
        var parts = text.components(separatedBy: ", ")
        let index = 1 + dice.below(parts.count - 1)
        parts[index] += " Mới"
        return parts.joined(separator: ", ")
    }
}

extension [PersonRecord] {
    func shuffledBySeed(_ seed: UInt64) -> [PersonRecord] {
        var dice = SplitMix64(seed: seed)
        var left = self
        for index in left.indices.reversed() { left.swapAt(index, dice.below(index + 1)) }
        return left
    }
}
