// Short words for the tests of field kinds.

import Basics
import Testing

@testable import Forms

/// Reads a form of one field, key `x`, from raw values, as of Monday 2026-11-23.
func reading(
    _ kind: FieldKind, isRequired: Bool = true, _ values: [String: [String]]
) -> (value: FieldValue?, codes: [String]) {
    let form = Form(id: "test", fields: [Field("x", kind, isRequired: isRequired)])
    let (answers, problems) = form.read(FieldValues(values), today: .test)
    return (answers["x"], problems.map(\.code))
}

extension LocalDate {
    static let test = LocalDate(days: 20_780)

    static func of(_ text: String) throws -> LocalDate { try #require(LocalDate(text)) }
}
