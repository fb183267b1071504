// The legal clock over real dates.

import Basics
import Forms
import Testing

@testable import Casework

struct LegalClockTests {
    private func read(_ term: Int, _ marks: [ClockMark], on today: String) throws -> ClockReading {
        let calendar = try WorkingCalendar.vietNam()
        return try #require(LegalClock(marks: marks, term: term).reading(on: try day(today), calendar: calendar))
    }

    @Test(arguments: [
        // An ordinary week: received Monday, due Thursday.
        ("2021-07-05", 3, "2021-07-08"),
        // Over a weekend; received on a Friday, a Saturday, a Sunday.
        ("2021-07-08", 3, "2021-07-13"), ("2021-07-09", 3, "2021-07-14"), ("2021-07-10", 3, "2021-07-14"),
        ("2021-07-11", 3, "2021-07-14"),
        // Over Tết 2021 (10–16 February) and received in the middle of it.
        ("2021-02-08", 3, "2021-02-18"), ("2021-02-12", 3, "2021-02-19"), ("2021-02-09", 1, "2021-02-17"),
        // Tết 2026 (16–20 February) with its weekends.
        ("2026-02-13", 3, "2026-02-25"), ("2026-02-12", 5, "2026-02-26"),
        // Swapped Saturdays count: 4 May 2024 for 29 April, 26 April 2025 for 2 May.
        ("2024-04-26", 3, "2024-05-04"), ("2024-04-26", 4, "2024-05-06"), ("2025-04-24", 2, "2025-04-26"),
        ("2025-04-25", 3, "2025-04-29"), ("2025-04-28", 2, "2025-05-05"), ("2026-08-21", 1, "2026-08-22"),
        // Received on a swapped Saturday: that day is not counted.
        ("2024-05-04", 1, "2024-05-06"),
        // Over the turn of a year; 2 January 2026 was swapped with Saturday 10 January.
        ("2021-12-30", 3, "2022-01-05"), ("2025-12-31", 3, "2026-01-07"), ("2025-12-31", 6, "2026-01-10"),
        // The five days of the law before May 2021, and a long term.
        ("2021-04-19", 5, "2021-04-27"), ("2023-01-18", 30, "2023-03-08"),
    ])
    func findsTheDueDay(received: String, term: Int, due: String) throws {
        let reading = try read(term, [.started(try day(received))], on: received)
        #expect(reading.dueOn == LocalDate(due))
        #expect(reading.countedDays == 0)
        #expect(reading.workingDaysLeft == term)
        #expect(reading.faults.isEmpty)
        #expect(!reading.isOverdue && !reading.isPaused && !reading.isStopped)
        #expect(reading.ledger.first == LedgerDay(date: try day(received), kind: .receipt))
        #expect(reading.ledger.last == LedgerDay(date: try day(due), kind: .due, number: term))
        let calendar = try WorkingCalendar.vietNam()
        #expect(calendar.kind(of: try day(due)).counts)
    }

    @Test func theLedgerNamesEveryDay() throws {
        let reading = try read(4, [.started(try day("2024-04-26"))], on: "2024-04-26")
        let swap = BilingualText(vi: "Làm bù cho ngày 29/4", en: "Working day in exchange for 29 April")
        #expect(
            reading.ledger.map(\.kind) == [
                .receipt, .weekend, .weekend,
                .holiday(BilingualText(vi: "Nghỉ hoán đổi sang ngày 4/5", en: "Day off swapped with 4 May")),
                .holiday(BilingualText(vi: "Ngày Chiến thắng", en: "Reunification Day")),
                .holiday(BilingualText(vi: "Ngày Quốc tế lao động", en: "Labour Day")),
                .counted, .counted, .extraWorkingDay(swap), .weekend, .due,
            ])
        #expect(reading.ledger.map(\.number) == [nil, nil, nil, nil, nil, nil, 1, 2, 3, nil, 4])
    }

    @Test func runsAndRunsOut() throws {
        let marks: [ClockMark] = [.started(try day("2021-07-08"))]
        let friday = try read(3, marks, on: "2021-07-09")
        #expect(friday.countedDays == 1)
        #expect(friday.workingDaysLeft == 2)
        let last = try read(3, marks, on: "2021-07-13")
        #expect(last.workingDaysLeft == 0)
        #expect(!last.isOverdue)
        let late = try read(3, marks, on: "2021-07-15")
        #expect(late.isOverdue)
        #expect(late.workingDaysLate == 2)
        #expect(late.dueOn == LocalDate("2021-07-13"))
        #expect(late.ledger.suffix(3).map(\.kind) == [.due, .overdue, .overdue])
    }

    @Test func aDueFridayIsOverdueOnSaturday() throws {
        let reading = try read(3, [.started(try day("2021-07-06"))], on: "2021-07-10")
        #expect(reading.dueOn == LocalDate("2021-07-09"))
        #expect(reading.isOverdue)
        #expect(reading.workingDaysLate == 0)
    }

    @Test func whilePausedTheDueDayIsUnknownAndTheRestIsKept() throws {
        let marks: [ClockMark] = [.started(try day("2021-07-05")), .paused(try day("2021-07-07"))]
        let reading = try read(3, marks, on: "2021-08-20")
        #expect(reading.dueOn == nil)
        #expect(reading.isPaused && !reading.isOverdue)
        #expect(reading.countedDays == 1)
        #expect(reading.workingDaysLeft == 2)
        #expect(reading.ledger.last == LedgerDay(date: try day("2021-08-20"), kind: .paused))
        let before = try read(3, marks, on: "2021-07-06")
        #expect(!before.isPaused, "what was not yet known is not read")
        #expect(before.dueOn == LocalDate("2021-07-08"))
    }

    @Test(arguments: [
        // Asked on the third day, answered days later: two days were left, then one.
        ("2021-07-05", "2021-07-07", "2021-07-12", 3, "2021-07-14"),
        // Asked on the last day: that day is not lost to the agency.
        ("2021-07-05", "2021-07-08", "2021-07-09", 3, "2021-07-12"),
        // Asked on Friday, answered on Sunday: Monday counts.
        ("2021-07-08", "2021-07-09", "2021-07-11", 3, "2021-07-14"),
        // Asked and answered on one day; asked on the day of receipt.
        ("2021-07-05", "2021-07-06", "2021-07-06", 3, "2021-07-09"),
        ("2021-07-05", "2021-07-05", "2021-07-05", 3, "2021-07-08"),
        // Paused over Tết; answered in the middle of it.
        ("2021-02-08", "2021-02-09", "2021-02-12", 3, "2021-02-19"),
        // Answered on a swapped Saturday; paused over one.
        ("2024-04-25", "2024-04-26", "2024-05-04", 2, "2024-05-07"),
        ("2026-08-19", "2026-08-20", "2026-08-24", 3, "2026-08-27"),
        // Over the turn of the year.
        ("2025-12-29", "2025-12-30", "2026-01-05", 3, "2026-01-08"),
    ])
    func goesOnFromWhereItStopped(start: String, paused: String, resumed: String, term: Int, due: String) throws {
        let marks: [ClockMark] = [
            .started(try day(start)), .paused(try day(paused)), .resumed(try day(resumed)),
        ]
        let reading = try read(term, marks, on: resumed)
        #expect(reading.dueOn == LocalDate(due))
        #expect(!reading.isPaused)
    }

    @Test func aPauseAfterTheTermChangesNothing() throws {
        let marks: [ClockMark] = [.started(try day("2021-07-05")), .paused(try day("2021-07-10"))]
        let reading = try read(3, marks, on: "2021-07-20")
        #expect(reading.dueOn == LocalDate("2021-07-08"))
        #expect(reading.isOverdue)
        #expect(reading.workingDaysLate == 1)
    }

    @Test func aStoppedClockKeepsItsLastReading() throws {
        let early: [ClockMark] = [.started(try day("2021-07-05")), .stopped(try day("2021-07-07"))]
        for today in ["2021-07-07", "2021-12-31"] {
            let reading = try read(3, early, on: today)
            #expect(reading.isStopped && !reading.isOverdue)
            #expect(reading.countedDays == 2)
            #expect(reading.dueOn == LocalDate("2021-07-08"))
            #expect(reading.ledger.last?.date == LocalDate("2021-07-07"))
        }
        let late: [ClockMark] = [.started(try day("2021-07-05")), .stopped(try day("2021-07-12"))]
        let reading = try read(3, late, on: "2021-12-31")
        #expect(reading.isOverdue)
        #expect(reading.workingDaysLate == 2)
    }

    @Test func withdrawnWhilePausedIsStoppedWithoutADueDay() throws {
        let marks: [ClockMark] = [
            .started(try day("2021-07-05")), .paused(try day("2021-07-06")), .stopped(try day("2021-07-20")),
        ]
        let reading = try read(3, marks, on: "2021-12-31")
        #expect(reading.isStopped && !reading.isPaused && !reading.isOverdue)
        #expect(reading.dueOn == nil)
        #expect(reading.ledger.count == 16)
    }

    @Test func aYearWithoutDatesMakesTheDueDayProvisional() throws {
        let reading = try read(5, [.started(try day("2027-12-29"))], on: "2027-12-29")
        #expect(reading.dueOn == LocalDate("2028-01-05"), "what is announced later could not be left out")
        #expect(reading.isProvisional)
        #expect(reading.faults == [.yearNotCovered(2028)])
        let settled = try read(2, [.started(try day("2027-12-29"))], on: "2027-12-29")
        #expect(!settled.isProvisional)
        let unsettled = try read(3, [.started(try day("2026-11-20"))], on: "2026-11-20")
        #expect(unsettled.dueOn == LocalDate("2026-11-26"), "the 23rd counts, the 24th does not")
        #expect(unsettled.isProvisional)
        #expect(unsettled.faults.count == 1)
    }

    @Test func withoutAReceiptThereIsNoReading() throws {
        let calendar = try WorkingCalendar.vietNam()
        let today = try day("2021-07-05")
        #expect(LegalClock(marks: [], term: 3).reading(on: today, calendar: calendar) == nil)
        #expect(LegalClock(marks: [.paused(today)], term: 3).reading(on: today, calendar: calendar) == nil)
        let future = LegalClock(marks: [.started(today.adding(days: 1))], term: 3)
        #expect(future.reading(on: today, calendar: calendar) == nil)
    }

    @Test func aCalendarWithoutWorkingDaysDoesNotHang() throws {
        let start = try day("2021-01-01")
        let name = BilingualText(vi: "a", en: "a")
        let off = (0..<2_000).map {
            SpecialDay(
                date: start.adding(days: $0), kind: .off, name: name,
                provenance: .init(source: "test", mark: .product))
        }
        let calendar = WorkingCalendar(years: Set(2021...2030), fixed: [], special: off)
        let reading = LegalClock(marks: [.started(start)], term: 3).reading(on: start, calendar: calendar)
        #expect(reading?.dueOn == nil)
    }
}
