// Built-in functions of the calendar and the clock.

import Basics
import Foundation

enum Dates {
    static let table: Builtins.Table = [
        "day of year": [day { .integer($0.days - (LocalDate.day(year: $0.year, month: 1, day: 1)?.days ?? 0) + 1) }],
        "day of week": [day { .string(weekdays[$0.weekday - 1]) }],
        "month of year": [day { .string(months[$0.month - 1]) }],
        "week of year": [day { .integer(week(of: $0)) }],
        "now": [Builtins.fixed { _, evaluation in evaluation.now.map(Value.dateTime) ?? .null }],
        "today": [Builtins.fixed { _, evaluation in evaluation.now.map { .date($0.date) } ?? .null }],
        "is": [
            Builtins.fixed("value1", "value2") { arguments, _ in .boolean(isSame(arguments[0], arguments[1])) }
        ],
    ]

    private static let weekdays = [
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    ]

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    private static func day(_ body: @escaping @Sendable (LocalDate) -> Value) -> Signature {
        Builtins.fixed("date") { arguments, _ in
            switch arguments[0] {
            case .date(let date): body(date)
            case .dateTime(let dateTime): body(dateTime.date)
            default: .null
            }
        }
    }

    /// The week of ISO 8601: the one that holds the year's first Thursday is the first.
    private static func week(of date: LocalDate) -> Int {
        let thursday = date.adding(days: 4 - date.weekday)
        let first = LocalDate.day(year: thursday.year, month: 1, day: 1) ?? thursday
        return (thursday.days - first.days) / 7 + 1
    }

    /// Whether two values are the same element of their kind: the same moment in another zone is another one.
    private static func isSame(_ left: Value, _ right: Value) -> Bool {
        switch (left, right) {
        case (.time(let left), .time(let right)):
            return left.nanoseconds == right.nanoseconds && isSame(left.zone, right.zone)
        case (.dateTime(let left), .dateTime(let right)):
            return left.localNanoseconds == right.localNanoseconds && isSame(left.time.zone, right.time.zone)
        case (.list(let left), .list(let right)):
            return left.count == right.count && zip(left, right).allSatisfy { isSame($0, $1) }
        default: return Comparison.equal(left, right) == true
        }
    }

    private static func isSame(_ left: Zone?, _ right: Zone?) -> Bool { left == right }
}
