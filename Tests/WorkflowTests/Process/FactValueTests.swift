// Results of decisions are stored and come back as what they were.

import Basics
import FEEL
import Foundation
import Testing
import Workflow

private func stored(_ value: Value) throws -> Value {
    let fact = try #require(FactValue(value))
    let json = try JSONEncoder().encode([fact])
    return try #require(try JSONDecoder().decode([FactValue].self, from: json).first).value
}

@Suite struct FactValueTests {
    @Test(arguments: [
        Value.null, .boolean(true), .boolean(false), .integer(0), .integer(-7), .number(Decimal128("0.1") ?? 0),
        .number(Decimal128("12345678901234567890.123456789") ?? 0), .string(""), .string("Nguyễn Thị Đào"),
        .string("null"),
        .string("2021-07-01"), .date(LocalDate(days: 18_800)), .time(TimeOfDay(nanoseconds: 3_600_000_000_000)),
        .dateTime(DateTime(LocalDate(days: 1))), .dateTime(DateTime(noon)), .yearsMonths(14), .yearsMonths(-1),
        .yearsMonths(0),
        .daysTime(DaysTime(seconds: 90_061)), .daysTime(DaysTime(seconds: -5)), .list([]),
        .list([.null, .list([.integer(1)])]),
        .context(Context()),
        .context(
            Context([("date", .string("x")), ("context", .null), ("a", .context(Context([("b", .integer(1))])))])),
    ])
    func comesBackAsItWas(_ value: Value) throws { #expect(try stored(value) == value) }

    @Test func doesNotStoreWhatIsNoResult() {
        let function = Value.function(Function(parameters: []) { _, _ in .null })
        #expect(FactValue(function) == nil)
        #expect(FactValue(.list([.integer(1), function])) == nil)
        #expect(FactValue(.context(Context([("f", function)]))) == nil)
    }

    @Test func isPlainJSON() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let value = Value.context(
            Context([("authority", .string("01")), ("from", .date(LocalDate(days: 0))), ("days", .integer(3))]))
        let text = String(decoding: try encoder.encode(FactValue(value)), as: UTF8.self)
        #expect(text == #"{"context":{"authority":"01","days":{"number":"3"},"from":{"date":"1970-01-01"}}}"#)
    }
}
