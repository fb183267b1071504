// Moments, and their reading on Vietnam's wall clock (UTC+7 all year).

import Foundation
import Testing

@testable import Basics

struct TimestampTests {
    @Test func midnightOfVietnamIsFiveInTheAfternoonBefore() throws {
        let date = try #require(LocalDate("2021-07-05"))
        let moment = Timestamp(date)
        #expect(moment.milliseconds == 1_625_418_000_000)  // 2021-07-04T17:00:00Z
        #expect(moment.date == date)
        #expect(moment.description == "2021-07-05T00:00:00+07:00")
        #expect(Timestamp(milliseconds: moment.milliseconds - 1).date == date.adding(days: -1))
        #expect(Timestamp(milliseconds: moment.milliseconds - 1).description == "2021-07-04T23:59:59+07:00")
    }

    @Test func theEpoch() {
        let epoch = Timestamp(milliseconds: 0)
        #expect(epoch.description == "1970-01-01T07:00:00+07:00")
        #expect(epoch.dayFirst == "07:00 01/01/1970")
    }

    @Test(arguments: [
        -62_000_000_000_000, -25_200_001, -25_200_000, -86_400_000, -1_001, -1, 1, 999, 1_771_000_000_123,
    ])
    func readsBackBeforeAndAfterTheEpoch(milliseconds: Int64) {
        let moment = Timestamp(milliseconds: milliseconds)
        let (hour, minute, second) = moment.time
        #expect((0..<24).contains(hour) && (0..<60).contains(minute) && (0..<60).contains(second))
        let again = Timestamp(moment.date, hour: hour, minute: minute, second: second)
        #expect((0..<1000).contains(moment.milliseconds - again.milliseconds), "rounded down to the second")
    }

    @Test func everySecondOfADay() throws {
        let date = try #require(LocalDate("2024-02-29"))
        for second in 0..<86_400 {
            let moment = Timestamp(date).adding(seconds: second)
            let time = moment.time
            guard moment.date == date, time.hour * 3600 + time.minute * 60 + time.second == second else {
                Issue.record("second \(second) reads \(moment)")
                return
            }
        }
        #expect(Timestamp(date).adding(seconds: 86_400).date == date.adding(days: 1))
    }

    @Test func agreesWithFoundation() throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(secondsFromGMT: 7 * 3600))
        for milliseconds in stride(from: Int64(-2_208_988_800_000), to: 4_102_444_800_000, by: 9_876_543_217) {
            let moment = Timestamp(milliseconds: milliseconds)
            let parts = calendar.dateComponents(
                [.year, .month, .day, .hour, .minute],
                from: Date(timeIntervalSince1970: Double(milliseconds) / 1000))
            #expect(moment.date.year == parts.year && moment.date.month == parts.month && moment.date.day == parts.day)
            #expect(moment.time.hour == parts.hour && moment.time.minute == parts.minute)
        }
    }

    @Test func storedAsMilliseconds() throws {
        let moment = Timestamp(milliseconds: -5)
        #expect(String(decoding: try JSONEncoder().encode([moment]), as: UTF8.self) == "[-5]")
        #expect(try JSONDecoder().decode([Timestamp].self, from: Data("[-5]".utf8)) == [moment])
        #expect(moment < Timestamp(milliseconds: 0))
    }
}
