// How far a due day is, in working days.

import Basics
import Forms
import Testing

@testable import Casework

@Suite struct DueDistanceTests {
    private static func day(_ text: String) -> LocalDate { LocalDate(text) ?? LocalDate(days: 0) }
    // A Monday; the Friday before it is a holiday, the Saturday before that one a working day.
    private static let monday = day("2026-03-09")
    private static let calendar = WorkingCalendar(
        years: [2026], fixed: [], special: [special("2026-03-06", .off), special("2026-02-28", .work)])

    private static func special(_ date: String, _ kind: SpecialDay.Kind) -> SpecialDay {
        SpecialDay(
            date: day(date), kind: kind, name: BilingualText(vi: "a", en: "a"),
            provenance: .init(source: "test", mark: .product))
    }

    @Test(arguments: [
        ("2026-03-09", DueDistance.today), ("2026-03-10", .left(1)), ("2026-03-13", .left(4)),
        ("2026-03-16", .left(5)), ("2026-03-08", .late(1)), ("2026-03-06", .late(1)), ("2026-03-05", .late(1)),
        ("2026-03-04", .late(2)), ("2026-02-27", .late(6)),
    ])
    func daysOffDoNotCount(_ due: String, _ distance: DueDistance) {
        #expect(Self.calendar.distance(to: Self.day(due), from: Self.monday) == distance)
    }

    @Test func fromADayOffNothingIsLateYet() {
        #expect(Self.calendar.distance(to: Self.day("2026-03-06"), from: Self.day("2026-03-08")) == .late(0))
    }

    @Test func beyondAYearNobodyCounts() {
        #expect(Self.calendar.distance(to: Self.day("2027-04-09"), from: Self.monday) == nil)
        #expect(Self.calendar.distance(to: Self.day("2024-04-09"), from: Self.monday) == nil)
    }

    @Test func theDayAfterSoManyWorkingDaysIsThatFarAway() {
        for count in 1...30 {
            let day = Self.calendar.day(after: count, workingDaysFrom: Self.monday)
            #expect(Self.calendar.distance(to: day, from: Self.monday) == .left(count))
        }
        #expect(Self.calendar.day(after: 0, workingDaysFrom: Self.monday) == Self.monday)
        let idle = WorkingCalendar(
            years: [2026, 2027], fixed: [],
            special: (0..<800).map { Self.special(Self.monday.adding(days: $0).description, .off) })
        #expect(idle.day(after: 1, workingDaysFrom: Self.monday) == Self.monday.adding(days: 366))
    }
}
