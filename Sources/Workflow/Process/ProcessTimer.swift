// When a timer of a process is due.

import Basics
import FEEL

/// What a `timerEventDefinition` says. Texts in ISO 8601 are taken as they are, everything else is FEEL.
public struct ProcessTimer: Hashable, Sendable {
    public enum Form: Hashable, Sendable {
        /// A moment: `timeDate`.
        case date
        /// A span from the moment the timer is armed: `timeDuration`.
        case duration
    }

    public let form: Form
    public let expression: ProcessExpression

    /// Whether the text is written in ISO 8601 rather than FEEL.
    let isWritten: Bool

    init(_ form: Form, _ text: String) throws(FEELSyntaxError) {
        self.form = form
        let source = ProcessTimer.source(form, text)
        isWritten = source != text
        expression = try ProcessExpression(source)
    }

    /// `2021-07-01` alone would be a subtraction in FEEL, and `P3D` a name: such texts are put into FEEL's functions.
    private static func source(_ form: Form, _ text: String) -> String {
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        let bytes = Array(text.utf8)
        switch form {
        case .date:
            if LocalDate(text) != nil { return "date(\"\(text)\")" }
            let isDateTime = bytes.count > 11 && bytes[10] == UInt8(ascii: "T") && LocalDate(text.prefix(10)) != nil
            return isDateTime && !text.contains("\"") ? "date and time(\"\(text)\")" : text
        case .duration:
            let rest = bytes.drop { $0 == UInt8(ascii: "-") }
            guard rest.first == UInt8(ascii: "P"), let next = rest.dropFirst().first else { return text }
            let isISO = digits.contains(next) || (next == UInt8(ascii: "T") && rest.contains { digits.contains($0) })
            return isISO && !text.contains("\"") ? "duration(\"\(text)\")" : text
        }
    }

    /// The value of a text that needs no variables, such as an ISO 8601 duration; `nil` where there are names in it.
    var constant: Value? { expression.constant }

    /// The moment over those variables for a timer armed at `now`; `nil` when the expression gives no such thing.
    ///
    /// A date means the end of that day in Vietnam, as terms in days do. A date and time without a zone is Vietnam's.
    func due(_ variables: [String: Value], now: Timestamp) -> Timestamp? {
        switch (form, expression.value(variables, now: now)) {
        case (.date, .date(let date)):
            return Timestamp(date.adding(days: 1))
        case (.date, .dateTime(let dateTime)):
            return Timestamp(dateTime)
        case (.duration, .daysTime(let span)):
            let (seconds, overflow) = Int64(span.seconds).multipliedReportingOverflow(by: 1000)
            let (due, beyond) = now.milliseconds.addingReportingOverflow(seconds)
            return overflow || beyond ? nil : Timestamp(milliseconds: due + Int64(span.nanoseconds / 1_000_000))
        case (.duration, .yearsMonths(let months)):
            return ProcessTimer.adding(months, to: now)
        default:
            return nil
        }
    }

    /// So many months later at the same time of day; the last day of a month that is too short.
    private static func adding(_ months: Int, to now: Timestamp) -> Timestamp? {
        let (year, month, day) = now.date.parts
        let (count, overflow) = (year * 12 + month - 1).addingReportingOverflow(months)
        guard !overflow, count >= 12, count < 120_000 else { return nil }
        var last = day
        while last > 28, LocalDate(year: count / 12, month: count % 12 + 1, day: last) == nil { last -= 1 }
        guard let date = LocalDate(year: count / 12, month: count % 12 + 1, day: last) else { return nil }
        return Timestamp(milliseconds: now.milliseconds + Int64(date.days - now.date.days) * 86_400_000)
    }
}

extension Timestamp {
    /// The moment of a FEEL date and time, to the millisecond; without a zone it is read on Vietnam's clock.
    fileprivate init?(_ dateTime: DateTime) {
        let time = dateTime.time
        let atVietnam = Timestamp(dateTime.date).milliseconds + Int64(time.nanoseconds / 1_000_000)
        switch time.zone {
        case nil:
            self.init(milliseconds: atVietnam)
        case .offset(let seconds):
            self.init(milliseconds: atVietnam + Int64(7 * 3600 - seconds) * 1000)
        case .named:
            return nil
        }
    }
}
