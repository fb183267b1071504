// Dates typed into three inputs.

import Basics
import Testing

@testable import Forms

struct DateReadingTests {
    private func date(
        _ day: String, _ month: String, _ year: String, _ limits: DateLimits = DateLimits()
    ) -> (value: FieldValue?, codes: [String]) {
        reading(.date(limits), ["x_day": [day], "x_month": [month], "x_year": [year]])
    }

    @Test(arguments: [("5", "7", "2021"), ("05", "07", "2021"), (" 5 ", "07 ", "2021")])
    func takesPartsWithOrWithoutZeros(day: String, month: String, year: String) throws {
        #expect(date(day, month, year).value == .date(try .of("2021-07-05")))
    }

    @Test(arguments: [
        ("31", "4", "2021", "problem.not-a-date"), ("29", "2", "2021", "problem.not-a-date"),
        ("0", "1", "2021", "problem.not-a-date"), ("1", "13", "2021", "problem.not-a-date"),
        ("a", "1", "2021", "problem.not-a-date"), ("-1", "1", "2021", "problem.not-a-date"),
        ("+1", "1", "2021", "problem.not-a-date"), ("001", "1", "2021", "problem.not-a-date"),
        ("١", "1", "2021", "problem.not-a-date"), ("1", "1", "21", "problem.year-four-digits"),
        ("1", "1", "02021", "problem.year-four-digits"), ("1", "1", "0021", "problem.year-four-digits"),
        ("1", "1", "20x1", "problem.year-four-digits"),
    ])
    func saysWhatIsWrong(day: String, month: String, year: String, code: String) {
        #expect(date(day, month, year).codes == [code])
    }

    @Test func namesEveryMissingPart() {
        #expect(date("", "", "").codes == ["problem.date-missing"])
        #expect(date("1", "", "2021").codes == ["problem.date-month-missing"])
        #expect(date("", "", "2021").codes == ["problem.date-day-missing", "problem.date-month-missing"])
        #expect(date("1", "1", "").codes == ["problem.date-year-missing"])
    }

    @Test func leapDaysExistWhenTheyDo() throws {
        #expect(date("29", "2", "2024").value == .date(try .of("2024-02-29")))
        #expect(date("29", "2", "2100").codes == ["problem.not-a-date"])
    }

    @Test func keepsLimitsFromToday() throws {
        let future = DateLimits(notBefore: .today())
        #expect(date("22", "11", "2026", future).codes == ["problem.date-in-past"])
        #expect(date("23", "11", "2026", future).value == .date(.test))
        let past = DateLimits(notAfter: .today())
        #expect(date("24", "11", "2026", past).codes == ["problem.date-in-future"])
        #expect(date("23", "11", "2026", past).value == .date(.test))
    }

    @Test func saysTheLimitInItsParameters() throws {
        let limits = DateLimits(notBefore: .today(plus: 1), notAfter: .on(try .of("2027-01-31")))
        let form = Form(id: "t", fields: [Field("x", .date(limits))])
        func problem(_ day: String, _ month: String, _ year: String) -> Problem? {
            form.read(["x_day": day, "x_month": month, "x_year": year] as FieldValues, today: .test).1.first
        }
        #expect(problem("23", "11", "2026") == Problem("x", .dateTooEarly, ["limit": "24/11/2026"]))
        #expect(problem("1", "2", "2027") == Problem("x", .dateTooLate, ["limit": "31/01/2027"]))
        #expect(problem("31", "1", "2027") == nil)
    }

    @Test func anOptionalDateMayBeEmptyButNotHalf() {
        #expect(reading(.date(DateLimits()), isRequired: false, [:]).codes.isEmpty)
        #expect(reading(.date(DateLimits()), isRequired: false, ["x_day": ["1"]]).codes.count == 2)
    }
}
