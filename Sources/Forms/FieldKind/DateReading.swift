// Reading a day from the three inputs of a date.

import Basics

extension FieldReader {
    /// Day and month with or without a leading zero; the year needs four digits, since "21" may mean two centuries.
    func date(_ limits: DateLimits) -> Reading {
        let key = field.key
        let parts = ["_day", "_month", "_year"].map { source.values(key + $0).first?.trimmed ?? "" }
        if parts.allSatisfy(\.isEmpty) { return missing(.dateMissing) }
        let gaps: [ProblemCode] = [.dateDayMissing, .dateMonthMissing, .dateYearMissing]
        let problems = zip(parts, gaps).filter { $0.0.isEmpty }.map { Problem(key, $0.1) }
        guard problems.isEmpty else { return Reading(value: nil, problems: problems) }
        guard let day = digits(parts[0], atMost: 2), let month = digits(parts[1], atMost: 2) else {
            return .problem(Problem(key, .notADate))
        }
        guard parts[2].utf8.count == 4, let year = digits(parts[2], atMost: 4), year >= 1000 else {
            return .problem(Problem(key, .yearFourDigits))
        }
        guard let date = LocalDate(year: year, month: month, day: day) else { return .problem(Problem(key, .notADate)) }
        if let problem = limits.problem(key, date, today: today) { return .problem(problem) }
        return .value(.date(date))
    }

    private func digits(_ text: String, atMost count: Int) -> Int? {
        guard text.utf8.count <= count, text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return Int(text)
    }
}
