// As of: valid time and record time, against a slow reading of the same history.

import Basics
import Testing

@testable import Registry

struct PersonStateTests {
    /// What a change says: from a day on, the person is called so.
    private struct Change {
        let from: LocalDate
        let at: Timestamp
        let name: String
    }

    private static let start = LocalDate(days: 20_000)

    /// The states that these changes leave behind, as the store keeps them.
    private func states(_ changes: [Change]) throws -> [PersonState] {
        var states: [PersonState] = []
        for (index, change) in changes.enumerated() {
            var person = try Samples.citizen()
            person.fullName = change.name
            let end = changes[(index + 1)...].first.map {
                PersonState.End(validTo: $0.from, recordedAt: $0.at)
            }
            states.append(
                PersonState(
                    person: person, validFrom: change.from, source: "s", actor: "a", recordedAt: change.at, end: end))
        }
        return states
    }

    /// The obvious rule: of the changes known then, the last one that reaches back to the day.
    private func expected(_ changes: [Change], _ day: LocalDate, _ moment: Timestamp) -> String? {
        changes.last { $0.at <= moment && $0.from <= day }?.name
    }

    @Test(arguments: 0..<200)
    func everyDayAsItWasKnownAtEveryMoment(seed: Int) throws {
        var dice = SplitMix64(seed: UInt64(seed))
        let changes = (0..<dice.within(1...6)).map { number in
            Change(
                from: Self.start.adding(days: dice.below(12)),
                at: Timestamp(Self.start.adding(days: number * 3)), name: "Tên \(number)")
        }
        let states = try states(changes)
        for day in -1...14 {
            for known in -1...20 {
                let (date, moment) = (Self.start.adding(days: day), Timestamp(Self.start.adding(days: known)))
                #expect(
                    states.state(on: date, knownAt: moment)?.person.fullName == expected(changes, date, moment),
                    "seed \(seed), day \(day), known \(known)")
            }
        }
    }

    @Test func aValueComesFromTheOldestStateThatHasSaidItEverSince() throws {
        var states: [PersonState] = []
        let said: [(name: String, blood: BloodType?)] = [
            ("An", nil), ("Ân", BloodType(reading: "A")), ("An", BloodType(reading: "A")),
            ("An", BloodType(reading: "B")),
        ]
        for (index, said) in said.enumerated() {
            var person = try Samples.citizen()
            (person.fullName, person.bloodType) = (said.name, said.blood)
            let at = Timestamp(Self.start.adding(days: index))
            let end = PersonState.End(validTo: Self.start.adding(days: index + 1), recordedAt: at)
            states.append(
                PersonState(
                    person: person, validFrom: Self.start.adding(days: index), source: "s\(index)", actor: "a",
                    recordedAt: at, end: index == 3 ? nil : end))
        }
        let origins = states.origins
        #expect(origins[.fullName]?.source == "s2", "what it was once called does not count")
        #expect(origins[.bloodType]?.source == "s3" && origins[.sex]?.source == "s0")
        #expect(origins[.children] == nil && origins[.minimumAge] == nil)
        #expect(states.dropLast().map { $0 }.origins.isEmpty, "nobody is there any more")
    }
}
