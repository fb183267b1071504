// Days against a slow calendar that only counts: every day of 1900 to 2100, one after the other.

import Foundation
import Testing

@testable import Basics

struct LocalDateTests {
    /// The calendar as people learn it: one day after the other.
    struct SlowCalendar {
        var (year, month, day, weekday) = (1900, 1, 1, 1)  // 1 January 1900 was a Monday.

        var isLeapYear: Bool { year % 400 == 0 || (year % 4 == 0 && year % 100 != 0) }

        mutating func step() {
            weekday = weekday % 7 + 1
            let lengths = [31, isLeapYear ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
            day += 1
            if day > lengths[month - 1] { (month, day) = (month + 1, 1) }
            if month > 12 { (year, month) = (year + 1, 1) }
        }
    }

    @Test func everyDayOfTwoCenturies() throws {
        var slow = SlowCalendar()
        var days = -25_567  // 1900-01-01
        var wrong: [Int] = []
        while slow.year <= 2100 {
            let date = LocalDate(days: days)
            let parts = date.parts
            let isRight =
                LocalDate(year: slow.year, month: slow.month, day: slow.day) == date
                && parts.year == slow.year && parts.month == slow.month && parts.day == slow.day
                && date.weekday == slow.weekday && LocalDate(date.description) == date
            if !isRight { wrong.append(days) }
            slow.step()
            days += 1
        }
        #expect(wrong == [])
        #expect(days == 47_847, "73,414 days were walked")
    }

    @Test func knownDays() {
        #expect(LocalDate(year: 1970, month: 1, day: 1)?.days == 0)
        #expect(LocalDate(year: 2000, month: 2, day: 29)?.days == 11_016)
        #expect(LocalDate(year: 2021, month: 7, day: 5)?.weekday == 1)
        #expect(LocalDate(year: 1, month: 1, day: 1)?.days == -719_162)
        #expect(LocalDate(year: 9999, month: 12, day: 31)?.description == "9999-12-31")
        #expect(LocalDate(days: -719_162).parts.year == 1)
    }

    @Test(arguments: [
        (2021, 2, 29), (1900, 2, 29), (2100, 2, 29), (2021, 4, 31), (2021, 13, 1), (2021, 0, 1), (2021, 1, 0),
        (2021, 1, 32), (0, 1, 1), (10_000, 1, 1), (-5, 1, 1),
    ])
    func daysThatDoNotExist(year: Int, month: Int, day: Int) {
        #expect(LocalDate(year: year, month: month, day: day) == nil)
    }

    @Test(arguments: [
        "2021-7-05", "2021-07-5", "21-07-05", "2021/07/05", "2021-07-05 ", " 2021-07-05", "2021-02-30", "", "2021-07",
        "2021-07-05T00:00", "+021-07-05", "２０２１-07-05", "0000-01-01",
    ])
    func textsThatAreNoDays(text: String) { #expect(LocalDate(text) == nil) }

    @Test func arithmeticAndOrder() throws {
        let date = try #require(LocalDate("2024-02-28"))
        #expect(date.adding(days: 1).description == "2024-02-29")
        #expect(date.adding(days: 2).description == "2024-03-01")
        #expect(date.adding(days: -59).description == "2023-12-31")
        #expect(date < date.adding(days: 1))
        #expect(date.dayFirst == "28/02/2024")
        #expect(date.year == 2024 && date.month == 2 && date.day == 28)
        #expect(LocalDate(days: -1).weekday == 3, "31 December 1969 was a Wednesday")
    }

    @Test func storedAsIsoText() throws {
        let date = try #require(LocalDate("2021-07-05"))
        #expect(String(decoding: try JSONEncoder().encode([date]), as: UTF8.self) == "[\"2021-07-05\"]")
        #expect(try JSONDecoder().decode([LocalDate].self, from: Data("[\"2021-07-05\"]".utf8)) == [date])
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([LocalDate].self, from: Data("[\"2021-02-30\"]".utf8))
        }
    }

    @Test(arguments: [
        (0, 2, "00"), (7, 2, "07"), (12, 2, "12"), (123, 2, "123"), (5, 4, "0005"), (5, 0, "5"), (5, 1, "5"),
    ])
    func paddedNumbers(number: Int, width: Int, text: String) { #expect(padded(number, to: width) == text) }
}
