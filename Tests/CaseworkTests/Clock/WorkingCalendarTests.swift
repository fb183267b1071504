// The calendar: which days work, from the file that is shipped.

import Basics
import Forms
import Testing

@testable import Casework

struct WorkingCalendarTests {
    /// domain.md §5.4, every weekday off from 2021 to 2026 and what is known of 2027.
    static let offWeekdays = [
        "2021-01-01", "2021-02-10", "2021-02-11", "2021-02-12", "2021-02-15", "2021-02-16", "2021-04-21", "2021-04-30",
        "2021-05-03", "2021-09-02", "2021-09-03",
        "2022-01-03", "2022-01-31", "2022-02-01", "2022-02-02", "2022-02-03", "2022-02-04", "2022-04-11", "2022-05-02",
        "2022-05-03", "2022-09-01", "2022-09-02",
        "2023-01-02", "2023-01-20", "2023-01-23", "2023-01-24", "2023-01-25", "2023-01-26", "2023-05-01", "2023-05-02",
        "2023-05-03", "2023-09-01", "2023-09-04",
        "2024-01-01", "2024-02-08", "2024-02-09", "2024-02-12", "2024-02-13", "2024-02-14", "2024-04-18", "2024-04-29",
        "2024-04-30", "2024-05-01", "2024-09-02", "2024-09-03",
        "2025-01-01", "2025-01-27", "2025-01-28", "2025-01-29", "2025-01-30", "2025-01-31", "2025-04-07", "2025-04-30",
        "2025-05-01", "2025-05-02", "2025-09-01", "2025-09-02",
        "2026-01-01", "2026-01-02", "2026-02-16", "2026-02-17", "2026-02-18", "2026-02-19", "2026-02-20", "2026-04-27",
        "2026-04-30", "2026-05-01", "2026-08-31", "2026-09-01", "2026-09-02",
        "2026-11-24",
        "2027-01-01", "2027-02-05", "2027-02-08", "2027-02-09", "2027-02-10", "2027-04-16", "2027-04-30", "2027-05-03",
        "2027-09-02", "2027-11-24",
    ]
    /// Days of which it is open whether they are off.
    static let unsettled = ["2026-11-23", "2027-02-04", "2027-02-11", "2027-09-01", "2027-09-03"]
    static let workedSaturdays = ["2024-05-04", "2025-04-26", "2026-01-10", "2026-08-22"]

    @Test func exactlyTheAnnouncedDaysDiffer() throws {
        let calendar = try WorkingCalendar.vietNam()
        var off: [String] = []
        var worked: [String] = []
        for days in (try day("2021-01-01").days)...(try day("2027-12-31").days) {
            let date = LocalDate(days: days)
            let works = calendar.kind(of: date).counts
            if date.weekday < 6, !works { off.append(date.description) }
            if date.weekday > 5, works { worked.append(date.description) }
        }
        #expect(off == Self.offWeekdays)
        #expect(worked == Self.workedSaturdays)
        #expect(calendar.years == Set(2021...2027))
        #expect(calendar.specialDays.filter { $0.kind == .unsettled }.map(\.date.description) == Self.unsettled)
    }

    @Test func everySpecialDaySaysWhereItIsFrom() throws {
        for day in try WorkingCalendar.vietNam().specialDays {
            #expect(!day.provenance.source.isEmpty)
            #expect(!day.name.vi.isEmpty && !day.name.en.isEmpty)
        }
    }

    @Test func aYearWithoutDatesSaysSoAndKeepsFixedHolidays() throws {
        let calendar = try WorkingCalendar.vietNam()
        #expect(calendar.fault(on: try day("2028-03-01")) == .yearNotCovered(2028))
        #expect(calendar.fault(on: try day("2026-03-02")) == nil)
        for text in ["2029-01-01", "2029-04-30", "2030-05-01", "2030-09-02", "2020-09-02", "2028-11-24"] {
            #expect(!calendar.kind(of: try day(text)).counts, "\(text)")
        }
        #expect(calendar.kind(of: try day("2028-01-26")).counts, "Tết 2028 is not announced")
        #expect(calendar.kind(of: try day("2028-01-02")) == .weekend)
        #expect(calendar.kind(of: try day("2020-11-24")).counts, "the law of 2026 made it a day off")
    }

    @Test func aHolidayOnARestDayIsMadeUpForByNothing() throws {
        let calendar = try WorkingCalendar.vietNam()  // 24 November 2029 is a Saturday
        #expect(!calendar.kind(of: try day("2029-11-24")).counts)
        #expect(calendar.kind(of: try day("2029-11-26")).counts)
    }

    @Test func oneLineDecidesAnUnsettledDay() throws {
        let file = "Workflows/calendar/viet-nam.xml"
        func load(_ line: String) throws -> (WorkingCalendar?, [String]) {
            let text = String(decoding: try shipped(file), as: UTF8.self).replacing(
                "  </year>\n</calendar>", with: "\(line)\n  </year>\n</calendar>")
            let (calendar, findings) = CalendarLoader.load([(file: "c.xml", bytes: Array(text.utf8))])
            return (calendar, findings.map(\.description))
        }
        let off = try #require(
            try load("<settled on='2027-02-04' as='off' source='Thông báo' mark='V'/>").0)
        let date = try day("2027-02-04")
        #expect(!off.kind(of: date).counts && off.fault(on: date) == nil)
        #expect(off.specialDays.first { $0.date == date }?.name.vi == "Tết Nguyên đán")
        let working = try #require(
            try load("<settled on='2027-02-04' as='working' source='Thông báo' mark='V'/>").0)
        #expect(working.kind(of: date) == .working && working.fault(on: date) == nil)
        #expect(try load("<settled on='2027-02-03' as='off' source='s' mark='V'/>").1.count == 1, "it never was open")
        #expect(try load("<settled on='2026-11-23' as='off' source='s' mark='V'/>").1.count == 1, "of another year")
        #expect(try load("<settled on='2027-02-04' as='perhaps' source='s' mark='V'/>").1.count == 1)
    }

    @Test func anUnsettledDayCountsAndIsNamed() throws {
        let calendar = try WorkingCalendar.vietNam()
        let date = try day("2026-11-23")
        #expect(calendar.kind(of: date).counts)
        guard case .dayUnsettled(date, let name)? = calendar.fault(on: date) else {
            Issue.record("23 November 2026 is not settled")
            return
        }
        #expect(name.vi == "Hoán đổi liền Ngày Văn hóa Việt Nam")
    }

    @Test func localDaysComeOnTop() throws {
        let local = """
            <calendar id="local-01" source="s" mark="P">
              <additions source="Công điện" mark="V">
                <off on="2026-11-23"><name lang="vi">Nghỉ bão</name><name lang="en">Storm</name></off>
                <work on="2026-11-28"><name lang="vi">Làm bù</name><name lang="en">In exchange</name></work>
              </additions>
            </calendar>
            """
        let file = "Workflows/calendar/viet-nam.xml"
        let (loaded, diagnostics) = CalendarLoader.load([
            (file: file, bytes: try shipped(file)), (file: "local.xml", bytes: Array(local.utf8)),
        ])
        #expect(diagnostics == [])
        let calendar = try #require(loaded)
        #expect(!calendar.kind(of: try day("2026-11-23")).counts)
        #expect(calendar.fault(on: try day("2026-11-23")) == nil)
        #expect(calendar.kind(of: try day("2026-11-28")).counts)
        #expect(calendar.years == Set(2021...2027), "additions do not claim a year")
    }

    @Test(arguments: [
        ("<calendar id='a' source='s' mark='V'/>", 1),
        ("<calender/>", 1),
        (
            "<calendar id='a' source='s' mark='V'><year number='2026' source='s' mark='V'>"
                + "<off on='2025-01-01'><name lang='vi'>a</name><name lang='en'>a</name></off>"
                + "<off on='2026-13-01'><name lang='vi'>a</name><name lang='en'>a</name></off>"
                + "<off from='2026-01-01' to='2026-03-01'><name lang='vi'>a</name><name lang='en'>a</name></off>"
                + "<work on='2026-01-05'><name lang='vi'>a</name></work>"
                + "<off on='2026-01-05'><name lang='vi'>a</name><name lang='en'>a</name></off>"
                + "</year><year number='2026' source='s' mark='V'/><fixed month='2' day='30'/></calendar>", 10
        ),
    ])
    func faultsOfTheFileAreNamed(text: String, count: Int) {
        let (calendar, diagnostics) = CalendarLoader.load([(file: "c.xml", bytes: Array(text.utf8))])
        #expect(calendar == nil)
        #expect(diagnostics.count == count, "\(diagnostics.map(\.description))")
    }
}
